/** Telex keys typed while the keyboard's Vietnamese mode was off: "nghij quyeets" for "nghị quyết". */
import { normaliseText } from './vietnamese.ts';

const toneKeys: Record<string, string> = { f: '\u0300', s: '\u0301', r: '\u0309', x: '\u0303', j: '\u0323' };
const shapes: [keys: RegExp, letter: string][] = [
  [/dd/g, 'đ'],
  [/aa/g, 'â'],
  [/ee/g, 'ê'],
  [/oo/g, 'ô'],
  [/uow/g, 'ươ'],
  [/aw/g, 'ă'],
  [/ow/g, 'ơ'],
  [/uw/g, 'ư'],
];

/** The word that these keys write in Telex; `null` when they hold no Telex key, or the word has marks already. */
export function withoutTelex(word: string): string | null {
  if (!/^[a-z]+$/.test(word)) return null;
  let shaped = word;
  for (const [keys, letter] of shapes) shaped = shaped.replace(keys, letter);
  // The tone key stands at the word's end, or right behind its vowels.
  const [, before = '', tone = '', after = ''] = /^(.*[aâăeêioôơuưy])([fsrxj])(ch|ng|nh|[cmnpt]?)$/.exec(shaped) ??
    /^(.*[aâăeêioôơuưy](?:ch|ng|nh|[cmnpt]))([fsrxj])()$/.exec(shaped) ?? [''];
  if (before !== '') return placed(before + after, toneKeys[tone] ?? '');
  return shaped === word ? null : shaped;
}

/** The tone on the last shaped vowel, else on the last of the vowels; `normaliseText` puts it where it belongs. */
function placed(bare: string, tone: string): string {
  const letters = [...bare];
  const last = (wanted: RegExp) => letters.map((letter) => wanted.test(letter)).lastIndexOf(true);
  const at = last(/[âăêôơư]/) >= 0 ? last(/[âăêôơư]/) : last(/[aeiouy]/);
  letters[at] = `${letters[at] ?? ''}${tone}`;
  return normaliseText(letters.join(''));
}
