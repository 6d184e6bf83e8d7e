/**
 * A text's words in small letters, with one space between them: what is left when markup, escapes and punctuation go.
 * A build reads all it has written by this, so it goes over a text once, letter by letter.
 */

/** In place of a letter: what stands between words. */
const between = 0;
/** Every UTF-16 unit → the unit of its small letter. Letters beyond these 65,536 are in no text of ours. */
const small = Uint16Array.from({ length: 0x10000 }, (_, unit) => {
  const letter = String.fromCharCode(unit);
  if (!/[\p{L}\p{N}]/u.test(letter)) return between;
  const lower = letter.toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : unit;
});

const [space, tagStart, tagEnd, ampersand, backslash] = [0x20, 0x3c, 0x3e, 0x26, 0x5c];
/** A sign with a name that writers of HTML and XML use; all of them stand between words. */
const namedSign = /&(?:amp|lt|gt|quot|apos|nbsp);/y;
/** In JSON and in scripts. */
const escapedBreak = /\\[nrt]/y;

export function bareWords(text: string): string {
  const plain = withoutNumbers(text).normalize('NFC');
  const words = new Uint16Array(plain.length);
  let length = 0;
  for (let at = 0; at < plain.length;) {
    const unit = plain.charCodeAt(at);
    const letter = small[unit] ?? between;
    if (letter !== between) words[length++] = letter;
    else if (length > 0 && words[length - 1] !== space) words[length++] = space;
    at =
      unit === tagStart
        ? afterTag(plain, at)
        : unit === ampersand
          ? after(namedSign, plain, at)
          : unit === backslash
            ? after(escapedBreak, plain, at)
            : at + 1;
  }
  if (words[length - 1] === space) length -= 1;
  return Buffer.from(words.buffer, 0, length * 2).toString('utf16le');
}

/** Letters and marks that are written as numbers, written out. A sign that is stays no markup: it only stands between. */
function withoutNumbers(text: string): string {
  const unescaped = text.includes('\\u')
    ? text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => sign(code, 16))
    : text;
  return unescaped.includes('&#')
    ? unescaped.replace(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_, hexadecimal?: string, decimal?: string) =>
        (hexadecimal === undefined ? sign(decimal, 10) : sign(hexadecimal, 16)).replace(/[^\p{L}\p{N}\p{M}]/u, ' '),
      )
    : unescaped;
}

function sign(code: string | undefined, base: number): string {
  const point = Number.parseInt(code ?? '', base);
  return point <= 0x10ffff ? String.fromCodePoint(point) : ' ';
}

/** Where the tag that begins here has ended; what does not end before another begins is no tag. */
function afterTag(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === tagEnd) return at + 1;
    if (unit === tagStart) break;
  }
  return start + 1;
}

function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at + 1;
}
