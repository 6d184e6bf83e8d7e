/**
 * The content as pages ask for it. The only module that reads Astro's collections;
 * everything it asks of them is pure and stands in its neighbours.
 */
import { getCollection } from 'astro:content';
import { englishRoute, type PageCollection } from '../schemas/collections.ts';
import type { Contest } from '../schemas/contest.ts';
import type { Language } from '../schemas/language.ts';
import type { Page } from '../schemas/page.ts';
import { latestContest } from './contests.ts';
import { documentName, orderDocuments } from './documents.ts';
import { timelineOf } from './milestones.ts';
import { latestDocumentFirst } from './plans.ts';
import { usesOfTerms } from './glossary.ts';
import { languagesOf, wordsIn } from './infographics.ts';
import { practiceQuestions, type PracticeQuestion } from './practice.ts';
import { finalBoards, type FinalBoards } from './results.ts';
import { feedsOf } from './feeds.ts';
import { inOrder, newestFirst } from './reading-order.ts';
import { pageTitles, redirectsOf, routeOf, type TitledPage } from './routes.ts';
import { site } from './site.ts';
import { siteMapOf } from './site-map.ts';
import { indexTargets } from './targets.ts';
import { latestFirst } from './themes.ts';
import { isPublished } from './versions.ts';

/** Key points of the Resolution, in the order of the series. */
export const keyPoints = inOrder(await getCollection('keyPoints'));

/** Sets of questions and answers, in the order of the list. */
export const qaSets = inOrder(await getCollection('qa'));

/** Themes, the latest year first. */
export const themes = latestFirst(await getCollection('themes'));

/** Infographics with those that were never published: their pages show them to their writers. */
export const everyInfographic = await getCollection('infographics');

/** Infographics that are published. What is told of infographics anywhere is told of these. */
export const infographics = everyInfographic.filter(({ id }) => isPublished(id));

/** Infographics that are drawn in English too, published or not. */
export const inBothLanguages = everyInfographic.filter(({ data }) => languagesOf(data).includes('en'));

/** Leaflets, in the order of the list. */
export const leaflets = inOrder(await getCollection('leaflets'));

/** Suggested forms, in the order of the list. */
export const forms = inOrder(await getCollection('forms'));

/** Articles of the editorial columns, the latest first. */
export const columnArticles = newestFirst(await getCollection('columns'));

/** Commended collectives and people, the latest year first. */
export const examples = (await getCollection('examples')).sort((a, b) => b.data.year - a.data.year);

/** Recorded talks, the latest first. */
export const talks = newestFirst(await getCollection('talks'));

/** The core of the site in English. */
export const englishPages = await getCollection('english');

/** Terms in the order of the Vietnamese alphabet. */
export const glossaryTerms = (await getCollection('glossary')).sort((a, b) =>
  a.data.title.localeCompare(b.data.title, 'vi', { ignorePunctuation: true }),
);

/** Every document cited anywhere, in the order of the library. */
export const documents = orderDocuments((await getCollection('sources')).map(({ data }) => data));

/** Plans, guidance and action programmes, the latest document first. */
export const plans = latestDocumentFirst(await getCollection('plans'), documents);

export const datasets = (await getCollection('datasets')).map(({ data }) => data);

/** Every target by its id, and every group of targets by its id, over all datasets. */
export const targets = indexTargets(datasets);

export const contests = (await getCollection('contests')).map(({ data }) => data);

/** The contest of the latest year, if there is one. */
export const contest = latestContest(contests);

const practiceFiles = await getCollection('practice');

/** The practice questions of a year's contest, ready to be shown, in the order of its topics. */
export const practiceOf = (of: Contest): PracticeQuestion[] =>
  practiceQuestions(
    of.topics,
    practiceFiles.filter(({ id }) => id.startsWith(`${of.year}/`)).flatMap(({ data }) => data),
    targets,
    titles,
  );

const roundResults = await getCollection('roundResults');
const contestResults = await getCollection('contestResults');
const resultNames = await getCollection('resultNames');
/** Read only where they are shown: a large contest's are megabytes. */
const resultTexts = import.meta.glob<string>('../../content/contests/*/results/*.txt', {
  query: '?raw',
  import: 'default',
});

/** Slugs of the rounds of a year's contest that are published. */
export const publishedRounds = ({ year, rounds }: Contest): string[] =>
  rounds.map(({ slug }) => slug).filter((slug) => roundResults.some(({ id }) => id === `${year}/${slug}`));

