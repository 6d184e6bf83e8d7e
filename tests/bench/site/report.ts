/** What was found, as tables. Pure. */
import { decimal, table, whole } from '../contest/table.ts';
import {
  four,
  medianCost,
  medianScores,
  pageRatioOf,
  ratioOf,
  sides,
  type Builds,
  type Findings,
  type Side,
} from './findings.ts';
import { kinds, withoutFonts, type Kind } from './page-weight.ts';
import type { Cost } from './watched-command.ts';

const sideNames: Record<Side, string> = { ours: 'trang này', starlight: 'Starlight' };
const kindNames: Record<Kind, string> = {
  html: 'HTML',
  css: 'CSS',
  js: 'JavaScript',
  other: 'khác',
  fonts: 'phông chữ',
};

const orUnknown = (value: number | null, write: (value: number) => string = decimal) =>
  value === null ? 'không rõ' : write(value);

export function buildTable(builds: readonly Builds[]): string {
  const rows = builds.flatMap(({ pages, costs, built, index }) =>
    sides.flatMap((side) => {
      const of = costs[side];
      if (!of) return [];
      const figure = (name: keyof Cost) => medianCost(of, name);
      const [seconds, processor] = [figure('seconds'), figure('processor')];
      const all = built[side] ?? pages;
      const each = (value: number | null) => orUnknown(value === null ? null : (value * 1000) / all);
      return [
        [
          `${whole(pages)} trang, ${sideNames[side]}`,
          whole(all),
          orUnknown(seconds),
          each(seconds),
          orUnknown(processor),
          each(processor),
          orUnknown(figure('memory'), whole),
          orUnknown((index[side] ?? 0) / 1024, whole),
          orUnknown((index[side] ?? 0) / 1024 / all),
        ],
      ];
    }),
  );
  return table([
    ['', 'dựng ra', 'giây', 'ms mỗi trang', 'giây CPU', 'ms CPU mỗi trang', 'bộ nhớ MB', 'chỉ mục KB', 'KB mỗi trang'],
    ...rows,
  ]);
}

/** The pairs themselves, since they were not all measured under the same load. */
export function ratioLines(builds: readonly Builds[]): string {
  return builds
    .filter(({ costs }) => costs.starlight)
    .map((build) => {
      const [seconds, page, processor] = [
        ratioOf(build, 'seconds'),
        pageRatioOf(build, 'seconds'),
        pageRatioOf(build, 'processor'),
      ];
      return `  ${whole(build.pages)} trang: trang này so với Starlight, cả thảy ${orUnknown(seconds)} lần, mỗi trang dựng ra ${orUnknown(page)} lần, theo CPU ${orUnknown(processor)} lần (trung vị của ${build.costs.ours?.length ?? 0} cặp)`;
    })
    .join('\n');
}

export function weightTable({ weights }: Findings): string {
  const bytes = (value: number) => decimal(value / 1024);
  return table([
    [
      'KB, gzip',
      ...kinds.filter((kind) => kind !== 'fonts').map((kind) => kindNames[kind]),
      'cộng',
      kindNames.fonts,
      'cả thảy',
      'lời gọi',
    ],
    ...sides.flatMap((side) => {
      const weight = weights[side];
      if (!weight) return [];
      const own = kinds.filter((kind) => kind !== 'fonts').map((kind) => bytes(weight[kind]));
      const sum = withoutFonts(weight);
      return [
        [sideNames[side], ...own, bytes(sum), bytes(weight.fonts), bytes(sum + weight.fonts), whole(weight.requests)],
      ];
    }),
  ]);
}

export function scoreTable({ scores, templates }: Findings): string {
  const rows = [
    ...sides.flatMap((side) => {
      const of = scores[side];
      return of ? [{ name: `trang cỡ giữa, ${sideNames[side]}`, of: medianScores(of) }] : [];
    }),
    ...templates.map((one) => ({ name: one.route, of: one.scores })),
  ];
  return table([
    ['', 'hiệu năng', 'tiếp cận', 'thông lệ tốt', 'SEO', 'LCP, s', 'mất điểm vì'],
    ...rows.map(({ name, of }) => [
      name,
      ...four(of).map(whole),
      decimal(of.largestPaint / 1000),
      of.failed.join(', '),
    ]),
  ]);
}

/** The words that most pages have, asked for again and again: the one that takes longest, at its best and at its median. */
export function searchTable(builds: readonly Builds[]): string {
  return table([
    ['', 'câu tìm chậm nhất', 'trang tìm thấy', 'nhanh nhất, ms', 'giữa, ms', 'tải khi chạm ô tìm, KB'],
    ...builds.map(({ pages, search: { queries, onFocus } }) => {
      const slowest = queries.reduce((worst, one) => (one.best > worst.best ? one : worst));
      return [
        `${whole(pages)} trang`,
        slowest.query,
        whole(slowest.found),
        decimal(slowest.best),
        decimal(slowest.median),
        whole(onFocus / 1024),
      ];
    }),
  ]);
}
