/** Why results cannot be taken over, and what to do about it: Vietnamese, for whoever runs the site. */
export class ResultsProblem extends Error {
  override name = 'ResultsProblem';
}
