/** The number by which people with the same score are told apart, from the way it was typed. */

/** The server takes no larger one. */
const largest = 100_000_000;

/**
 * A prediction as typed: `null` where there is none, `undefined` where it cannot be read. Dots and blanks may group
 * thousands and nothing else: whoever means 12.5 must not be taken to have said 125.
 */
export function readPrediction(typed: string): number | null | undefined {
  // NFKC: full-width digits of some keyboards, blanks that do not break.
  const plain = typed.normalize('NFKC').trim();
  if (plain === '') return null;
  if (!/^(?:\d{1,9}|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?: \d{3})+)$/.test(plain)) return undefined;
  const count = Number(plain.replace(/[. ]/g, ''));
  return count <= largest ? count : undefined;
}
