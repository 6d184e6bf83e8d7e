/** What the boards page shows, and how its address says so: a view can be sent to somebody. */
import * as z from 'zod/mini';
import type { ContestClient } from '../client.ts';
import { UnitMetric } from '../contract.ts';

/** Rows of one page of a board. */
export const pageSize = 50;

/** Rows before the page on which a place (from 1) stands. */
export const pageOf = (rank: number): number => Math.floor((rank - 1) / pageSize) * pageSize;

/** A unit on the way down the tree. */
const Branch = z.object({ code: z.string(), name: z.string() });
export type Branch = z.infer<typeof Branch>;

/** What a board of units shows. */
const UnitView = z.object({
  metric: UnitMetric,
  /** From the top down to the unit whose children are shown; `undefined` is wherever the tree begins to say something. */
  branch: z.optional(z.array(Branch)),
  /** Rows before the first one shown. */
  after: z.number(),
});
export type UnitView = z.infer<typeof UnitView>;

/** What the page shows. */
const BoardsView = z.object({
  /** Slug of a round; `undefined` is the whole contest. */
  round: z.optional(z.string()),
  units: UnitView,
  /** Rows of the people's board before the first one shown. */
  after: z.number(),
});
export type BoardsView = z.infer<typeof BoardsView>;

export const firstUnitView: UnitView = { metric: 'participation_rate', branch: undefined, after: 0 };

/** What stands in an address: units by code, since names may change. */
export interface BoardAddress {
  /** Slug of a round; `undefined` is the whole contest. */
  round: string | undefined;
  metric: UnitMetric;
  units: string[];
}

/** Reads `#dot=tuan-2&xep=participants&don-vi=tinh&don-vi=xa-1`; whatever makes no sense is left out. */
export function readAddress(hash: string): BoardAddress {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const metric = UnitMetric.safeParse(fields.get('xep'));
  return {
    round: fields.get('dot') ?? undefined,
    metric: metric.success ? metric.data : firstUnitView.metric,
    units: fields.getAll('don-vi'),
  };
}

/** The opposite of {@link readAddress}; empty for the first view. */
export function writeAddress({ round, metric, units }: BoardAddress): string {
  const fields = new URLSearchParams();
  if (round !== undefined) fields.set('dot', round);
  if (metric !== firstUnitView.metric) fields.set('xep', metric);
  for (const code of units) fields.append('don-vi', code);
  const text = fields.toString();
  return text && `#${text}`;
}

/** Whether a hash asks for boards: others lead to a place on the page, such as its skip link. */
export function asksForBoards(hash: string): boolean {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  return hash === '' || ['dot', 'xep', 'don-vi'].some((name) => fields.has(name));
}

/** What the present entry of the browser's history showed, names and all: Back needs no server for it. */
export function viewInHistory(): BoardsView | undefined {
  return z.safeParse(BoardsView, history.state).data;
}

/** The address of a view on this page. */
export const addressOf = ({ round, units: { metric, branch } }: BoardsView): string =>
  writeAddress({ round, metric, units: branch?.map(({ code }) => code) ?? [] }) || location.pathname;

/** Finds the names of units that an address names by code; `undefined` where the way down is not there (any more). */
export async function findBranch(
  client: ContestClient,
  contest: string,
  codes: readonly string[],
): Promise<Branch[] | undefined> {
  const branch: Branch[] = [];
  for (const code of codes) {
    const parent = branch.at(-1)?.code;
    const reply = await client.call('units', { contest, ...(parent === undefined ? {} : { parent }) });
    const unit = reply.ok ? reply.value.find((one) => one.code === code) : undefined;
    if (!unit) return undefined;
    branch.push({ code, name: unit.name });
  }
  return branch.length > 0 ? branch : undefined;
}
