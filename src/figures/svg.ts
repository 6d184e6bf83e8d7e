/** Writes a scene as SVG: presentation attributes only, so that it stands under a policy without inline styles. */
import { LINE_HEIGHT } from './type/measure.ts';
import type { Mark, PathMark, RectMark, Scene, ShapeMark, TextMark } from './scene.ts';
import { escapeXml } from './xml-text.ts';

export interface SvgWords {
  /** Distinct for each SVG of a page: ids inside are made from it. */
  id: string;
  /** Language of the words inside, as an HTML `lang`. */
  language: string;
  /** The accessible name. */
  title: string;
  /** What the picture shows, in a sentence or two, for those who do not see it. */
  description: string;
}

/** A coordinate with at most one decimal: a tenth of a px is below what anyone sees. */
const px = (value: number) => String(Math.round(value * 10) / 10);

function text({ lines, x, baseline, size, weight, colour, anchor }: TextMark): string {
  const place = `x="${px(x)}" y="${px(baseline)}"`;
  const style = `font-size="${px(size)}"${weight === 400 ? '' : ` font-weight="${weight}"`} fill="${colour}"${
    anchor === 'start' ? '' : ` text-anchor="${anchor}"`
  }`;
  const [first = '', ...rest] = lines.map(escapeXml);
  const more = rest
    .map((line, index) => `<tspan x="${px(x)}" y="${px(baseline + (index + 1) * size * LINE_HEIGHT)}">${line}</tspan>`)
    // The space keeps words apart when the text is copied or read out as one string. Where lines end at their anchor it
    // would push them off it.
    .map((line) => (anchor === 'start' ? ` ${line}` : line))
    .join('');
  return `<text ${place} ${style}>${first}${more}</text>`;
}

function rect({ x, y, width, height, fill, stroke }: RectMark): string {
  const outline = stroke ? ` stroke="${stroke}"` : '';
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" fill="${fill}"${outline}/>`;
}

function path({ d, stroke, strokeWidth, dash }: PathMark): string {
  const dashes = dash ? ` stroke-dasharray="${dash}"` : '';
  return `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${strokeWidth}"${dashes}/>`;
}

const shape = ({ d, fill }: ShapeMark) => `<path d="${d}" fill="${fill}" fill-rule="evenodd"/>`;

function draw(mark: Mark): string {
  switch (mark.kind) {
    case 'text':
      return text(mark);
    case 'rect':
      return rect(mark);
    case 'path':
      return path(mark);
    case 'shape':
      return shape(mark);
  }
}

/** Said outright, since a page's own spacing would be inherited and undo every measured width. */
const face = `font-family="'Be Vietnam Pro', Arial, sans-serif" letter-spacing="0" word-spacing="0"`;

/** The scene as one `<svg>` element that scales to its container. Same input, same bytes. */
export function renderSvg({ width, height, marks }: Scene, { id, language, title, description }: SvgWords): string {
  const size = `width="${px(width)}" height="${px(height)}" viewBox="0 0 ${px(width)} ${px(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" lang="${escapeXml(language)}"`,
    ` aria-labelledby="${id}-title" aria-describedby="${id}-desc" ${face}>`,
    `<title id="${id}-title">${escapeXml(title)}</title><desc id="${id}-desc">${escapeXml(description)}</desc>`,
    ...marks.map(draw),
    '</svg>',
  ].join('');
}
