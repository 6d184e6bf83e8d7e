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
