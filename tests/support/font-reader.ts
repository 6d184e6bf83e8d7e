/** What a font says of itself. */
import { create } from 'fontkitten';

/** Ends every table of characters, and is none. */
const last = '\uffff';

/** @returns every character that the font draws, in code order */
export function charactersOf(font: Uint8Array): string[] {
  const read = create(Buffer.from(font));
  if (read.isCollection) throw new Error('a collection of fonts');
  const characters = read.characterSet.sort((a, b) => a - b).map((code) => String.fromCodePoint(code));
  return characters.filter((character) => character !== last);
}
