/** Milestones of all plans and themes as one line of time: each once, by day, with where it is told of. */
import type { Milestone } from '../schemas/milestone.ts';
import type { Source } from '../schemas/source.ts';
import { citedDocuments, type DocumentLink } from './documents.ts';

/** A page that tells of milestones. */
interface MilestonePage {
  route: string;
  title: string;
  milestones: Milestone[];
}

/** A milestone on the line of time. */
export interface TimelineMilestone extends Milestone {
  /** Names the milestone on the whole site: a document sets a milestone once, however many pages tell of it. */
  key: string;
  document: DocumentLink;
  /** The passages that tell of it, each with its page's title. */
  pages: { route: string; title: string }[];
}

/** Every milestone once, the earliest first; of one day, in the order of the pages. */
export function timelineOf(pages: MilestonePage[], documents: Source[]): TimelineMilestone[] {
  const line = new Map<string, TimelineMilestone>();
  for (const { route, title, milestones } of pages) {
    for (const milestone of milestones) {
      const key = `${milestone.source}-${milestone.id}`;
      const page = { route: `${route}#${milestone.id}`, title };
      const known = line.get(key);
      if (known) {
        known.pages.push(page);
        continue;
      }
      const [document] = citedDocuments([milestone.source], documents);
      if (document) line.set(key, { ...milestone, key, document, pages: [page] });
    }
  }
  return [...line.values()].sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}

const roman = ['I', 'II', 'III', 'IV'];

/** The quarter a day is in: `2023-q1` for addresses, "Quý I/2023" for readers. */
export function quarterOf(day: string): { id: string; title: string } {
  const [year = '', month = ''] = day.split('-');
  const quarter = Math.ceil(Number(month) / 3);
  return { id: `${year}-q${quarter}`, title: `Quý ${roman[quarter - 1]}/${year}` };
}

/** A year of the line of time. */
export interface TimelineYear {
  year: string;
  milestones: TimelineMilestone[];
}

/** The line of time by year, the earliest first. */
export function byYear(timeline: TimelineMilestone[]): TimelineYear[] {
  const years = new Map<string, TimelineMilestone[]>();
  for (const milestone of timeline) {
    const year = milestone.due.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), milestone]);
  }
  return [...years].map(([year, milestones]) => ({ year, milestones }));
}

/** Who issued the documents that set milestones; each goes by the first of its documents. */
export function issuersOf(timeline: TimelineMilestone[]): { id: string; title: string }[] {
  const issuers = new Map<string, string>();
  for (const { source, document } of timeline) if (!issuers.has(document.issuer)) issuers.set(document.issuer, source);
  return [...issuers].map(([title, id]) => ({ id, title }));
}

/** How often a milestone comes back, as the reader is told. */
export const repeatWords: Record<NonNullable<Milestone['repeats']>, string> = {
  monthly: 'Lặp lại hằng tháng theo văn bản; ở đây ghi lần đầu.',
  quarterly: 'Lặp lại hằng quý theo văn bản; ở đây ghi lần đầu.',
  yearly: 'Lặp lại hằng năm theo văn bản; ở đây ghi lần đầu.',
};

/** What a milestone's entry in a calendar says. One line each: when, who, by which document, where it is told of. */
export function milestoneDescription(
  { when, owner, note, repeats, document, pages }: TimelineMilestone,
  site: URL,
): string {
  return [
    `Mốc đã dự kiến: ${when}.`,
    ...(repeats === undefined ? [] : [repeatWords[repeats]]),
    ...(owner === undefined ? [] : [`Chủ trì: ${owner}.`]),
    `${document.name} (${document.issuer}).`,
    ...(note === undefined ? [] : [`Ghi chú: ${note}`]),
    ...pages.map(({ route }) => new URL(route, site).href),
  ].join('\n');
}

/**
 * The milestones of a page, ready to be shown, each with the document that set it.
 * @param own The document the page is about, which need not be named again.
 */
export const milestoneRows = (milestones: readonly Milestone[], documents: Source[], own?: string) =>
  milestones.map((milestone) => ({
    ...milestone,
    repeated: milestone.repeats && repeatWords[milestone.repeats],
    source: milestone.source === own ? [] : citedDocuments([milestone.source], documents),
  }));
