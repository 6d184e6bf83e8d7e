/** Vietnamese letters as search sees them: one way to write each word, and what is left of it without its marks. */

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
const vowel = 'aăâeêioôơuưy';
/** A syllable without its tone: what stands before its vowels, the vowels, what stands after. After g and q, i and u are no vowels. */
const syllable = new RegExp(
  `^((?:ngh|ng|nh|gh|gi(?=[${vowel}])|qu|ch|kh|ph|th|tr|[bcdđghklmnprstvx])?)([${vowel}]{1,3})(ch|ng|nh|[cmnpt])?$`,
  'i',
);

/**
 * A syllable with its tone where the older spelling puts it: "hoà" → "hòa", "thuỷ" → "thủy", "tòan" → "toàn", "qúy" → "quý".
 * Both schools are right and typing programs slip; neither reader nor writer should have to know which one the other chose.
 * What is no Vietnamese syllable stays as it is.
 */
function placeTone(word: string): string {
  const letters = word.normalize('NFD');
  const marks = letters.match(tones);
  if (marks?.length !== 1) return word;
  const bare = letters.replace(tones, '').normalize('NFC');
  const [, onset = '', vowels = '', coda] = syllable.exec(bare) ?? [];
  if (vowels === '') return word;
  const shaped = [...vowels].findLastIndex((letter) => /[ăâêôơư]/i.test(letter));
  const at = shaped >= 0 ? shaped : vowels.length === 3 || (vowels.length === 2 && coda !== undefined) ? 1 : 0;
  const end = onset.length + at + 1;
  return (bare.slice(0, end) + marks[0] + bare.slice(end)).normalize('NFC');
}

/** NFC, with every syllable's tone in one place. */
export function normaliseText(text: string): string {
  return text.normalize('NFC').replace(/\p{L}+/gu, placeToneOnce);
}

/** A language has few syllables, and a site says each of them thousands of times. */
const placed = new Map<string, string>();
function placeToneOnce(word: string): string {
  const known = placed.get(word) ?? placeTone(word);
  placed.set(word, known);
  return known;
}

/** Lower case without tones, vowel marks or the bar of đ: "Đường lối" → "duong loi". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}

/** The words of a text, normalised, in lower case: letters and digits, whatever stands between them. */
export function wordsOf(text: string): string[] {
  return (
    normaliseText(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  );
}

/** Does any word carry a mark? Then its writer meant those marks. */
export const isAccented = (words: readonly string[]): boolean => words.some((word) => word !== fold(word));
