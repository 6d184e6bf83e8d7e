/** What an infographic draws: its data as its kind of figure takes them, and the words that stand in the picture. */
import type { Figure } from '../figures/figure.ts';
import { dayText, type FigureFrame } from '../figures/frame.ts';
import type { KeyFigures } from '../figures/key-figures/data.ts';
import type { TargetBars } from '../figures/target-bars/data.ts';
import type { Infographic } from '../schemas/infographic.ts';
import type { Language } from '../schemas/language.ts';
import type { Target, TargetSet } from '../schemas/target.ts';
import { withFigures } from './prose.ts';
import { routeOf } from './routes.ts';
import { inEnglish, indexTargets, targetName, targetText } from './targets.ts';

/** The languages an infographic is drawn in. */
export const languagesOf = ({ english }: Infographic): Language[] => (english ? ['vi', 'en'] : ['vi']);

/** An infographic's words in a language it is drawn in; one it is not drawn in throws. */
export function wordsIn(infographic: Infographic, language: Language) {
  const words = language === 'vi' ? infographic : infographic.english;
  if (!words) throw new Error(`infographic "${infographic.title}" không có bản ${language}`);
  const { title, summary, subtitle, description, source_line } = words;
  return { title, summary, subtitle, description, source_line };
}

/** The figure of an infographic. A language, dataset or group that is not there throws. */
export function figureOf(infographic: Infographic, language: Language, sets: TargetSet[]): Figure {
  const targets = indexTargets(sets);
  const filled = (text: string) => withFigures(text, targets, language);
  const named = ({ title, text }: { title: string; text: string }) => ({ title, text: filled(text) });
  switch (infographic.kind) {
    case 'target-bars':
      return targetBarsOf(infographic, language, drawnSet(infographic, sets));
    case 'steps': {
      const { steps } = drawnWords(infographic, infographic.english, language);
      return { ...frameOf(infographic, language), kind: 'steps', steps: steps.map(named) };
    }
    case 'text-panel': {
      const { items } = drawnWords(infographic, infographic.english, language);
      return { ...frameOf(infographic, language), kind: 'text-panel', items: items.map(named) };
    }
    case 'tree': {
      const { root } = drawnWords(infographic, infographic.english, language);
      return { ...frameOf(infographic, language), kind: 'tree', root };
    }
    case 'timeline': {
      const { moments } = drawnWords(infographic, infographic.english, language);
      const told = moments.map(({ when, title, text = '' }) => ({ when, title, text: filled(text) }));
      return { ...frameOf(infographic, language), kind: 'timeline', moments: told };
    }
    case 'comparison': {
      const { columns, rows } = drawnWords(infographic, infographic.english, language);
      const told = rows.map(({ title, cells }) => ({ title, cells: cells.map(filled) }));
      return { ...frameOf(infographic, language), kind: 'comparison', columns, rows: told };
    }
    case 'key-figures':
      return keyFiguresOf(infographic, language, drawnSet(infographic, sets));
  }
}

/** What is drawn in a language; one it is not drawn in throws. */
function drawnWords<Words>(
  vietnamese: Words & { title: string },
  english: Words | undefined,
  language: Language,
): Words {
  if (language === 'vi') return vietnamese;
  if (english === undefined) throw new Error(`infographic "${vietnamese.title}" không có bản ${language}`);
  return english;
}

/** The years an infographic's data are about, where they are a dataset's: "2021–2025". */
export const periodOf = (infographic: Infographic, sets: TargetSet[]): string | undefined =>
  'data' in infographic ? drawnSet(infographic, sets).period : undefined;

/** What stands around the drawing. */
function frameOf(infographic: Infographic, language: Language, subtitle = ''): FigureFrame {
  const words = wordsIn(infographic, language);
  return {
    language,
    title: words.title,
    subtitle: words.subtitle ?? subtitle,
    source: words.source_line,
    date: infographic.updated,
    version: infographic.version,
  };
}

/** The dataset an infographic draws, cut to the groups it names. A dataset or group that is not there throws. */
export function drawnSet(
  { data, groups }: { data: string; groups?: string[] | undefined },
  sets: TargetSet[],
): TargetSet {
  const set = sets.find(({ id }) => id === data);
  if (set === undefined) throw new Error(`không có bộ số liệu "${data}" trong content/data`);
  const unknown = groups?.find((id) => !set.groups.some((group) => group.id === id));
  if (unknown !== undefined) throw new Error(`bộ số liệu "${data}" không có nhóm "${unknown}"`);
  return groups === undefined ? set : { ...set, groups: set.groups.filter(({ id }) => groups.includes(id)) };
}

