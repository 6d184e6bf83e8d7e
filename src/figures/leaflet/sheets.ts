/** A leaflet on the two sides of a sheet of A4 laid across, in px of 1/96 inch, folded twice. */
import type { Box, Mark, Scene } from '../scene.ts';
import { palette } from '../palette.ts';
import type { Leaflet } from './data.ts';
import { backPanel, coverPanel, writtenPanel, type LaidPanel } from './panels.ts';

const mm = 96 / 25.4;
const width = 1123;
const height = 794;

/** Widths in mm: the panel that is folded in is narrower, or it would buckle. */
const wide = 100;
const narrow = 97;

/** White around the text of a panel; no home printer reaches the sheet's last 5 mm. */
const margin = { across: 8.5 * mm, top: 12 * mm, bottom: 11 * mm };

const roomOf = (left: number, across: number): Box => ({
  x: left * mm + margin.across,
  y: margin.top,
  width: across * mm - 2 * margin.across,
  height: height - margin.top - margin.bottom,
});

/** Rooms by the panel's number in reading: 1 the cover, 2 to 4 inside from left to right, 5 folded in, 6 the back. */
const rooms = {
  5: roomOf(0, narrow),
  6: roomOf(narrow, wide),
  1: roomOf(narrow + wide, wide),
  2: roomOf(0, wide),
  3: roomOf(wide, wide),
  4: roomOf(2 * wide, narrow),
} as const;
type PanelNumber = keyof typeof rooms;

/** Short strokes at both edges say where to fold, clear of the text. */
function folds(...places: number[]): Mark {
  const [from, long] = [4 * mm, 4 * mm];
  const d = places.map((at) =>
    [from, height - from - long].map((y) => `M${short(at * mm)} ${short(y)}v${short(long)}`).join(''),
  );
  return { kind: 'path', d: d.join(''), stroke: palette.muted, strokeWidth: 0.8, dash: '3 2' };
}

const short = (value: number) => Math.round(value * 10) / 10;

export interface LaidLeaflet {
  /** The side that is outside when folded, then the inside. Printed back to back, turned over the short edge. */
  sheets: [outside: Scene, inside: Scene];
  /** Panels with more text than room, by their number in reading, and by how many lines of their text. */
  excess: { panel: PanelNumber; lines: number }[];
}

/** Type sizes in px of what an editor writes, the best first: 12.4 to 10 pt, and 15.4 to 12.7 pt in large print. */
const sizes = { usual: [16.5, 15.4, 14.4, 13.4], large: [20.5, 19.4, 18.2, 17] };
/** Of the cover and the back, which are made from fields and say so little that they may differ from the rest. */
const ownSizes = [16.5, 15.4, 14.4, 13.4, 12.6];

/** What is laid out in the largest size in which nothing is too long, else in the smallest. */
function inLargest<Laid>(among: number[], layOut: (size: number) => Laid, isTooLong: (laid: Laid) => boolean): Laid {
  const [first = 0, ...smaller] = among;
  return smaller.reduce((laid, size) => (isTooLong(laid) ? layOut(size) : laid), layOut(first));
}

/**
 * A leaflet, its four written panels in one size of type.
 * @param qr modules of the QR code of the leaflet's page, without a margin
 */
export function layOutLeaflet(leaflet: Leaflet, qr: boolean[][]): LaidLeaflet {
  const isTooLong = ({ excess }: LaidPanel) => excess > 0;
  const written = inLargest(
    sizes[leaflet.largePrint ? 'large' : 'usual'],
    (size) =>
      leaflet.panels.map((panel, index): [PanelNumber, LaidPanel] => {
        const number = (index + 2) as PanelNumber;
        return [number, writtenPanel(panel, size, rooms[number])];
      }),
    (panels) => panels.some(([, panel]) => isTooLong(panel)),
  );
  const laid = new Map<PanelNumber, LaidPanel>([
    [1, inLargest(ownSizes, (size) => coverPanel(leaflet, size, rooms[1]), isTooLong)],
    ...written,
    [6, inLargest(ownSizes, (size) => backPanel(leaflet, qr, size, rooms[6]), isTooLong)],
  ]);
  const side = (panels: PanelNumber[], places: [number, number]): Scene => ({
    width,
    height,
    marks: [
      { kind: 'rect', x: 0, y: 0, width, height, fill: '#ffffff' },
      folds(...places),
      ...panels.flatMap((number) => laid.get(number)?.marks ?? []),
    ],
  });
  return {
    sheets: [side([5, 6, 1], [narrow, narrow + wide]), side([2, 3, 4], [wide, 2 * wide])],
    excess: [...laid].flatMap(([panel, { excess }]) => (excess > 0 ? [{ panel, lines: excess }] : [])),
  };
}
