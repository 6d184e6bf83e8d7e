/** A figure on a sheet of paper: which of its layouts, which way round, and how large. */
import { palette } from './palette.ts';
import type { Scene } from './scene.ts';

/** Sheets in mm, upright. */
const sheets = { a4: { width: 210, height: 297 }, a3: { width: 297, height: 420 } } as const;
export type SheetSize = keyof typeof sheets;

/** Office printers leave this much of the edge blank, in mm. */
const margin = 10;
const pxPerMm = 96 / 25.4;

/** A scene on a page larger than itself: its px are `scale` px of the page, its top left stands at `x`, `y`. */
export interface PlacedScene extends Scene {
  placed: { scale: number; x: number; y: number };
}

/**
 * The layout that covers most of the sheet, upright or across: its type is the largest there is room for. It stands in the
 * middle, without its ground, which would be printed as a tint.
 * @param layouts at least one
 */
export function onSheet(layouts: readonly Scene[], size: SheetSize): PlacedScene {
  const ways = [sheets[size], { width: sheets[size].height, height: sheets[size].width }];
  const [best] = layouts
    .flatMap((scene) => ways.map((sheet) => place(scene, sheet)))
    .sort((a, b) => b.covered - a.covered);
  if (!best) throw new Error('no layout to print');
  return best.page;
}

function place(scene: Scene, sheet: { width: number; height: number }): { covered: number; page: PlacedScene } {
  const [width, height] = [sheet.width * pxPerMm, sheet.height * pxPerMm];
  const edge = 2 * margin * pxPerMm;
  const scale = Math.min((width - edge) / scene.width, (height - edge) / scene.height);
  const [across, down] = [scene.width * scale, scene.height * scale];
  const placed = { scale, x: (width - across) / 2, y: (height - down) / 2 };
  return { covered: across * down, page: { width, height, marks: withoutGround(scene), placed } };
}

const withoutGround = ({ marks, width, height }: Scene) =>
  marks.filter(
    (mark) => !(mark.kind === 'rect' && mark.fill === palette.paper && mark.width === width && mark.height === height),
  );
