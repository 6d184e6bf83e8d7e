/** Reads the metrics of the installed Be Vietnam Pro with HarfBuzz, and writes them as the module the figures use. */
import { readFileSync } from 'node:fs';
import * as hb from 'harfbuzzjs';

export type Weight = 400 | 600;

const files: Record<Weight, string> = {
  400: '400Regular/BeVietnamPro_400Regular.ttf',
  600: '600SemiBold/BeVietnamPro_600SemiBold.ttf',
};

const vietnamese = 'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ';
const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
const signs = '\u00a0–—‘’“”…·×§©«»°•';

/** Every character whose width the figures know. */
export const characters = [...new Set(ascii + vietnamese + vietnamese.toUpperCase() + signs)];

/** Opens a weight of the real font. `width` is in thousandths of an em. */
export function openFont(weight: Weight) {
  const path = `../../node_modules/@expo-google-fonts/be-vietnam-pro/${files[weight]}`;
  const data = readFileSync(new URL(path, import.meta.url));
  const font = new hb.Font(new hb.Face(new hb.Blob(new Uint8Array(data))));
  const shape = (text: string) => {
    const buffer = new hb.Buffer();
    buffer.addText(text);
    buffer.guessSegmentProperties();
    // The web's subset keeps no ligatures, so none may shorten a measured line.
    hb.shape(font, buffer, [new hb.Feature('liga', 0)]);
    return buffer;
  };
  const width = (text: string) =>
    shape(text)
      .getGlyphPositions()
      .reduce((sum, { xAdvance }) => sum + xAdvance, 0);
  /** Ink above and below the baseline, in thousandths of an em. */
  const ink = (character: string) => {
    const glyph = shape(character).getGlyphInfos()[0];
    const extents = glyph && font.glyphExtents(glyph.codepoint);
    return extents ? { above: extents.yBearing, below: -(extents.yBearing + extents.height) } : { above: 0, below: 0 };
  };
  return { width, ink };
}

/** Numbers the distinct rows of a matrix in order of appearance. */
function classes(rows: string[]): { of: number[]; first: number[] } {
  const seen = new Map<string, number>();
  const first: number[] = [];
  const of = rows.map((row, index) => {
    const known = seen.get(row);
    if (known !== undefined) return known;
    seen.set(row, first.length);
    first.push(index);
    return first.length - 1;
  });
  return { of, first };
}

function faceTable(weight: Weight): string {
  const { width } = openFont(weight);
  const advances = characters.map(width);
  const kerning = characters.map((a, i) =>
    characters.map((b, j) => width(a + b) - (advances[i] ?? 0) - (advances[j] ?? 0)),
  );
  const left = classes(kerning.map((row) => row.join(' ')));
  const right = classes(characters.map((_, j) => kerning.map((row) => row[j]).join(' ')));
  const rows = left.first.map((i) => right.first.map((j) => kerning[i]?.[j] ?? 0).join(' '));
  return `  ${weight}: {
    characters,
    advances:
      '${advances.join(' ')}',
    left: '${left.of.join(' ')}',
    right:
      '${right.of.join(' ')}',
    kerning: [
${rows.map((row) => `      '${row}',`).join('\n')}
    ],
  },`;
}

/** The text of `src/figures/type/be-vietnam-pro.ts`. */
export function renderFontModule(): string {
  const quoted = characters.join('').replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\u00a0', '\\u00a0');
  return `/**
 * Advances and kerning of Be Vietnam Pro, in thousandths of an em. Generated from the font:
 * \`vitest run tests/unit/figures/type.test.ts -u\` writes it, and the same test fails when the font says otherwise.
 */
export type Weight = 400 | 600;

/** One weight: lists parallel to \`characters\`; \`kerning\` has a row per left class and a column per right class. */
export interface FaceTable {
  characters: string;
  advances: string;
  left: string;
  right: string;
  kerning: string[];
}

const characters =
  '${quoted}';

export const faces: Record<Weight, FaceTable> = {
${faceTable(400)}
${faceTable(600)}
};
`;
}