function targetBarsOf(infographic: Infographic, language: Language, set: TargetSet): TargetBars {
  return {
    ...frameOf(infographic, language, `${set.title}.`),
    kind: 'target-bars',
    groups: set.groups.map(({ title, english, targets }) => ({
      title: language === 'vi' ? title : (english ?? title),
      targets: targets.map((target) => ({
        ...nameAndUnit(target, language),
        bound: target.bound,
        value: target.value,
      })),
    })),
  };
}

/** A target that the dataset has not throws. */
function keyFiguresOf(
  infographic: Extract<Infographic, { kind: 'key-figures' }>,
  language: Language,
  set: TargetSet,
): KeyFigures {
  const index = indexTargets([set]);
  return {
    ...frameOf(infographic, language, `${set.title}.`),
    kind: 'key-figures',
    figures: infographic.figures.map((id) => {
      const target = index.target(id);
      return { value: targetText(target, language), label: targetName(target, language) };
    }),
  };
}

/** English has no short names: its words are short. */
function nameAndUnit(target: Target, language: Language): { label: string; unit: string } {
  if (language === 'vi') return { label: target.short, unit: target.unit };
  const { what, unit } = inEnglish(target);
  return { label: what, unit };
}

/** How to cite an infographic: office, title, version, day, address. */
export function citation(
  { title, version, updated }: Pick<Infographic, 'title' | 'version' | 'updated'>,
  office: string,
  url: string,
  language: Language = 'vi',
): string {
  const day = dayText(updated, language);
  return language === 'vi'
    ? `${office}, “${title}”, bản ${version}, cập nhật ngày ${day}, ${url}`
    : `${office}, “${title}”, version ${version}, updated ${day}, ${url}`;
}

/** What an infographic's page says of itself besides the infographic. */
interface PageWords {
  language: Language;
  /** The years its data are about: "2021–2025". */
  period?: string | undefined;
  sources: { name: string; route: string }[];
  office: string;
  address: string;
  /** What it can be taken as. */
  files?: { route: string; media: string; size: number }[] | undefined;
  /** The address of its picture, whole. */
  picture?: { route: string; width: number; height: number } | undefined;
}

/** What an infographic's page tells machines (schema.org Dataset): what it draws, from which documents, for what use. */
export function datasetFacts(
  infographic: Infographic,
  { language, period, sources, office, address, files = [], picture }: PageWords,
): object {
  const whole = (route: string) => new URL(route, address).href;
  const { title, summary } = wordsIn(infographic, language);
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    name: title,
    description: summary,
    url: address,
    inLanguage: language,
    version: String(infographic.version),
    dateModified: infographic.updated,
    ...(period === undefined ? {} : { temporalCoverage: period.replace('–', '/') }),
    license: infographic.licence,
    creator: { '@type': 'Organization', name: office, url: whole('/') },
    isAccessibleForFree: true,
    ...(picture === undefined
      ? {}
      : {
          image: {
            '@type': 'ImageObject',
            contentUrl: whole(picture.route),
            width: picture.width,
            height: picture.height,
            caption: title,
            license: infographic.licence,
            creditText: office,
          },
        }),
    ...listed('distribution', files.filter((file) => !isImage(file)).map(fileFacts('DataDownload', whole))),
    ...listed('associatedMedia', files.filter(isImage).map(fileFacts('ImageObject', whole))),
    isBasedOn: sources.map(({ name, route }) => ({ '@type': 'CreativeWork', name, url: whole(route) })),
  };
}

const isImage = ({ media }: { media: string }) => media.startsWith('image/');

const fileFacts =
  (type: 'DataDownload' | 'ImageObject', whole: (route: string) => string) =>
  ({ route, media, size }: { route: string; media: string; size: number }) => ({
    '@type': type,
    contentUrl: whole(route),
    encodingFormat: media,
    contentSize: `${size} B`,
  });

/** A list under its name; nothing where it is empty. */
const listed = (name: string, items: object[]): object => (items.length === 0 ? {} : { [name]: items });

/** A correction of a published figure, as the press room tells of it. */
export interface Correction {
  title: string;
  route: string;
  day: string;
  note: string;
}

/** What was corrected in figures since they were first published, the latest first. */
export const correctionsOf = (infographics: { id: string; data: Infographic }[]): Correction[] =>
  infographics
    .flatMap(({ id, data: { title, revisions } }) =>
      revisions.map(({ day, note }) => ({ title, route: routeOf('infographics', id), day, note })),
    )
    .sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? 1 : -1));
