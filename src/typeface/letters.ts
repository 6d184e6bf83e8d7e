/** The characters our text face carries. A character outside it falls back to the device's own face. */

const vowels = [...'aăâeêioôơuưyAĂÂEÊIOÔƠUƯY'];
/** None, huyền, sắc, hỏi, ngã, nặng. */
const tones = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];

/** Every Vietnamese letter that Basic Latin lacks or shares, in NFC, both cases. */
export const vietnameseLetters = [
  ...vowels.flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC'))),
  'đ',
  'Đ',
];

const basicLatin = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCodePoint(0x20 + index));
const punctuation = [...'\u00a0–—‘’“”…·×§©«»°•'];

/** What the text face is cut to. */
export const textCharacters = [...new Set([...basicLatin, ...vietnameseLetters, ...punctuation])].join('');

/** What the tabular face is cut to: digits only, because only they must all be equally wide. */
export const tabularCharacters = '0123456789';
