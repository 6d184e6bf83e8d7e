/** A reason not to start, told to the person at the terminal in one Vietnamese sentence that says how to mend it. */
export class StartProblem extends Error {
  override name = 'StartProblem';
}
