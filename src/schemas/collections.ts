/**
 * The collections whose entries are pages: where an editor writes them, the address they get, the schema they meet.
 * Astro's collections, the content gate and the catalog all read this one list; a new collection is one more line of it.
 */
import type { z } from 'zod';
import { ColumnArticle } from './column.ts';
import { EnglishPage } from './english-page.ts';
import { Example } from './example.ts';
import { Form } from './form.ts';
import { GlossaryTerm } from './glossary-term.ts';
import { Infographic } from './infographic.ts';
import { KeyPoint } from './key-point.ts';
import { Leaflet } from './leaflet.ts';
import type { Page } from './page.ts';
import { Plan } from './plan.ts';
import { QaSet } from './qa.ts';
import { Talk } from './talk.ts';
import { Theme } from './theme.ts';

interface PageCollectionRule {
  /** Folder of `content/`. */
  folder: string;
  /** `mdx`: front matter and a text; `yaml`: fields alone. */
  format: 'mdx' | 'yaml';
  /** First part of the address: `nghi-quyet` in `/nghi-quyet/<slug>/`. */
  route: string;
  /** What readers call the collection, in Vietnamese: a feed's title, a filter's choice. */
  title: string;
  schema: z.ZodType<Page>;
}

export const pageCollections = {
  keyPoints: {
    folder: 'key-points',
    format: 'mdx',
    route: 'nghi-quyet',
    title: 'Nội dung cốt lõi',

    schema: KeyPoint,
  },
  qa: { folder: 'qa', format: 'yaml', route: 'hoi-dap', title: 'Hỏi – đáp', schema: QaSet },
  themes: { folder: 'themes', format: 'mdx', route: 'chuyen-de', title: 'Chuyên đề', schema: Theme },
  infographics: {
    folder: 'infographics',
    format: 'yaml',
    route: 'infographic',
    title: 'Infographic',

    schema: Infographic,
  },
  leaflets: { folder: 'leaflets', format: 'yaml', route: 'to-roi', title: 'Tờ rơi', schema: Leaflet },
  plans: { folder: 'plans', format: 'mdx', route: 'ke-hoach', title: 'Kế hoạch', schema: Plan },
  columns: { folder: 'columns', format: 'mdx', route: 'chuyen-muc', title: 'Chuyên mục', schema: ColumnArticle },
  examples: { folder: 'examples', format: 'mdx', route: 'guong-dien-hinh', title: 'Gương điển hình', schema: Example },
  talks: { folder: 'talks', format: 'mdx', route: 'bao-cao-vien', title: 'Báo cáo viên', schema: Talk },
  forms: { folder: 'forms', format: 'yaml', route: 'bieu-mau', title: 'Biểu mẫu', schema: Form },
  glossary: { folder: 'glossary', format: 'yaml', route: 'thuat-ngu', title: 'Thuật ngữ', schema: GlossaryTerm },
  english: { folder: 'en', format: 'mdx', route: 'en', title: 'English', schema: EnglishPage },
} as const satisfies Record<string, PageCollectionRule>;

export type PageCollection = keyof typeof pageCollections;

/** Names of the collections, in the order of the list. */
export const pageCollectionNames = Object.keys(pageCollections) as PageCollection[];

/** The address of an entry's page. An entry named `index` is the first page of its section. */
export const pageRoute = (collection: PageCollection, name: string): string =>
  name === 'index' ? `/${pageCollections[collection].route}/` : `/${pageCollections[collection].route}/${name}/`;

/** The address of the English page of an entry that is written in both languages. */
export const englishRoute = (collection: PageCollection, name: string): string => `/en${pageRoute(collection, name)}`;
