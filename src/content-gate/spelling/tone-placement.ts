/**
 * Where a tone mark stands in a syllable that ends in oa, oe or uy: "hóa, khỏe, thủy" (the old style) or "hoá, khoẻ, thuỷ"
 * (the new one). Both are right; a site writes one of them, and the dictionary knows only the new one.
 */

const tones = '\u0300\u0301\u0303\u0309\u0323';
/** After q the letter u belongs to the consonant: "quý" has only one way to be written. */
const ending = (first: string, last: string) =>
  new RegExp(`(?<!q)(?:(o${first})([ae]${last})|(u${first})(y${last}))$`, 'i');
const oldStyle = ending(`[${tones}]`, '');
const newStyle = ending('', `[${tones}]`);

const moved = (syllable: string, from: RegExp): string =>
  syllable
    .normalize('NFD')
    .replace(from, (whole) => {
      const tone = new RegExp(`[${tones}]`).exec(whole)?.[0] ?? '';
      const [first = '', last = ''] = whole.replace(tone, '');
      return from === oldStyle ? first + last + tone : first + tone + last;
    })
    .normalize('NFC');

/** The syllable as the dictionary writes it: "hóa" → "hoá". Any other syllable stays as it is. */
export const inNewStyle = (syllable: string): string => moved(syllable, oldStyle);

/** The syllable as this site writes it: "hoá" → "hóa". Any other syllable stays as it is. */
export const inOldStyle = (syllable: string): string => moved(syllable, newStyle);
