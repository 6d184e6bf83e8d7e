/** Breaking text into lines: on spaces, and inside a word only when the word alone is wider than the line. */
import { textWidth, type Weight } from './measure.ts';

export interface TextStyle {
  /** Font size in px. */
  size: number;
  weight: Weight;
}

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** Cuts a word that no line can hold; the pieces go on lines of their own. */
function cutWord(word: string, width: number, style: TextStyle): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of graphemes.segment(word)) {
    if (piece && textWidth(piece + segment, style.size, style.weight) > width) {
      pieces.push(piece);
      piece = segment;
    } else piece += segment;
  }
  return piece ? [...pieces, piece] : pieces;
}

function fill(words: string[], width: number, style: TextStyle): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidth(longer, style.size, style.weight) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line ? [...lines, line] : lines;
}

/**
 * The lines of `text` no wider than `width` px: as few as possible, then as even as possible, so that no syllable is
 * left alone on the last line. A no-break space never breaks.
 */
export function wrapText(text: string, width: number, style: TextStyle): string[] {
  const words = text
    .normalize('NFC')
    .split(/[ \t\r\n]+/)
    .filter(Boolean)
    .flatMap((word) => (textWidth(word, style.size, style.weight) > width ? cutWord(word, width, style) : [word]));
  const lines = fill(words, width, style);
  if (lines.length < 2) return lines;
  let narrowest = Math.max(...words.map((word) => textWidth(word, style.size, style.weight)));
  let widest = width;
  while (widest - narrowest > 1) {
    const middle = (narrowest + widest) / 2;
    if (fill(words, middle, style).length > lines.length) narrowest = middle;
    else widest = middle;
  }
  return fill(words, widest, style);
}
