/** Paints a scene as pixels, with the face the page has loaded. */
import { LINE_HEIGHT } from './type/measure.ts';
import type { Mark, Scene } from './scene.ts';

const face = "'Be Vietnam Pro', Arial, sans-serif";
const sides = { start: 'left', middle: 'center', end: 'right' } as const;

function paint(context: CanvasRenderingContext2D, mark: Mark): void {
  switch (mark.kind) {
    case 'text':
      context.font = `${mark.weight} ${mark.size}px ${face}`;
      context.textAlign = sides[mark.anchor];
      context.fillStyle = mark.colour;
      mark.lines.forEach((line, index) =>
        context.fillText(line.normalize('NFC'), mark.x, mark.baseline + index * mark.size * LINE_HEIGHT),
      );
      return;
    case 'rect':
      context.fillStyle = mark.fill;
      context.fillRect(mark.x, mark.y, mark.width, mark.height);
      if (mark.stroke) {
        context.strokeStyle = mark.stroke;
        context.lineWidth = 1;
        context.setLineDash([]);
        context.strokeRect(mark.x, mark.y, mark.width, mark.height);
      }
      return;
    case 'path':
      context.strokeStyle = mark.stroke;
      context.lineWidth = mark.strokeWidth;
      context.setLineDash(mark.dash ? mark.dash.split(/[ ,]+/).map(Number) : []);
      context.stroke(new Path2D(mark.d));
      return;
    case 'shape':
      context.fillStyle = mark.fill;
      context.fill(new Path2D(mark.d), 'evenodd');
  }
}

/** The scene on a white canvas, `scale` device px to its px. */
export async function paintScene({ width, height, marks }: Scene, scale: number): Promise<HTMLCanvasElement> {
  // A canvas does not wait for faces; it would draw with whatever there is.
  await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 20px 'Be Vietnam Pro'`, 'ậ')));
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2d canvas');
  context.scale(scale, scale);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  for (const mark of marks) paint(context, mark);
  return canvas;
}
