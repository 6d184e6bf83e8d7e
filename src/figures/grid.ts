/** Cells side by side, row under row: cells of one row begin at one height, and the tallest says where the next begins. */
import type { Block, Place } from './block.ts';

export interface Grid {
  columns: number;
  /** Between columns, in px. */
  columnGap: number;
  /** Between rows, in px. */
  rowGap: number;
}

/** As many columns as leave the fewest places of the last row empty, and no fewer than half of `most`. */
export function evenColumns(count: number, most: number): number {
  if (count <= most) return Math.max(count, 1);
  let best = most;
  const empty = (columns: number) => Math.ceil(count / columns) * columns - count;
  for (let columns = most - 1; columns > most / 2; columns -= 1) if (empty(columns) < empty(best)) best = columns;
  return best;
}

/** What `drawCell` draws of every item, in a grid that begins at `place`; `rows` are the places of each row's cells. */
export function drawGrid<Item>(
  items: readonly Item[],
  { x, top, width }: Place,
  { columns, columnGap, rowGap }: Grid,
  drawCell: (item: Item, place: Place, index: number) => Block,
): Block & { rows: Place[][] } {
  const cellWidth = (width - (columns - 1) * columnGap) / columns;
  const grid: Block & { rows: Place[][] } = { marks: [], bottom: top, rows: [] };
  for (let first = 0; first < items.length; first += columns) {
    const rowTop = first === 0 ? top : grid.bottom + rowGap;
    const row: Place[] = [];
    let bottom = rowTop;
    for (const [column, item] of items.slice(first, first + columns).entries()) {
      const place = { x: x + column * (cellWidth + columnGap), top: rowTop, width: cellWidth };
      const cell = drawCell(item, place, first + column);
      row.push(place);
      grid.marks.push(...cell.marks);
      bottom = Math.max(bottom, cell.bottom);
    }
    grid.rows.push(row);
    grid.bottom = bottom;
  }
  return grid;
}
