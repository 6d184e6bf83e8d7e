/** What one run found, and what it is held to. Pure. */
import { median } from '../contest/statistics.ts';
import { decimal } from '../contest/table.ts';
import type { Verdict } from '../contest/targets.ts';
import type { builtSearchCost } from '../search-scale.ts';
import type { Scores } from './lighthouse.ts';
import { withoutFonts, type PageWeight } from './page-weight.ts';
import type { Cost } from './watched-command.ts';

export const sides = ['ours', 'starlight'] as const;
export type Side = (typeof sides)[number];

/** Builds with one number of generated pages. */
export interface Builds {
  pages: number;
  /** One per round, in order: the n-th of one side ran beside the n-th of the other. */
  costs: Partial<Record<Side, Cost[]>>;
  /** Pages each side's site has in all: the generated ones and its own. */
  built: Partial<Record<Side, number>>;
  /** Bytes of the search index: what searching may load, without the program that searches. */
  index: Partial<Record<Side, number>>;
  /** What searching our own index costs. */
  search: Awaited<ReturnType<typeof builtSearchCost>>;
}

export interface Findings {
  builds: Builds[];
  weights: Partial<Record<Side, PageWeight>>;
  /** Of the same page on both sides, some runs each. */
  scores: Partial<Record<Side, Scores[]>>;
  /** Of our own pages, one of every template. */
  templates: { route: string; scores: Scores }[];
}

export const medianCost = (costs: readonly Cost[], figure: keyof Cost): number | null => {
  const found = costs.map((cost) => cost[figure]);
  return found.every((one) => one !== null) ? median(found) : null;
};

/** Ours to Starlight's, pair by pair, in the middle: what else the machine does weighs on both of a pair. */
export function ratioOf({ costs }: Builds, figure: 'seconds' | 'processor'): number | null {
  const { ours = [], starlight = [] } = costs;
  const ratios = ours.flatMap((cost, round) => {
    const [own, other] = [cost[figure], starlight[round]?.[figure]];
    return own === null || other === null || other === undefined ? [] : [own / other];
  });
  return ratios.length > 0 ? median(ratios) : null;
}

/** The same, for one page of those that each side has built. */
export function pageRatioOf(builds: Builds, figure: 'seconds' | 'processor'): number | null {
  const { ours, starlight } = builds.built;
  const ratio = ratioOf(builds, figure);
  return ratio === null || ours === undefined || starlight === undefined ? null : (ratio * starlight) / ours;
}

/** How much more the second number of pages costs than the first, round by round, in the middle. */
function growth(few: Builds, many: Builds, figure: 'seconds' | 'processor'): number | null {
  const ratios = (many.costs.ours ?? []).flatMap((cost, round) => {
    const [above, below] = [cost[figure], few.costs.ours?.[round]?.[figure]];
    return above === null || below === null || below === undefined ? [] : [above / below];
  });
  return ratios.length > 0 ? median(ratios) : null;
}

/** Only what was measured is judged. */
export function verdicts({ builds, weights, scores, templates }: Findings): Verdict[] {
  const found: Verdict[] = [];
  const atMost = (what: string, value: number | null, limit: number, target = `≤ ${decimal(limit)}`) => {
    if (value !== null) found.push({ what, found: decimal(value), target, reached: value <= limit });
  };
  for (const build of builds)
    atMost(`thời gian dựng mỗi trang, so với Starlight, ${build.pages} trang`, pageRatioOf(build, 'seconds'), 1);
  const [few, many] = [250, 1000].map((pages) => builds.find((build) => build.pages === pages));
  if (few && many) {
    const limit = 4;
    const seconds = growth(few, many, 'seconds');
    if (seconds !== null)
      found.push({
        what: '1.000 trang tốn thời gian gấp mấy lần 250 trang',
        found: decimal(seconds),
        target: `< ${limit}`,
        reached: seconds < limit,
      });
  }
  const { ours, starlight } = weights;
  if (ours && starlight) {
    const theirs = withoutFonts(starlight) + starlight.fonts;
    atMost('lần đầu ghé, không kể phông, so với Starlight', withoutFonts(ours) / theirs, 0.5);
    atMost('lần đầu ghé, kể cả hai độ đậm của phông', (withoutFonts(ours) + ours.fonts) / theirs, 1);
  }
  const scored = [
    ...(scores.ours ? [{ route: 'trang cỡ giữa', scores: medianScores(scores.ours) }] : []),
    ...templates,
  ];
  if (scored.length > 0) {
    const least = Math.min(...scored.flatMap((one) => four(one.scores)));
    found.push({
      what: `Lighthouse, điểm thấp nhất của ${scored.length} trang`,
      found: decimal(least),
      target: '100',
      reached: least === 100,
    });
  }
  return found;
}

export const four = ({ performance, accessibility, bestPractices, seo }: Scores): number[] => [
  performance,
  accessibility,
  bestPractices,
  seo,
];

/** The middle of each score. */
export function medianScores(scores: readonly Scores[]): Scores {
  const of = (figure: Exclude<keyof Scores, 'failed'>) => median(scores.map((one) => one[figure]));
  return {
    performance: of('performance'),
    accessibility: of('accessibility'),
    bestPractices: of('bestPractices'),
    seo: of('seo'),
    largestPaint: of('largestPaint'),
    failed: [...new Set(scores.flatMap(({ failed }) => failed))],
  };
}
