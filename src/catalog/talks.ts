/** Recorded talks: moments as a player counts them. */

/** Seconds from the beginning: `12:30` → 750, `1:02:03` → 3723. */
export const secondsOf = (offset: string): number =>
  offset.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0);

/** Address of a recording from a moment on, which a browser understands without scripts. */
export const fromMoment = (file: string, offset: string): string => `${file}#t=${secondsOf(offset)}`;
