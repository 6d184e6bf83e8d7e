/** The style of an embed page: its own, since nothing else comes with it. */
import { frameSizes } from '../figures/frame.ts';
import { palette } from '../figures/palette.ts';
import type { Weight } from '../figures/type/measure.ts';
import { widths, type WidthClass } from '../figures/widths.ts';
import { frameLayouts } from './frame-layouts.ts';

/** The notice the licence of the face asks for; the cut faces have no room for it. */
const notice = '/*! Be Vietnam Pro © 2021 The Be Vietnam Pro Project Authors, SIL OFL 1.1 */';

const face = (weight: Weight, bytes: Uint8Array) =>
  `@font-face{font-family:'Be Vietnam Pro';font-weight:${weight};` +
  `src:url(data:font/woff2;base64,${Buffer.from(bytes).toString('base64')})format('woff2')}`;

/**
 * The links stand over blank corners of the picture and grow with it: an em is the size of its last line, `--p` its margin.
 * Nothing stands outside the picture, so that a frame of its shape holds it whole.
 */
function links(superseded: boolean): string {
  // The last line of the picture keeps its right half free. A little lower than that line's box: baseline on baseline.
  const home =
    '.home{right:calc(var(--p) - .7em);bottom:calc(var(--p)*.75 - .3em);padding:.3em .7em;text-underline-offset:.28em}';
  const newer = `.newer{top:0;right:0;line-height:calc(var(--p) + .3em);padding:0 .8em;background:${palette.accent};color:#fff;font-weight:600;text-decoration:none}`;
  return `a{position:absolute;color:${palette.accent}}a:focus-visible{outline:2px solid #0b4f8a;outline-offset:-2px}${home}${superseded ? newer : ''}`;
}

/** Sizes of a layout, in px of its drawing. */
function sizes({ layout, most }: (typeof frameLayouts)[number]): string {
  const { padding, foot } = frameSizes[layout];
  const margin = `${Math.round((padding / foot) * 1000) / 1000}em`;
  return `figure{max-width:${most}px;font-size:calc(min(100vw,${most}px)*${foot}/${widths[layout]});--p:${margin}}`;
}

/** Of all layouts only the one of this name. */
const only = (layout: WidthClass, carried: readonly WidthClass[]) =>
  `${carried
    .filter((other) => other !== layout)
    .map((other) => `.${other}`)
    .join()}{display:none}.${layout}{display:block}`;

/**
 * @param carried the layouts of the page, in the order of `frameLayouts`
 * @param superseded whether the page tells of a newer version
 */
export function frameStyle(
  faces: Record<Weight, Uint8Array>,
  carried: readonly WidthClass[],
  superseded: boolean,
): string {
  const layouts = frameLayouts.filter(({ layout }) => carried.includes(layout));
  const widest = layouts.at(-1)?.layout ?? 'narrow';
  const onlyShown = (layout: WidthClass) => (layouts.length > 1 ? only(layout, carried) : '');
  return [
    notice,
    face(400, faces[400]),
    face(600, faces[600]),
    // Light on any host, in any scheme, and against browsers that darken pages by themselves.
    `html{color-scheme:only light;background:${palette.paper};font:12px/1.47 'Be Vietnam Pro',Arial,sans-serif}body{margin:0}`,
    'h1{position:absolute;width:1px;height:1px;margin:0;overflow:hidden;clip-path:inset(50%)}',
    // A px less than the picture: where a frame's height is rounded down, no scroll bar appears. The last px is blank.
    'figure{position:relative;margin:0 auto;overflow:hidden}svg{display:block;width:100%;height:auto;margin-bottom:-1px}.paper{display:none}',
    links(superseded),
    ...layouts.map((one) => {
      const rules = sizes(one) + onlyShown(one.layout);
      return one.from === 0 ? rules : `@media(min-width:${one.from}px){${rules}}`;
    }),
    // On a sheet of its own the lowest layout; inside a printed article the one it stands there with.
    '@media print{html{background:none}a{display:none}}',
    `@media print and (min-width:600px){figure{max-width:none}${onlyShown(widest)}.paper{display:block}}`,
  ].join('');
}
