/** How wide a line of Be Vietnam Pro is, kerning included, without a browser. */
import { faces, type FaceTable, type Weight } from './be-vietnam-pro.ts';

export type { Weight };

/**
 * How far ink reaches above and below the baseline, in em: Ẳ stands above the font's own ascent, the dot of ạ below.
 * Lines set `LINE_HEIGHT` apart cannot touch, whatever their letters.
 */
export const ASCENT = 1.22;
export const DESCENT = 0.25;
export const LINE_HEIGHT = ASCENT + DESCENT;

/** What a character the font lacks is taken to need, in thousandths of an em: a fallback face must not overflow. */
const UNKNOWN_ADVANCE = 1300;

interface Face {
  glyphs: Map<string, { advance: number; left: number; right: number }>;
  /** Kerning by class of the left character, then of the right one, in thousandths of an em. */
  kerning: number[][];
}

const numbers = (list: string) => list.split(' ').map(Number);

function readFace(table: FaceTable): Face {
  const [advances, left, right] = [numbers(table.advances), numbers(table.left), numbers(table.right)];
  return {
    glyphs: new Map(
      [...table.characters].map((character, index) => [
        character,
        { advance: advances[index] ?? UNKNOWN_ADVANCE, left: left[index] ?? 0, right: right[index] ?? 0 },
      ]),
    ),
    kerning: table.kerning.map(numbers),
  };
}

const read: Record<Weight, Face> = { 400: readFace(faces[400]), 600: readFace(faces[600]) };

/** Width in px of one line of `text` at `size` px. */
export const textWidth = (text: string, size: number, weight: Weight): number =>
  (textUnits(text, weight) * size) / 1000;

/** Width of one line of `text` in thousandths of an em: a whole number, so that the widths of parts add up exactly. */
export function textUnits(text: string, weight: Weight): number {
  const face = read[weight];
  let width = 0;
  let previous = -1;
  for (const character of text.normalize('NFC')) {
    const glyph = face.glyphs.get(character);
    if (!glyph) {
      width += UNKNOWN_ADVANCE;
      previous = -1;
      continue;
    }
    if (previous >= 0) width += face.kerning[previous]?.[glyph.right] ?? 0;
    width += glyph.advance;
    previous = glyph.left;
  }
  return width;
}

/** The characters of `text` that Be Vietnam Pro cannot draw as measured here. */
export function unmeasured(text: string): string[] {
  return [...new Set(text.normalize('NFC'))].filter((character) => !read[400].glyphs.has(character));
}
