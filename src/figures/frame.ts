/** What every figure has around its own drawing: title and subtitle above it, source line, day and version below. */
import { paragraph, type Block, type Place } from './block.ts';
import { palette } from './palette.ts';
import { widths, type Mark, type Scene, type WidthClass } from './scene.ts';

/** The words around a figure, in the language of the picture. */
export interface FigureFrame {
  language: 'vi' | 'en';
  title: string;
  /** A line under the title, for instance the period. */
  subtitle: string;
  /** The source line kept inside the picture, as it is to be printed. */
  source: string;
  /** Day of the last change, `yyyy-mm-dd`. */
  date: string;
  /** Number of the published version, from 1; `null` for a draft. */
  version: number | null;
}

/** Sizes in px of what all figures share, for one width. Type is set to be read at that width, so it does not scale in step. */
export interface FrameSizes {
  padding: number;
  title: number;
  subtitle: number;
  foot: number;
  /** Between rows. */
  rowGap: number;
  /** Between groups. */
  groupGap: number;
}

export const frameSizes: Record<WidthClass, FrameSizes> = {
  narrow: { padding: 16, title: 20, subtitle: 14, foot: 12, rowGap: 5, groupGap: 14 },
  medium: { padding: 24, title: 26, subtitle: 16, foot: 13, rowGap: 7, groupGap: 24 },
  wide: { padding: 40, title: 36, subtitle: 19, foot: 15, rowGap: 7, groupGap: 30 },
};

/** `yyyy-mm-dd` as readers of the language write it. */
export function dayText(day: string, language: FigureFrame['language']): string {
  const [year, month, date] = day.split('-');
  return language === 'vi' ? `${date}/${month}/${year}` : day;
}

const edition = {
  vi: (day: string, version: number | null) => `Cập nhật ${day}. ${version === null ? 'Bản thảo' : `Bản ${version}`}.`,
  en: (day: string, version: number | null) => `Updated ${day}. ${version === null ? 'Draft' : `Version ${version}`}.`,
};

/** "Cập nhật 22/11/2026. Bản 1." */
export const editionText = ({ language, date, version }: FigureFrame): string =>
  edition[language](dayText(date, language), version);

function drawHeader({ title, subtitle }: FigureFrame, { x, top, width }: Place, sizes: FrameSizes): Block {
  const rule: Mark = { kind: 'rect', x, y: top, width: 40, height: 4, fill: palette.accent };
  const style = { x, width, top: top + 4, size: sizes.title, weight: 600, colour: palette.ink } as const;
  const heading = paragraph(title, style);
  const quiet = { x, width, size: sizes.subtitle, weight: 400, colour: palette.muted } as const;
  const line = paragraph(subtitle, { ...quiet, top: heading.bottom + sizes.rowGap / 2 });
  return { marks: [rule, ...heading.marks, ...line.marks], bottom: line.bottom };
}

function drawFooter(frame: FigureFrame, { x, top, width }: Place, sizes: FrameSizes): Block {
  const rule: Mark = { kind: 'rect', x, y: top, width, height: 1, fill: palette.hairline };
  const style = { x, width, size: sizes.foot, weight: 400, colour: palette.muted } as const;
  const source = paragraph(frame.source, { ...style, top: top + 6 });
  const last = paragraph(editionText(frame), { ...style, top: source.bottom });
  return { marks: [rule, ...source.marks, ...last.marks], bottom: last.bottom };
}

/**
 * A figure's own drawing inside its frame; the height follows from the text.
 * @param draw the drawing, which begins right below the subtitle and keeps its own distance from it
 */
export function layOutInFrame(frame: FigureFrame, widthClass: WidthClass, draw: (place: Place) => Block): Scene {
  const sizes = frameSizes[widthClass];
  const width = widths[widthClass];
  const inner = { x: sizes.padding, width: width - 2 * sizes.padding };
  const header = drawHeader(frame, { ...inner, top: sizes.padding }, sizes);
  const body = draw({ ...inner, top: header.bottom });
  const footer = drawFooter(frame, { ...inner, top: body.bottom + sizes.groupGap * 0.75 }, sizes);
  const height = Math.ceil(footer.bottom + sizes.padding * 0.75);
  return {
    width,
    height,
    marks: [
      { kind: 'rect', x: 0, y: 0, width, height, fill: palette.paper },
      ...header.marks,
      ...body.marks,
      ...footer.marks,
    ],
  };
}
