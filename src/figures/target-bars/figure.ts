import type { WidthClass } from '../scene.ts';
import { renderSvg } from '../svg.ts';
import type { TargetBars } from './data.ts';
import { layoutTargetBars } from './layout.ts';

/** Where and how the figure stands. */
export interface FigureSetting {
  width: WidthClass;
  /** Distinct for each SVG of a page. */
  id: string;
  /** What the picture shows, for those who do not see it. */
  description: string;
}

/** The figure as one SVG element. Pure: the same input gives the same bytes. */
export function drawTargetBars(data: TargetBars, { width, id, description }: FigureSetting): string {
  return renderSvg(layoutTargetBars(data, width), { id, description, title: data.title, language: data.language });
}
