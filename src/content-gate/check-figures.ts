/**
 * Rule: a figure that content/data has is quoted by its id and never typed, so that a corrected figure is corrected everywhere.
 *
 * A number is taken for a target's figure when value and unit are the target's and the paragraph speaks of the same thing:
 * "100 % chi bộ" is no target, however many targets are 100 %. A unit only targets have (USD, tuổi) says enough by itself.
 * Numbers without a unit of a target (dates, "50 năm") are none. Wrong options are let pass: what no dataset has must be
 * typed. An own figure that happens to be the same has its way too: a dataset of its own.
 */
import type { ContentTree } from './content-tree.ts';
import { fieldOf, listOf, textOf } from './entry.ts';
import { readProse } from './prose.ts';
import type { Problem } from './report.ts';
import { writtenTexts, type WrittenText } from './written-texts.ts';

interface Figure {
  id: string;
  /** One number, or the two ends of a range. */
  value: number[];
  unit: string;
  /** What the target is about: its words two by two, and its abbreviations. */
  subject: Set<string>;
}

/** Fields of YAML whose text is printed with its `{{mã}}` filled in. */
const quoting = new Set(['answer', 'prompt', 'right', 'explanation', 'description', 'meaning', 'text', 'cells']);
/** Said of many targets, and so of none. */
const general = new Set(['tỉ lệ', 'tỷ lệ', 'bình quân', 'hằng năm', 'đến năm', 'trong đó', 'tỉ trọng', 'xã hội']);
/** How much of a target's subject a paragraph must name. */
const leastNamed = 2;

export function checkFigures(tree: ContentTree): Problem[] {
  const figures = figuresOf(tree);
  if (figures.length === 0) return [];
  const units = [...new Set(figures.map(({ unit }) => unit))].map((unit) =>
    unit.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  const number = String.raw`\d+(?:[.,]\d+)*`;
  const pattern = new RegExp(
    `(?<![\\d.,/])(${number})(?:\\s*(?:[–—-]|đến)\\s*(${number}))?\\s*(${units.join('|')})`,
    'gu',
  );
  const data = new Set(tree.targetSets.map(({ file }) => file));

  const problems: Problem[] = [];
  for (const written of writtenTexts(tree)) {
    if (data.has(written.entry.file) || written.path?.includes('wrong')) continue;
    for (const marker of isQuoting(written) ? [] : readProse(written.text).markers)
      problems.push({
        ...written.placeOf(marker),
        problem: `trường này in "{{${marker}}}" ra nguyên như vậy`,
        remedy: written.path === null ? `viết <Target id="${marker}" />` : 'bỏ mã, viết bằng lời',
      });
    for (const found of written.text.matchAll(pattern)) {
      const [typed, from = '', to, unit = ''] = found;
      const value = [from, ...(to === undefined ? [] : [to])].map(numberOf);
      const same = figures.filter((figure) => figure.unit === unit && String(figure.value) === String(value));
      const about = subjectOf(contextOf(written, found.index));
      const [meant] = same
        .map((figure) => ({ figure, named: [...figure.subject].filter((word) => about.has(word)).length }))
        .filter(({ figure, named }) => figure.unit !== '%' || named >= leastNamed)
        .sort((a, b) => b.named - a.named);
      if (!meant) continue;
      problems.push({
        ...written.placeOf(typed),
        problem: `"${typed}" gõ tay, trong khi content/data có chỉ tiêu "${meant.figure.id}"`,
        remedy: remedyFor(written, meant.figure.id),
      });
    }
  }
  return [...problems, ...rightAmongWrong(tree, figures)];
}

function figuresOf(tree: ContentTree): Figure[] {
  return tree.targetSets.flatMap((set) =>
    listOf(set.raw, 'groups').flatMap((group) =>
      listOf(group, 'targets').flatMap((target): Figure[] => {
        const [id, unit, value] = [textOf(target, 'id'), textOf(target, 'unit'), fieldOf(target, 'value')];
        const numbers = [value].flat().filter((one) => typeof one === 'number');
        if (id === undefined || unit === undefined || numbers.length === 0) return [];
        const subject = subjectOf(`${textOf(target, 'what') ?? ''}. ${textOf(target, 'short') ?? ''}`);
        // "%/năm" and "% GDP" are often cut short.
        return [{ id, value: numbers, unit: unit.startsWith('%') ? '%' : unit, subject }];
      }),
    ),
  );
}

/** "4.700" and "6,5" as Vietnamese write them, "6.5" as a keyboard does. */
const numberOf = (text: string): number =>
  Number(
    /^\d{1,3}(?:\.\d{3})+(?:,|$)/.test(text) ? text.replaceAll('.', '').replace(',', '.') : text.replace(',', '.'),
  );

function subjectOf(text: string): Set<string> {
  const pairs = text.split(/[.,;:()?!\n]/).flatMap((part) => {
    const words = part.toLowerCase().match(/\p{L}+/gu) ?? [];
    return words.slice(1).map((word, index) => `${words[index] ?? ''} ${word}`);
  });
  const abbreviations = (text.match(/(?<!\p{L})\p{Lu}{3,}(?!\p{L})/gu) ?? []).map((word) => word.toLowerCase());
  return new Set([...pairs.filter((pair) => !general.has(pair)), ...abbreviations]);
}

/** The paragraph around a figure; for a part of a question, the question too. */
function contextOf({ text, paragraph, entry }: WrittenText, at: number): string {
  const question = ['prompt', 'question'].map((field) => textOf(entry.raw, field) ?? '').join('\n');
  const before =
    text
      .slice(0, at)
      .split(/\n\s*\n/)
      .at(-1) ?? '';
  const after = text.slice(at).split(/\n\s*\n/)[0] ?? '';
  return [question, paragraph ?? before + after].join('\n');
}

const isQuoting = ({ path }: WrittenText) => path?.some((step) => quoting.has(String(step))) ?? false;

function remedyFor(written: WrittenText, id: string): string {
  const own = 'con số khác tình cờ bằng thì ghi thành một chỉ tiêu riêng trong content/data';
  if (written.path === null) return `viết <Target id="${id}" />; ${own}`;
  return isQuoting(written)
    ? `viết {{${id}}}; ${own}`
    : `bỏ con số ở trường này, để trong bài hay câu trả lời và viết bằng mã "${id}"; ${own}`;
}

/** A typed option that says what the right one quotes. */
function rightAmongWrong(tree: ContentTree, figures: Figure[]): Problem[] {
  const byId = new Map(figures.map((figure) => [figure.id, figure]));
  return [...tree.contests.values()].flatMap(({ practice, rounds }) =>
    [...practice, ...rounds].flatMap((question) => {
      const quoted = listOf(question.raw, 'right').flatMap((option) =>
        typeof option === 'string' ? readProse(option).markers.flatMap((id) => byId.get(id) ?? []) : [],
      );
      return listOf(question.raw, 'wrong').flatMap((option, index): Problem[] => {
        const numbers = typeof option === 'string' ? (option.match(/\d+(?:[.,]\d+)*/g) ?? []).map(numberOf) : [];
        const same = quoted.find(({ value }) => String(value) === String(numbers));
        if (!same) return [];
        return [
          {
            ...question.place(['wrong', index]),
            problem: `phương án sai này là con số của phương án đúng, chỉ tiêu "${same.id}"`,
            remedy: 'đổi con số của phương án sai',
          },
        ];
      });
    }),
  );
}
