/**
 * A contest as `contest.load` takes it, read from content/contests/<year>/.
 * The content gate has checked these files already; schemas are applied again because this runs outside a build too.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { indexTargets, type TargetIndex } from '../../src/catalog/targets.ts';
import { withFigures } from '../../src/catalog/prose.ts';
import { Contest, type Round, type SampleMoment } from '../../src/schemas/contest.ts';
import { QuestionFile, type Question } from '../../src/schemas/question.ts';
import { TargetSet } from '../../src/schemas/target.ts';
import { Unit } from '../../src/schemas/unit.ts';

/** Viet Nam keeps UTC+7 all year. */
const vietNamOffset = '+07:00';

/** The argument of `contest.load` (supabase/migrations, "loading"). */
export type ContestDocument = ReturnType<typeof contestDocument>;

/**
 * @param content folder of the content.
 * @param year of the contest; without it, the latest one.
 * @param today sample contests count their days from here.
 */
export function contestDocument(content: string, year: string | undefined, today: Date) {
  const folder = join(content, 'contests', year ?? latestYear(content));
  const contest = Contest.parse(readYaml(join(folder, 'contest.yaml')));
  const targets = indexTargets(yamlFiles(join(content, 'data')).map((file) => TargetSet.parse(readYaml(file))));
  const questions = yamlFiles(join(folder, 'questions/rounds')).flatMap((file) => QuestionFile.parse(readYaml(file)));
  return {
    slug: contest.slug,
    year: contest.year,
    title: contest.title,
    consent_version: contest.consent.version,
    min_participants: contest.min_participants,
    units: readUnits(join(folder, 'units.csv')).map((unit, index) => ({ ...unit, ordinal: index + 1 })),
    questions: questions.map((question) => questionDocument(question, targets)),
    rounds: contest.rounds.map((round, index) => roundDocument(round, index + 1, today)),
  };
}

function roundDocument(round: Round, ordinal: number, today: Date) {
  const { opens_at, closes_at, time_limit_minutes, freeze_minutes, ...rest } = round;
  return {
    ...rest,
    ordinal,
    opens_at: momentText(opens_at, today),
    closes_at: momentText(closes_at, today),
    time_limit_ms: time_limit_minutes * 60_000,
    freeze_ms: freeze_minutes * 60_000,
  };
}

function questionDocument({ id, right, wrong, ...question }: Question, targets: TargetIndex) {
  // A figure drawn from the data holds its unit by a no-break space; typed options do not. They must look alike.
  const shown = (option: string) => withFigures(option, targets).replaceAll('\u00a0', ' ');
  const rightOnes = new Set(right.map(shown));
  // Sorted, since the order in the file tells the key, and a round that does not shuffle shows the options as they stand.
  const options = [...right, ...wrong].map(shown).sort(new Intl.Collator('vi', { numeric: true }).compare);
  return {
    code: id,
    topic: question.topic,
    difficulty: question.difficulty,
    prompt: withFigures(question.prompt, targets),
    options,
    right_options: options.flatMap((option, index) => (rightOnes.has(option) ? [index + 1] : [])),
    explanation: withFigures(question.explanation, targets),
    source: question.source,
  };
}

/** A moment as ISO text with its offset; sample moments count from `today`'s date in Viet Nam. */
export function momentText(moment: string | SampleMoment, today: Date): string {
  if (typeof moment === 'string') return moment;
  const date = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(
    new Date(today.getTime() + moment.day * 86_400_000),
  );
  return `${date}T${moment.at}:00${vietNamOffset}`;
}

function readUnits(file: string): Unit[] {
  const rows: Record<string, string>[] = parseCsv(readFileSync(file), { columns: true, bom: true, trim: true });
  return rows.map(({ parent, headcount, includes_public, ...unit }) =>
    Unit.parse({
      ...unit,
      parent: parent || null,
      headcount: headcount ? Number(headcount) : null,
      includes_public: includes_public === 'x',
    }),
  );
}

function latestYear(content: string): string {
  const years = readdirSync(join(content, 'contests')).sort();
  const latest = years.at(-1);
  if (latest === undefined) throw new Error('content/contests: chưa có cuộc thi nào');
  return latest;
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => join(folder, file));
}

function readYaml(file: string): unknown {
  return parseYaml(readFileSync(file, 'utf8'));
}
