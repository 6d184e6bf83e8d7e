/** Plans, guidance and action programmes: in what order they stand, and their tasks by part. */
import type { Plan, PlanTask } from '../schemas/plan.ts';
import type { Source } from '../schemas/source.ts';

/** What a kind of plan is called on its page and in the list. */
export const planKindNames: Record<Plan['kind'], string> = {
  plan: 'Kế hoạch',
  guidance: 'Hướng dẫn',
  'action-programme': 'Chương trình hành động',
};

interface PlanEntry {
  id: string;
  data: Pick<Plan, 'document'>;
}

/** Plans by the day of their document, the latest first; one whose document has no date comes last. */
export function latestDocumentFirst<Entry extends PlanEntry>(
  plans: Entry[],
  documents: Pick<Source, 'id' | 'date' | 'year'>[],
): Entry[] {
  const dateKey = ({ data }: Entry) => {
    const document = documents.find(({ id }) => id === data.document);
    return document?.date ?? (document?.year === undefined ? '' : String(document.year));
  };
  return [...plans].sort((a, b) => compareTexts(dateKey(b), dateKey(a)) || compareTexts(a.id, b.id));
}

/** A part of a plan, as its document is divided, and the tasks in it. */
export interface PlanPart {
  /** Anchor of the part: parts have no names of their own. */
  id: string;
  title: string;
  tasks: PlanTask[];
}

/** Tasks by part; parts and tasks keep the order of the document. */
export function tasksByPart(tasks: PlanTask[]): PlanPart[] {
  const titles = [...new Set(tasks.map(({ part }) => part))];
  return titles.map((title, index) => ({
    id: `phan-${index + 1}`,
    title,
    tasks: tasks.filter(({ part }) => part === title),
  }));
}

const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
