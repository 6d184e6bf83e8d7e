/** Every kind of figure behind one door: its layout, its picture, and what it draws as a table. Pure. */
import { widths, type Scene, type WidthClass } from './scene.ts';
import { renderSvg } from './svg.ts';
import type { TargetBars } from './target-bars/data.ts';
import { layoutTargetBars } from './target-bars/layout.ts';
import { targetBarsTable } from './target-bars/table.ts';

export type Figure = TargetBars;
export type FigureKind = Figure['kind'];

/** What a figure draws, as rows: for those who read tables, and for spreadsheets. */
export interface FigureTable {
  /** Name of each column. */
  columns: string[];
  rows: string[][];
}

/** Where and how a figure stands. */
export interface FigureSetting {
  width: WidthClass;
  /** Distinct for each SVG of a page. */
  id: string;
  /** What the picture shows, for those who do not see it. */
  description: string;
}

/** Every coordinate of a figure, settled for a width. */
export function layOutFigure(figure: Figure, width: WidthClass): Scene {
  switch (figure.kind) {
    case 'target-bars':
      return layoutTargetBars(figure, width);
  }
}

/** The figure as one SVG element. The same input gives the same bytes. */
export function drawFigure(figure: Figure, { width, id, description }: FigureSetting): string {
  const { title, language } = figure;
  return renderSvg(layOutFigure(figure, width), { id, description, title, language });
}

/** The figure in every width, for a page that shows the one that fits. Each SVG is named `hinh-<width>`. */
export function drawFigureLayouts(figure: Figure, description: string): Record<WidthClass, string> {
  const drawn = (Object.keys(widths) as WidthClass[]).map(
    (width) => [width, drawFigure(figure, { width, id: `hinh-${width}`, description })] as const,
  );
  return Object.fromEntries(drawn) as Record<WidthClass, string>;
}

/** What the figure draws, without its picture. */
export function tableOf(figure: Figure): FigureTable {
  switch (figure.kind) {
    case 'target-bars':
      return targetBarsTable(figure);
  }
}
