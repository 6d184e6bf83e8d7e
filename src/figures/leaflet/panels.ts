/** The six panels of a leaflet, each laid out in its own room; what does not fit is measured, not cut. */
import type { Block } from '../block.ts';
import { paragraph } from '../block.ts';
import { drum } from '../certificate/ornament.ts';
import { palette } from '../palette.ts';
import { qrOutline } from '../qr.ts';
import { blockHeight, type Box, type Mark } from '../scene.ts';
import { LINE_HEIGHT, textWidth } from '../type/measure.ts';
import type { Leaflet, Panel, PanelBlock } from './data.ts';

/** A panel in its room, and how many lines of its own text stand below the room's end. */
export interface LaidPanel {
  marks: Mark[];
  excess: number;
}

const rule = (x: number, y: number, width: number, stroke: string, strokeWidth: number): Mark => ({
  kind: 'path',
  d: `M${x} ${y}h${width}`,
  stroke,
  strokeWidth,
});

/** Blocks from the top down, each begun where the one before it ended. */
function stack(top: number, parts: ((top: number) => Block)[]): Block {
  return parts.reduce<Block>(
    (above, part) => {
      const { marks, bottom } = part(above.bottom);
      return { marks: [...above.marks, ...marks], bottom };
    },
    { marks: [], bottom: top },
  );
}

const gap =
  (px: number) =>
  (top: number): Block => ({ marks: [], bottom: top + px });

function blockIn({ x, width }: Box, size: number, block: PanelBlock) {
  return (top: number): Block => {
    const text = { size, weight: 400, colour: palette.ink } as const;
    if (block.kind !== 'level') {
      const hanging = block.kind === 'bullet' ? 1.1 * size : 0;
      const bullet =
        hanging > 0 ? paragraph('•', { ...text, x, top, width: hanging, colour: palette.accent }).marks : [];
      const { marks, bottom } = paragraph(block.text, { ...text, x: x + hanging, top, width: width - hanging });
      return { marks: [...bullet, ...marks], bottom };
    }
    return stack(top, [
      (y) => ({ marks: [rule(x, y, width, palette.hairline, 1)], bottom: y + 0.4 * size }),
      (y) => paragraph(block.level, { x, top: y, width, size: 1.35 * size, weight: 600, colour: palette.accent }),
      (y) => paragraph(block.label, { ...text, x, top: y, width, size: 0.92 * size, colour: palette.muted }),
    ]);
  };
}

/** Between blocks: a little after a bullet before another, more elsewhere. */
const between = (size: number, before: PanelBlock | undefined, block: PanelBlock) =>
  before === undefined ? 0 : before.kind === 'bullet' && block.kind === 'bullet' ? 0.35 * size : 0.65 * size;

/** @param size of its text in px */
export function writtenPanel(panel: Panel, size: number, room: Box): LaidPanel {
  const { x, y, width, height } = room;
  const { marks, bottom } = stack(y, [
    (top) => ({ marks: [rule(x, top, 44, palette.accent, 3)], bottom: top + 10 }),
    (top) => paragraph(panel.title, { x, top, width, size: 1.4 * size, weight: 600, colour: palette.ink }),
    gap(0.7 * size),
    ...panel.blocks.flatMap((block, index) => [
      gap(between(size, panel.blocks[index - 1], block)),
      blockIn(room, size, block),
    ]),
  ]);
  return { marks, excess: linesOver(bottom, y + height, size) };
}

const linesOver = (bottom: number, end: number, size: number) =>
  Math.max(0, Math.ceil((bottom - end) / (size * LINE_HEIGHT)));

/** @param size of the text inside, in px; the cover's is larger by its own measure */
export function coverPanel(leaflet: Leaflet, size: number, room: Box): LaidPanel {
  const { x, y, width, height } = room;
  const emblem = 58;
  const head = stack(y, [
    (top) => paragraph(leaflet.office, { x, top, width, size: 0.95 * size, weight: 600, colour: palette.muted }),
    (top) => ({ marks: [rule(x, top + 8, width, palette.hairline, 1)], bottom: top + 64 }),
    (top) => ({ marks: drum(x + emblem, top + emblem, emblem), bottom: top + 2 * emblem + 28 }),
    ...leaflet.title.map(
      (line) => (top: number) =>
        paragraph(line, { x, top, width, size: 1.95 * size, weight: 600, colour: palette.accent }),
    ),
    gap(size),
    (top) => paragraph(leaflet.summary, { x, top, width, size: 1.05 * size, weight: 400, colour: palette.ink }),
  ]);
  const foot = (top: number) =>
    stack(top, [
      (at) => paragraph(leaflet.audience, { x, top: at, width, size: 1.05 * size, weight: 600, colour: palette.ink }),
      gap(0.5 * size),
      (at) => paragraph(leaflet.term, { x, top: at, width, size: 0.85 * size, weight: 400, colour: palette.muted }),
    ]);
  const footTop = y + height - (foot(0).bottom - 0);
  return { marks: [...head.marks, ...foot(footTop).marks], excess: linesOver(head.bottom + size, footTop, size) };
}

/** @param qr modules of the QR code of the leaflet's page, without a margin */
export function backPanel(leaflet: Leaflet, qr: boolean[][], size: number, room: Box): LaidPanel {
  const { x, y, width, height } = room;
  const small = { x, width, size: 0.84 * size, weight: 400, colour: palette.muted } as const;
  // Two thirds of a millimetre and more to a module: a cheap phone reads it off a sheet held in the hand.
  const modulePx = Math.max(3, Math.floor(165 / qr.length));
  const quiet = 4 * modulePx;
  // On one line where that leaves it readable: who types it should not wonder about a break.
  const fitting = (size * (width - 1)) / textWidth(leaflet.address, size, 600);
  const addressSize = fitting < 11 ? size : Math.min(size, fitting);
  const head = stack(y, [
    (top) => ({ marks: [rule(x, top, 44, palette.accent, 3)], bottom: top + 10 }),
    (top) => paragraph('Đọc trên điện thoại', { x, top, width, size: 1.2 * size, weight: 600, colour: palette.ink }),
    (top) =>
      paragraph('Quét mã bằng máy ảnh của điện thoại để mở tờ rơi này trên trang và đọc tiếp các bài liên quan.', {
        ...small,
        top,
        size,
        colour: palette.ink,
      }),
    gap(quiet),
    (top) => ({
      marks: [{ kind: 'shape', d: qrOutline(qr, Math.round(x + quiet), Math.round(top), modulePx), fill: '#000000' }],
      bottom: top + qr.length * modulePx,
    }),
    gap(quiet),
    (top) => paragraph(leaflet.address, { x, top, width, size: addressSize, weight: 600, colour: palette.ink }),
  ]);
  const foot = (top: number) =>
    stack(top, [
      (at) => ({ marks: [rule(x, at, width, palette.hairline, 1)], bottom: at + 8 }),
      (at) => paragraph(leaflet.source, { ...small, top: at }),
      gap(6),
      (at) => paragraph(leaflet.term, { ...small, top: at }),
      gap(6),
      ...leaflet.imprint.map((line) => (at: number) => paragraph(line, { ...small, top: at })),
    ]);
  const footTop = y + height - foot(0).bottom;
  return {
    marks: [...head.marks, ...foot(footTop).marks],
    excess: linesOver(head.bottom + blockHeight(1, small.size) / 2, footTop, size),
  };
}
