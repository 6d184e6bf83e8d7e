/** Which layout of a figure its embed page shows on which width, and how high the page then is. */
import { widths, type WidthClass } from '../figures/widths.ts';

/** From `from` px on the layout is shown, at most `most` px wide: larger its letters would shout. */
export const frameLayouts = [
  { layout: 'narrow', from: 0, most: 480 },
  { layout: 'medium', from: 600, most: 800 },
  { layout: 'wide', from: 1000, most: 1400 },
] as const satisfies { layout: WidthClass; from: number; most: number }[];

/** Heights of a figure's layouts at their own widths, in px, of those its embed page carries; always the narrow one. */
export type LayoutHeights = { narrow: number } & Partial<Record<WidthClass, number>>;

/** What a host must know to keep room: from which width on, how wide at most, and the height and width it was drawn with. */
export type Room = [from: number, most: number, height: number, width: number];

export const roomsOf = (heights: LayoutHeights): Room[] =>
  frameLayouts.flatMap(({ layout, from, most }): Room[] => {
    const height = heights[layout];
    return height === undefined ? [] : [[from, most, height, widths[layout]]];
  });

/** Height in whole px of an embed page that is `width` px wide. */
export function heightAt(width: number, heights: LayoutHeights): number {
  const [, most, high, wide] = roomsOf(heights).findLast(([from]) => width >= from) ?? [0, 0, 0, 1];
  return Math.ceil((Math.min(width, most) * high) / wide);
}
