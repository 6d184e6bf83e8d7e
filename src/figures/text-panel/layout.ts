/** Settles every coordinate of a text panel for one width. */
import { paragraph, type Block, type Place } from '../block.ts';
import { frameSizes, layOutInFrame } from '../frame.ts';
import { drawGrid, evenColumns } from '../grid.ts';
import { palette } from '../palette.ts';
import type { Mark, Scene, WidthClass } from '../scene.ts';
import { textWidth } from '../type/measure.ts';
import type { PanelText, TextPanel } from './data.ts';

interface Sizes {
  number: number;
  title: number;
  text: number;
  mostColumns: number;
  columnGap: number;
  rowGap: number;
}

const sizesOf: Record<WidthClass, Sizes> = {
  narrow: { number: 18, title: 14, text: 13, mostColumns: 1, columnGap: 0, rowGap: 4 },
  medium: { number: 24, title: 16, text: 15, mostColumns: 2, columnGap: 28, rowGap: 14 },
  wide: { number: 34, title: 19, text: 17, mostColumns: 4, columnGap: 36, rowGap: 26 },
};

function drawText(item: PanelText, number: string, { x, top, width }: Place, sizes: Sizes, indent: number): Block {
  const rule: Mark = { kind: 'rect', x, y: top, width, height: 1, fill: palette.hairline };
  const figure = { x, width: indent, top: top + 3, size: sizes.number, weight: 600, colour: palette.accent } as const;
  const inner = { x: x + indent, width: width - indent };
  // Both begin on one baseline: the number is larger and reaches higher.
  const titleTop = top + 3 + (sizes.number - sizes.title) * 1.22;
  const title = paragraph(item.title, {
    ...inner,
    top: titleTop,
    size: sizes.title,
    weight: 600,
    colour: palette.ink,
  });
  const style = { ...inner, top: title.bottom, size: sizes.text, weight: 400, colour: palette.ink } as const;
  const text = paragraph(item.text, style);
  return { marks: [rule, ...paragraph(number, figure).marks, ...title.marks, ...text.marks], bottom: text.bottom };
}

/** The figure of `data` for a width class; its height follows from the text. */
export function layoutTextPanel(data: TextPanel, widthClass: WidthClass): Scene {
  const sizes = sizesOf[widthClass];
  const indent = Math.ceil(textWidth(String(data.items.length), sizes.number, 600)) + sizes.number * 0.45;
  return layOutInFrame(data, widthClass, (place) =>
    drawGrid(
      data.items,
      { ...place, top: place.top + frameSizes[widthClass].groupGap },
      {
        columns: evenColumns(data.items.length, sizes.mostColumns),
        columnGap: sizes.columnGap,
        rowGap: sizes.rowGap,
      },
      (item, cell, index) => drawText(item, String(index + 1), cell, sizes, indent),
    ),
  );
}
