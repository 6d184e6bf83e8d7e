/** Every kind of figure behind one door: its layout, its picture, and what it draws as a table. Pure. */
import type { Comparison } from './comparison/data.ts';
import { layoutComparison } from './comparison/layout.ts';
import { comparisonTable } from './comparison/table.ts';
import type { KeyFigures } from './key-figures/data.ts';
import { layoutKeyFigures } from './key-figures/layout.ts';
import { keyFiguresTable } from './key-figures/table.ts';
import { widths, type Scene, type WidthClass } from './scene.ts';
import type { Steps } from './steps/data.ts';
import { layoutSteps } from './steps/layout.ts';
import { stepsTable } from './steps/table.ts';
import { renderSvg } from './svg.ts';
import type { TargetBars } from './target-bars/data.ts';
import { layoutTargetBars } from './target-bars/layout.ts';
import { targetBarsTable } from './target-bars/table.ts';
import type { TextPanel } from './text-panel/data.ts';
import { layoutTextPanel } from './text-panel/layout.ts';
import { textPanelTable } from './text-panel/table.ts';
import type { Timeline } from './timeline/data.ts';
import { layoutTimeline } from './timeline/layout.ts';
import { timelineTable } from './timeline/table.ts';
import type { Tree } from './tree/data.ts';
import { layoutTree } from './tree/layout.ts';
import { treeTable } from './tree/table.ts';

export type Figure = KeyFigures | TargetBars | Timeline | Steps | Comparison | Tree | TextPanel;
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
    case 'steps':
      return layoutSteps(figure, width);
    case 'text-panel':
      return layoutTextPanel(figure, width);
    case 'tree':
      return layoutTree(figure, width);
    case 'timeline':
      return layoutTimeline(figure, width);
    case 'comparison':
      return layoutComparison(figure, width);
    case 'key-figures':
      return layoutKeyFigures(figure, width);
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
    case 'steps':
      return stepsTable(figure);
    case 'text-panel':
      return textPanelTable(figure);
    case 'tree':
      return treeTable(figure);
    case 'timeline':
      return timelineTable(figure);
    case 'comparison':
      return comparisonTable(figure);
    case 'key-figures':
      return keyFiguresTable(figure);
  }
}
