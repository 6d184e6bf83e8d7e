/** Collections: where their files are and the schema they must meet. What they mean is in src/catalog. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { file, glob, type Loader } from 'astro/loaders';
import { defineCollection } from 'astro:content';
import { z } from 'zod';
import { verdict } from './content-gate/verdict.ts';
import { pageCollections, type PageCollection } from './schemas/collections.ts';
import { Contest } from './schemas/contest.ts';
import { QuestionFile } from './schemas/question.ts';
import { ContestResult, ResultNames, RoundResult } from './schemas/results.ts';
import { Source } from './schemas/source.ts';
import { TargetSet } from './schemas/target.ts';

/** Astro's YAML reader turns an unquoted date into a `Date`; the schemas keep days and moments as the text the editor wrote. */
const withDates = <Schema extends z.ZodType>(schema: Schema, write: (date: Date) => string) =>
  z.preprocess((data) => datesAsText(data, write), schema);
const datesAsText = (value: unknown, write: (date: Date) => string): unknown => {
  if (value instanceof Date) return write(value);
  if (Array.isArray(value)) return value.map((item) => datesAsText(item, write));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, datesAsText(item, write)]));
};
const asDay = (date: Date) => date.toISOString().slice(0, 10);
const asMoment = (date: Date) => date.toISOString();

/** Astro stops at the first fault it meets, in English; the content gate tells of all, and is heard before. */
const collection = <Schema extends z.ZodType>({ loader, schema }: { loader: Loader; schema: Schema }) =>
  defineCollection({
    loader: {
      ...loader,
      load: (context) =>
        loader.load(context).catch(async (error: unknown) => {
          await verdict();
          throw error;
        }),
    },
    schema,
  });

/** A collection that may be empty: examples wait for the first deed, contests for their results. glob() alone would warn of it at every build. */
const perhapsEmpty = (options: Parameters<typeof glob>[0] & { base: string }): Loader => {
  const loader = glob(options);
  const wanted = [options.pattern].flat().filter((pattern) => !pattern.startsWith('!'));
  return {
    ...loader,
    load: async (context) =>
      globSync(wanted, { cwd: join(fileURLToPath(context.config.root), options.base) }).length > 0
        ? loader.load(context)
        : context.store.clear(),
  };
};

const results = (pattern: string, ...but: string[]): Loader =>
  perhapsEmpty({
    base: 'content/contests',
    pattern: [pattern, ...but],
    generateId: ({ entry }) => entry.replace('/results/', '/').replace(/(?:\.names)?\.json$/, ''),
  });

const pageCollection = <Schema extends z.ZodType>(rule: { folder: string; format: string; schema: Schema }) =>
  collection({
    loader: perhapsEmpty({ base: `content/${rule.folder}`, pattern: `*.${rule.format}` }),
    schema: withDates(rule.schema, asDay),
  });
const pages = {
  keyPoints: pageCollection(pageCollections.keyPoints),
  qa: pageCollection(pageCollections.qa),
  themes: pageCollection(pageCollections.themes),
  infographics: pageCollection(pageCollections.infographics),
  leaflets: pageCollection(pageCollections.leaflets),
  plans: pageCollection(pageCollections.plans),
  columns: pageCollection(pageCollections.columns),
  examples: pageCollection(pageCollections.examples),
  talks: pageCollection(pageCollections.talks),
  forms: pageCollection(pageCollections.forms),
  glossary: pageCollection(pageCollections.glossary),
  english: pageCollection(pageCollections.english),
} satisfies Record<PageCollection, unknown>;

export const collections = {
  ...pages,
  sources: collection({
    loader: file('content/sources.yaml'),
    schema: withDates(Source, asDay),
  }),
  datasets: collection({
    loader: glob({ base: 'content/data', pattern: '*.yaml' }),
    schema: withDates(TargetSet, asDay),
  }),
  contests: collection({
    loader: glob({
      base: 'content/contests',
      pattern: '*/contest.yaml',
      // The folder's name is the year, and the year is the contest's address.
      generateId: ({ entry }) => entry.split('/')[0] ?? entry,
    }),
    schema: withDates(Contest, asMoment),
  }),
  // The practice bank alone. Round questions are no collection: no page can ask for them.
  practice: collection({
    loader: glob({
      base: 'content/contests',
      pattern: '*/questions/practice/*.yaml',
      // `2026/muc-tieu`: the year says which contest the questions are for.
      generateId: ({ entry }) => entry.replace('/questions/practice/', '/').replace(/\.yaml$/, ''),
    }),
    schema: withDates(QuestionFile, asDay),
  }),
  // Results and their names, by `2026/tuan-1`; those of the whole contest by `2026/_contest`.
  roundResults: collection({
    loader: results('*/results/*.json', '!**/_contest.json', '!**/*.names.json'),
    schema: RoundResult,
  }),
  contestResults: collection({ loader: results('*/results/_contest.json'), schema: ContestResult }),
  resultNames: collection({ loader: results('*/results/*.names.json'), schema: ResultNames }),
};