/** The canonical text of a published round. */
export async function canonicalTextOf({ year }: Contest, round: string): Promise<string> {
  const read = resultTexts[`../../content/contests/${year}/results/${round}.txt`];
  if (!read) throw new Error(`content/contests/${year}/results/${round}.txt`);
  return read();
}

/** The final boards of a year's contest, as far as there are any. */
export async function finalBoardsOf(of: Contest): Promise<FinalBoards> {
  const named = (slug: string) => resultNames.find(({ id }) => id === `${of.year}/${slug}`)?.data;
  const rounds = publishedRounds(of).flatMap((slug) =>
    roundResults.flatMap(({ id, data }) => (id === `${of.year}/${slug}` ? [data] : [])),
  );
  return finalBoards(
    of,
    await Promise.all(
      rounds.map(async (result) => ({
        result,
        names: named(result.round),
        text: await canonicalTextOf(of, result.round),
      })),
    ),
    contestResults.find(({ id }) => id === `${of.year}/_contest`)?.data,
    named('_contest'),
  );
}

const pagesOf = <Data extends Page>(
  collection: PageCollection,
  entries: { id: string; data: Data }[],
): (Data & { route: string })[] => entries.map(({ id, data }) => ({ ...data, route: routeOf(collection, id) }));

const articles = (collection: PageCollection, entries: { id: string; data: Page; body?: string | undefined }[]) =>
  entries.map(({ id, data, body }) => ({ route: routeOf(collection, id), title: data.title, body }));

const drafts = pagesOf(
  'infographics',
  everyInfographic.filter(({ id }) => !isPublished(id)),
);

/** Every page that cites sources, whatever its collection; no draft of an infographic. */
export const citingPages = [
  ...pagesOf('keyPoints', keyPoints),
  ...qaSets.map(({ id, data }) => ({
    ...data,
    route: routeOf('qa', id),
    sources: [...new Set([...data.sources, ...data.questions.flatMap(({ sources }) => sources)])],
  })),
  ...pagesOf('themes', themes),
  ...pagesOf('infographics', infographics),
  ...pagesOf('leaflets', leaflets),
  ...pagesOf('plans', plans),
  ...pagesOf('forms', forms),
  ...pagesOf('columns', columnArticles),
  ...pagesOf('examples', examples),
  ...pagesOf('talks', talks),
  ...pagesOf('glossary', glossaryTerms),
  ...pagesOf('english', englishPages),
];

/** Feeds of every collection, and of the whole site. */
export const feeds = feedsOf(citingPages, site);

/** Every milestone of plans and themes, the earliest first. */
export const timeline = timelineOf([...pagesOf('plans', plans), ...pagesOf('themes', themes)], documents);

const documentPages = documents.map((document) => ({
  route: routeOf('sources', document.id),
  title: documentName(document),
  aliases: document.aliases,
}));

const uses = usesOfTerms([
  ...articles('keyPoints', keyPoints),
  ...articles('themes', themes),
  ...articles('plans', plans),
  ...articles('columns', columnArticles),
  ...articles('examples', examples),
  ...articles('talks', talks),
]);

/** Pages whose text marks a term of the glossary. */
export const pagesMarking = (term: string): TitledPage[] => uses.get(term) ?? [];

/** Every section with its pages. */
export const siteMap = siteMapOf([...citingPages, ...documentPages]);

/** Old addresses, each with the page that took it over. */
export const redirects = redirectsOf([...citingPages, ...drafts, ...documentPages]);

/** What each address of the site is called: sections, documents, pages, single questions. */
export const titles = pageTitles(
  [
    ...site.navigation,
    ...site.more,
    ...documentPages,
    ...citingPages,
    ...drafts,
    ...inBothLanguages.map(({ id, data }) => ({
      route: englishRoute('infographics', id),
      title: wordsIn(data, 'en').title,
    })),
  ],
  qaSets,
);

/** The languages a page exists in, itself among them; none where there is only the one. */
export const translationsOf = (route: string): { lang: Language; route: string }[] =>
  translations.find((pair) => pair.some((page) => page.route === route)) ?? [];

const pair = (vi: string, en: string): { lang: Language; route: string }[] => [
  { lang: 'vi', route: vi },
  { lang: 'en', route: en },
];
const translations = [
  ...englishPages.flatMap(({ id, data }) => (data.of === undefined ? [] : [pair(data.of, routeOf('english', id))])),
  ...inBothLanguages.map(({ id }) => pair(routeOf('infographics', id), englishRoute('infographics', id))),
];
