/** What the site's feeds tell: one for each collection of pages, and one for all of them. */
import { Feed } from 'feed';
import { pageCollections } from '../schemas/collections.ts';
import { languageOf, type Language } from '../schemas/language.ts';
import type { Page } from '../schemas/page.ts';
import type { Site } from '../schemas/site.ts';

/** A page as a feed tells of it. */
export interface FeedItem {
  title: string;
  summary: string;
  route: string;
  /** `yyyy-mm-dd`: the day its text was last gone over, or its article's own day. */
  day: string;
  /** What can be taken with it, the likeliest first: RSS has room for that one alone. */
  files?: AttachedFile[];
}

/** A file that a feed gives with a page. */
export interface AttachedFile {
  route: string;
  /** Media type. */
  media: string;
  /** In bytes. */
  size: number;
  title: string;
}

/** One feed. */
export interface FeedContent {
  /** First part of the address: `nghi-quyet` in `/nghi-quyet/rss.xml`; empty for the feed of the whole site. */
  folder: string;
  title: string;
  language: Language;
  items: FeedItem[];
  /** The day of the latest item; of the site where there is none. */
  day: string;
}

/** A page with its address, of whatever collection. */
export type FedPage = Pick<Page, 'title' | 'summary' | 'updated'> & { route: string; date?: string };

/** How many items a feed holds: readers fetch it again and again over slow lines. */
const longest = 50;

/**
 * The feeds of the site, that of everything first. A collection without entries has a feed too, so that a newsroom can
 * subscribe before the first one appears.
 */
export function feedsOf(pages: FedPage[], site: Pick<Site, 'name' | 'short_name' | 'reviewed'>): FeedContent[] {
  const feed = (folder: string, title: string): FeedContent => {
    const items = pages
      .filter(({ route }) => folder === '' || route.startsWith(`/${folder}/`))
      .map(({ title: name, summary, route, updated, date }) => ({ title: name, summary, route, day: date ?? updated }))
      .sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? 1 : -1))
      .slice(0, longest);
    return { folder, title, language: languageOf(folder), items, day: items[0]?.day ?? site.reviewed };
  };
  return [
    feed('', site.name),
    ...Object.values(pageCollections).map(({ route, title }) => feed(route, `${title} – ${site.short_name}`)),
  ];
}

/** What Astro makes the pages of the feeds from, in either form. */
export const feedPaths = (feeds: FeedContent[]) =>
  feeds.map((content) => ({
    params: { feed: content.folder === '' ? undefined : content.folder },
    props: { content },
  }));

/** Address of a feed in one of its two forms. */
export const feedRoute = (folder: string, form: 'rss.xml' | 'feed.json'): string =>
  folder === '' ? `/${form}` : `/${folder}/${form}`;

/** A feed as RSS 2.0. */
export const rssOf = (content: FeedContent, office: FeedOffice, home: URL): string =>
  feedOf(content, office, home).rss2();

/** A feed as JSON Feed 1. */
export function jsonFeedOf(content: FeedContent, office: FeedOffice, home: URL): string {
  const feed = JSON.parse(feedOf(content, office, home).json1()) as { items: object[] };
  // The library writes no attachments.
  const items = feed.items.map((item, index) => {
    const files = content.items[index]?.files ?? [];
    return files.length === 0 ? item : { ...item, attachments: files.map((file) => attachment(file, home)) };
  });
  return JSON.stringify({ ...feed, items }, null, 4);
}

const attachment = ({ route, media, size, title }: AttachedFile, home: URL) => ({
  url: new URL(route, home).href,
  mime_type: media,
  title,
  size_in_bytes: size,
});

type FeedOffice = Pick<Site, 'description' | 'office'>;

/** Days are told as noon in Viet Nam: no zone turns it into another day. */
function feedOf({ folder, title, language, items, day }: FeedContent, office: FeedOffice, home: URL): Feed {
  const address = (route: string) => new URL(route, home).href;
  const feed = new Feed({
    id: address(folder === '' ? '/' : `/${folder}/`),
    link: address(folder === '' ? '/' : `/${folder}/`),
    title,
    description: office.description,
    language,
    updated: noon(day),
    generator: false,
    docs: 'https://www.rssboard.org/rss-specification',
    author: { name: office.office },
    feedLinks: { rss: address(feedRoute(folder, 'rss.xml')), json: address(feedRoute(folder, 'feed.json')) },
  });
  for (const { title: name, summary, route, day: told, files: [first] = [] } of items)
    feed.addItem({
      id: address(route),
      link: address(route),
      title: name,
      description: summary,
      date: noon(told),
      ...(first && { enclosure: { url: address(first.route), type: first.media, length: first.size } }),
    });
  return feed;
}

const noon = (day: string) => new Date(`${day}T12:00:00+07:00`);
