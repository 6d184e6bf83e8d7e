/** Final results as the boards page shows them: figures from the published files, names beside them. */
import { readCanonicalText } from '../schemas/canonical-text.ts';
import type { Contest, PredictionKind } from '../schemas/contest.ts';
import {
  peopleShown,
  type ContestResult,
  type ResultNames,
  type RoundResult,
  type UnitResult,
  type UnitResults,
} from '../schemas/results.ts';

/** Somebody on a final board. */
export interface FinalPerson {
  rank: number;
  /** Empty for whoever was forgotten. */
  name: string;
  unit: { code: string; name: string; path: string[] };
  score: number;
  duration_ms: number;
  submitted_at: string;
}

/** A final board, of a round or of the whole contest. */
export interface FinalBoard {
  /** Name of the round; `undefined` is the whole contest. */
  title: string | undefined;
  /** The first in rank. */
  people: FinalPerson[];
  /** How many are ranked. */
  total: number;
  /** The only unit at the top of the tree: everybody's. */
  root: UnitResult | undefined;
  /** Levels of the tree to show. */
  unitBoards: UnitResults[];
  as_of: string;
  /** What anybody can check, of a round. */
  publication: { hash: string; figure: number | null; prediction: PredictionKind; address: string } | undefined;
}

/** The boards of published rounds by their slugs, the latest first, and of the whole contest. */
export interface FinalBoards {
  rounds: { slug: string; board: FinalBoard }[];
  contest: FinalBoard | undefined;
}

interface PublishedRound {
  result: RoundResult;
  names: ResultNames | undefined;
  text: string;
}

/** @param published in the order of the contest's rounds */
export function finalBoards(
  contest: Pick<Contest, 'year' | 'rounds'>,
  published: PublishedRound[],
  whole: ContestResult | undefined,
  wholeNames: ResultNames | undefined,
): FinalBoards {
  return {
    rounds: published.map((one) => ({ slug: one.result.round, board: roundBoard(contest, one) })).reverse(),
    contest: whole && {
      title: undefined,
      people: whole.people.map((person) => ({
        ...person,
        name: wholeNames?.names[person.rank] ?? '',
        unit: unitOf(person.unit, whole.units),
      })),
      total: whole.total,
      ...unitLevels(whole.unit_boards),
      as_of: whole.as_of,
      publication: undefined,
    },
  };
}

function roundBoard(
  { year, rounds }: Pick<Contest, 'year' | 'rounds'>,
  { result, names, text }: PublishedRound,
): FinalBoard {
  const round = rounds.find(({ slug }) => slug === result.round);
  const read = readCanonicalText(text);
  if (!round || !read.ok) throw new Error(`${result.round}: ${read.ok ? 'no such round' : read.fault.problem}`);
  return {
    title: round.title,
    people: read.value.attempts.slice(0, peopleShown).map(({ rank, unit, score, duration_ms, finished_at }) => ({
      rank,
      name: names?.names[rank] ?? '',
      unit: unitOf(unit, result.units),
      score,
      duration_ms,
      submitted_at: finished_at,
    })),
    total: result.lines,
    ...unitLevels(result.unit_boards),
    as_of: result.published_at,
    publication: {
      hash: result.hash,
      figure: result.figure,
      prediction: round.prediction,
      address: `/cuoc-thi/${year}/ket-qua/${result.round}.txt`,
    },
  };
}

function unitOf(code: string, paths: Record<string, string[]>): FinalPerson['unit'] {
  const path = paths[code] ?? [code];
  return { code, name: path.at(-1) ?? code, path };
}

/** A tree with a single root says nothing at its top: begin one level below. */
function unitLevels(boards: UnitResults[]): Pick<FinalBoard, 'root' | 'unitBoards'> {
  const [top, ...below] = boards;
  const [root, ...others] = top?.rows ?? [];
  const isSole = root !== undefined && others.length === 0 && below.length > 0;
  return isSole ? { root, unitBoards: below } : { root: undefined, unitBoards: boards };
}
