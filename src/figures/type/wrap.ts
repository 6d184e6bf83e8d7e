/** Breaking text into lines: on spaces, and inside a word only when the word alone is wider than the line. */
import { textUnits, textWidth, type Weight } from './measure.ts';

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

/** Words measured once: a line's width is the sum of its words' and of what stands between them, kerning included. */
interface MeasuredWord {
  word: string;
  /** In thousandths of an em. */
  width: number;
  /** The same, of the space between it and the word before. */
  gap: number;
}

function measure(words: readonly string[], { weight }: TextStyle): MeasuredWord[] {
  const widths = words.map((word) => textUnits(word, weight));
  return words.map((word, index) => {
    const [before = '', width = 0] = [words[index - 1], widths[index]];
    const gap = index === 0 ? 0 : textUnits(`${before} ${word}`, weight) - (widths[index - 1] ?? 0) - width;
    return { word, width, gap };
  });
}

/** The first words of each line, by their place. */
function fill(words: readonly MeasuredWord[], width: number, { size }: TextStyle): number[] {
  const starts: number[] = [];
  let line = 0;
  for (const [index, { width: own, gap }] of words.entries()) {
    const longer = line + gap + own;
    if (index === 0 || (longer * size) / 1000 > width) {
      starts.push(index);
      line = own;
    } else line = longer;
  }
  return starts;
}

/**
 * The lines of `text` no wider than `width` px: as few as possible, then as even as possible, so that no syllable is
 * left alone on the last line. A no-break space never breaks.
 */
export function wrapText(text: string, width: number, style: TextStyle): string[] {
  const split = text
    .normalize('NFC')
    .split(/[ \t\r\n]+/)
    .filter(Boolean)
    .flatMap((word) => (textWidth(word, style.size, style.weight) > width ? cutWord(word, width, style) : [word]));
  const words = measure(split, style);
  let starts = fill(words, width, style);
  const lines = starts.length;
  if (lines > 1) {
    let narrowest = (Math.max(...words.map((word) => word.width)) * style.size) / 1000;
    let widest = width;
    while (widest - narrowest > 1) {
      const middle = (narrowest + widest) / 2;
      if (fill(words, middle, style).length > lines) narrowest = middle;
      else widest = middle;
    }
    starts = fill(words, widest, style);
  }
  return starts.map((start, index) => split.slice(start, starts[index + 1]).join(' '));
}
