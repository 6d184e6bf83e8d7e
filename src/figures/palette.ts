/**
 * Colours of every figure: fixed and light, since a figure is copied, printed and embedded away from the site's themes.
 * Lightness alone tells them apart, so they survive grey printing and any colour blindness.
 */
export const palette = {
  paper: '#fffdf8',
  ink: '#1f1b16',
  muted: '#554d43',
  hairline: '#d8cfbf',
  accent: '#a3161c',
  /** The whole a share is taken from. */
  track: '#ebe5d9',
  /** A share up to the target. */
  bar: '#2a5a6c',
  /** What a range or a ceiling leaves open. */
  band: '#9dc0cb',
} as const;
