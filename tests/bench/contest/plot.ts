/** Cost against size, both on logarithmic scales: a flat line is a cost that does not grow. Pure. */
import { palette } from '../../../src/figures/palette.ts';
import type { Mark, Scene, TextMark } from '../../../src/figures/scene.ts';
import { renderSvg } from '../../../src/figures/svg.ts';
import type { BoardCosts, Read } from './boards.ts';
import { decimal, whole } from './table.ts';

export interface Line {
  name: string;
  /** x: results; y: p95 in ms. */
  points: { x: number; y: number }[];
  colour: string;
  dash?: string;
}

const width = 960;
const height = 560;
const frame = { left: 108, right: 690, top: 104, bottom: 488 };
const textSize = 15;
const lineGap = 20;

const linesDrawn: { name: string; reads: Read[]; colour: string; dash?: string }[] = [
  { name: 'rank() over, để so', reads: ['window_rank', 'window_page'], colour: palette.muted, dash: '6 5' },
  {
    name: 'Bảng của một đơn vị',
    reads: ['unit_first_page', 'unit_middle_page', 'unit_last_page'],
    colour: palette.band,
  },
  { name: 'Bảng các đơn vị', reads: ['units'], colour: palette.muted },
  { name: 'Một trang bảng', reads: ['first_page', 'middle_page', 'last_page'], colour: palette.bar },
  { name: 'Hạng của mình', reads: ['own_rank'], colour: palette.accent },
];

/** The slowest p95 of each kind of read, at each size. */
export function linesOf(boards: readonly BoardCosts[]): Line[] {
  return linesDrawn.map(({ reads, ...line }) => ({
    ...line,
    points: boards.map((board) => ({ x: board.size, y: Math.max(...reads.map((read) => board.reads[read].p95)) })),
  }));
}

/** Places values on a logarithmic scale of whole powers of ten. */
export function logScale(values: readonly number[], from: number, to: number) {
  const first = Math.floor(Math.log10(Math.min(...values)));
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    /** Where a value stands between `from` and `to`. */
    at: (value: number) => from + ((Math.log10(value) - first) / (last - first)) * (to - from),
    ticks: Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index)),
  };
}

/** Moves labels down until none touches the one above; their order stays. */
export function spreadLabels(tops: readonly number[], gap: number): number[] {
  const placed: number[] = [];
  const order = tops.map((_, index) => index).sort((a, b) => (tops[a] ?? 0) - (tops[b] ?? 0));
  let free = -Infinity;
  for (const index of order) {
    placed[index] = Math.max(tops[index] ?? 0, free);
    free = (placed[index] ?? 0) + gap;
  }
  return placed;
}

export function drawPlot(lines: readonly Line[], footer: string): string {
  const points = lines.flatMap((line) => line.points);
  const x = logScale(
    points.map((point) => point.x),
    frame.left,
    frame.right,
  );
  const y = logScale(
    points.map((point) => point.y),
    frame.bottom,
    frame.top,
  );
  const marks: Mark[] = [
    { kind: 'rect', x: 0, y: 0, width, height, fill: palette.paper },
    label('Thời gian một lần đọc theo số kết quả', 24, 40, { size: 22, weight: 600 }),
    label('p95, ms; hai thang lôgarit. Đường ngang: cỡ bảng không làm chậm.', 24, 66),
    ...y.ticks.flatMap((value): Mark[] => [
      rule(`M${frame.left} ${y.at(value)}H${frame.right}`),
      label(`${decimal(value)} ms`, frame.left - 10, y.at(value) + 5, { anchor: 'end' }),
    ]),
    ...x.ticks.flatMap((value): Mark[] => [
      rule(`M${x.at(value)} ${frame.top}V${frame.bottom}`),
      label(whole(value), x.at(value), frame.bottom + 24, { anchor: 'middle' }),
    ]),
    ...lines.map((line): Mark => ({
      kind: 'path',
      d: line.points
        .map((point, index) => `${index === 0 ? 'M' : 'L'}${px(x.at(point.x))} ${px(y.at(point.y))}`)
        .join(''),
      stroke: line.colour,
      strokeWidth: 3,
      ...(line.dash && { dash: line.dash }),
    })),
    ...endLabels(lines, x.at, y.at),
    label(footer, 24, height - 24, { colour: palette.muted, size: 13 }),
  ];
  const scene: Scene = { width, height, marks };
  return renderSvg(scene, {
    id: 'bench-contest',
    language: 'vi',
    title: 'Thời gian một lần đọc theo số kết quả',
    description: lines
      .map(
        ({ name, points: of }) =>
          `${name}: ${of.map((point) => `${whole(point.x)} kết quả ${decimal(point.y)} ms`).join(', ')}.`,
      )
      .join(' '),
  });
}

/** Each line is named at its right end, with its last figure. */
function endLabels(lines: readonly Line[], xAt: (value: number) => number, yAt: (value: number) => number): Mark[] {
  const ends = lines.map(({ points }) => points.at(-1) ?? { x: 1, y: 1 });
  const baselines = spreadLabels(
    ends.map((end) => yAt(end.y) + 5),
    lineGap,
  );
  return lines.map(({ name, colour }, index) => {
    const end = ends[index] ?? { x: 1, y: 1 };
    return label(`${name}: ${decimal(end.y)} ms`, xAt(end.x) + 12, baselines[index] ?? 0, {
      colour: colour === palette.band ? palette.ink : colour,
    });
  });
}

const px = (value: number) => Math.round(value * 10) / 10;

function rule(d: string): Mark {
  return { kind: 'path', d, stroke: palette.hairline, strokeWidth: 1 };
}

function label(text: string, x: number, baseline: number, style: Partial<TextMark> = {}): TextMark {
  return {
    kind: 'text',
    lines: [text],
    x,
    baseline,
    size: textSize,
    weight: 400,
    colour: palette.ink,
    anchor: 'start',
    ...style,
  };
}
