/** Building layouts downwards: a block is marks whose top is settled and the y where it ends. */
import { blockHeight, firstBaseline, type Mark, type TextMark } from './scene.ts';
import { wrapText, type TextStyle } from './type/wrap.ts';

export interface Block {
  marks: Mark[];
  /** Where the next block may begin. */
  bottom: number;
}

/** Room to draw in, downwards from `top`. */
export interface Place {
  x: number;
  top: number;
  width: number;
}

export interface Paragraph extends TextStyle {
  colour: string;
  /** The left edge of every line, or its middle or right edge, as `anchor` says. */
  x: number;
  top: number;
  width: number;
  anchor?: TextMark['anchor'];
}

/** `text` wrapped into `width` px, its first line's highest accent at `top`. */
export function paragraph(
  text: string,
  { x, top, width, size, weight, colour, anchor = 'start' }: Paragraph,
): Block & { lines: string[] } {
  const lines = wrapText(text, width, { size, weight });
  const mark: TextMark = {
    kind: 'text',
    lines,
    x,
    baseline: firstBaseline(top, size),
    size,
    weight,
    colour,
    anchor,
  };
  return {
    marks: lines.length ? [mark] : [],
    bottom: lines.length ? top + blockHeight(lines.length, size) : top,
    lines,
  };
}
