/** Questions and answers as pages list them: by topic, for whom, and on what each answer rests. */
import type { ReadingAudience } from '../schemas/audience.ts';
import type { QaItem, QaSet, SiteRule } from '../schemas/qa.ts';
import type { Source } from '../schemas/source.ts';
import { audiences } from './audiences.ts';
import { citedDocuments } from './documents.ts';
import { routeOf } from './routes.ts';

interface SetEntry {
  id: string;
  data: Pick<QaSet, 'title' | 'summary' | 'topic' | 'audiences' | 'questions'>;
}

/** One question in a list. */
export interface ListedQuestion {
  question: string;
  /** Address of its answer. */
  route: string;
  audiences: ReadingAudience[];
}

/** A topic and its sets of questions. */
export interface Topic {
  /** Stands in addresses and anchors: the slug of the topic's first set. */
  id: string;
  title: string;
  sets: { title: string; summary: string; route: string; questions: ListedQuestion[] }[];
}

/** Topics in the order of their first sets. @param sets in the order of the list */
export function topicsOf(sets: SetEntry[]): Topic[] {
  const topics = new Map<string, Topic>();
  for (const { id, data } of sets) {
    const topic = topics.get(data.topic) ?? { id, title: data.topic, sets: [] };
    topics.set(data.topic, topic);
    const route = routeOf('qa', id);
    topic.sets.push({
      title: data.title,
      summary: data.summary,
      route,
      questions: data.questions.map((item) => ({
        question: item.question,
        route: `${route}#${item.id}`,
        audiences: item.audiences ?? data.audiences,
      })),
    });
  }
  return [...topics.values()];
}

/** Audiences that some question is written for, to choose among. "Everyone" is no choice: it is the whole list. */
export function audiencesOf(topics: Topic[]): { id: ReadingAudience; title: string }[] {
  const addressed = new Set(
    topics.flatMap(({ sets }) => sets.flatMap(({ questions }) => questions.flatMap(({ audiences }) => audiences))),
  );
  return audiences.filter(({ id }) => addressed.has(id)).map(({ id, title }) => ({ id, title }));
}

const ruleLinks: Record<SiteRule, { name: string; route: string }> = {
  'contest-rules': { name: 'thể lệ và cách vận hành cuộc thi trên trang này', route: '/cuoc-thi/' },
  'privacy-notice': { name: 'quyền riêng tư của trang này', route: '/quyen-rieng-tu/#khi-du-thi' },
};

/** What an answer rests on: its documents, then this site's own rules. */
export function basisOf(
  { sources, site_rules }: Pick<QaItem, 'sources' | 'site_rules'>,
  documents: Source[],
): { name: string; route: string }[] {
  return [...citedDocuments(sources, documents), ...site_rules.map((rule) => ruleLinks[rule])];
}
