/** Geometry rules every figure keeps, as lists of what breaks them. */
import { lineBoxes, type Box, type Scene } from '../../src/figures/scene.ts';

interface NamedBox extends Box {
  line: string;
}

/** The box of every line of text in the scene. */
export function textBoxes({ marks }: Scene): NamedBox[] {
  return marks.flatMap((mark) =>
    mark.kind === 'text' ? lineBoxes(mark).map((box, index) => ({ ...box, line: mark.lines[index] ?? '' })) : [],
  );
}

/** Two boxes overlap when they share more than rounding leaves. */
const overlap = (a: Box, b: Box, slack = 0.01) =>
  a.x + a.width > b.x + slack &&
  b.x + b.width > a.x + slack &&
  a.y + a.height > b.y + slack &&
  b.y + b.height > a.y + slack;

/** Pairs of lines that touch each other. */
export function overlappingText(scene: Scene): string[] {
  const boxes = textBoxes(scene);
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => overlap(a, b))
      .map((b) => `"${a.line}" × "${b.line}"`),
  );
}

/** Lines of text that leave the frame. */
export function textOutsideFrame(scene: Scene): string[] {
  return textBoxes(scene)
    .filter((box) => box.x < 0 || box.y < 0 || box.x + box.width > scene.width || box.y + box.height > scene.height)
    .map(({ line }) => line);
}

/** Lines of text that run over one of `boxes`. */
export function textOver(scene: Scene, boxes: Box[]): string[] {
  return textBoxes(scene)
    .filter((text) => boxes.some((box) => overlap(text, box)))
    .map(({ line }) => line);
}

/** The box around every stroke: lines, arrows and ticks, written with absolute M, L, H and V. */
export function strokeBoxes({ marks }: Scene): Box[] {
  return marks.flatMap((mark) => {
    if (mark.kind !== 'path') return [];
    const xs: number[] = [];
    const ys: number[] = [];
    for (const [, command, numbers = ''] of mark.d.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
      const [first = NaN, second = NaN] = numbers
        .trim()
        .split(/[\s,]+/)
        .map(Number);
      if (command === 'H') xs.push(first);
      else if (command === 'V') ys.push(first);
      else if (command === 'M' || command === 'L') {
        xs.push(first);
        ys.push(second);
      } else throw new Error(`a stroke whose box is not known: ${mark.d}`);
    }
    const [x, y] = [Math.min(...xs) - mark.strokeWidth / 2, Math.min(...ys) - mark.strokeWidth / 2];
    const [right, bottom] = [Math.max(...xs) + mark.strokeWidth / 2, Math.max(...ys) + mark.strokeWidth / 2];
    return [{ x, y, width: right - x, height: bottom - y }];
  });
}
