/** The certificate's ornament after the faces of bronze drums: rings joined by tangents between combs, stars in rings. */
import type { Mark, PathMark } from '../scene.ts';

/** Of the ornament alone: distinction, quiet beside the words, a middle grey on a black and white printer. */
const gold = '#8c6d1f';

const short = (value: number) => String(Math.round(value * 100) / 100);
const at = (x: number, y: number) => `${short(x)} ${short(y)}`;

const circle = (x: number, y: number, radius: number) =>
  `M${at(x - radius, y)}a${short(radius)} ${short(radius)} 0 1 0 ${short(2 * radius)} 0a${short(radius)} ${short(radius)} 0 1 0 ${short(-2 * radius)} 0Z`;

const box = (x: number, y: number, width: number, height: number) =>
  `M${at(x, y)}h${short(width)}v${short(height)}h${short(-width)}Z`;

/** A star of `rays` rays between two radii. */
function star(x: number, y: number, rays: number, inner: number, outer: number): string {
  const points = Array.from({ length: rays * 2 }, (_, index) => {
    const angle = (Math.PI * index) / rays - Math.PI / 2;
    const radius = index % 2 === 0 ? outer : inner;
    return at(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  });
  return `M${points.join('L')}Z`;
}

const line = (d: string, strokeWidth: number, dash?: string): PathMark => ({
  kind: 'path',
  d,
  stroke: gold,
  strokeWidth,
  ...(dash === undefined ? {} : { dash }),
});

/** A drum's face: a star of fourteen rays, rings, and a comb between them. */
export function drum(x: number, y: number, radius: number): Mark[] {
  const comb = 0.8 * radius;
  const tooth = (2 * Math.PI * comb) / 112;
  return [
    { kind: 'shape', d: circle(x, y, radius), fill: '#ffffff' },
    line(circle(x, y, radius), 1.2),
    line(circle(x, y, 0.92 * radius), 0.6),
    line(circle(x, y, comb), 0.16 * radius, `${short(tooth)} ${short(tooth)}`),
    line(circle(x, y, 0.68 * radius), 0.6),
    { kind: 'shape', d: star(x, y, 14, 0.2 * radius, 0.58 * radius), fill: gold },
  ];
}

type Point = [x: number, y: number];

/** Places along a line from `from` to `to`, and the tangents that join a ring of `radius` around each to the next. */
function chain(from: number, to: number, radius: number, place: (along: number, across: number) => Point) {
  const count = Math.round((to - from) / 30);
  const pitch = (to - from) / count;
  const lean = Math.acos((2 * radius) / pitch);
  const [near, off] = [radius * Math.cos(lean), radius * Math.sin(lean)];
  const places = Array.from({ length: count }, (_, index) => from + (index + 0.5) * pitch);
  return {
    centres: places.map((along) => place(along, 0)),
    tangents: places
      .slice(1)
      .map((along) => `M${at(...place(along - pitch + near, -off))}L${at(...place(along - near, off))}`)
      .join(''),
  };
}

/** The border: its outer edge `inset` px from the sheet's, its band `band` px wide, a drum in every corner. */
export function border(width: number, height: number, inset: number, band: number): Mark[] {
  const middle = inset + band / 2;
  const corner = 0.9 * band;
  const [left, top, right, bottom] = [middle, middle, width - middle, height - middle];
  const gap = corner + 2;
  const ring = 9;
  const chains = [
    chain(left + gap, right - gap, ring, (along, across) => [along, top + across]),
    chain(left + gap, right - gap, ring, (along, across) => [along, bottom - across]),
    chain(top + gap, bottom - gap, ring, (along, across) => [left - across, along]),
    chain(top + gap, bottom - gap, ring, (along, across) => [right + across, along]),
  ];
  const rings = (radius: number) =>
    chains.flatMap(({ centres }) => centres.map(([x, y]) => circle(x, y, radius))).join('');
  const frame = (by: number) => box(inset + by, inset + by, width - 2 * (inset + by), height - 2 * (inset + by));
  return [
    line(frame(0), 1.6),
    line(frame(5), 5, '1.2 3.6'),
    line(frame(9), 0.6),
    line(rings(ring), 0.9),
    line(rings(5), 0.7),
    { kind: 'shape', d: rings(1.8), fill: gold },
    line(chains.map(({ tangents }) => tangents).join(''), 0.9),
    line(frame(band - 9), 0.6),
    line(frame(band - 5), 5, '1.2 3.6'),
    line(frame(band), 1.2),
    ...[top, bottom].flatMap((y) => [left, right].flatMap((x) => drum(x, y, corner))),
  ];
}
