/**
 * What a person has filled in, and the file that carries it from one device to another. Pure; the same shape is kept in
 * the browser.
 */

/** Of a table the rows, each a cell per column; of any other field its text. */
export type Answer = string | string[][];
export type Answers = Record<string, Answer>;

/** What a form has room for: each field's number of columns, 0 where it is no table. */
export interface FormShape {
  /** The form's slug. */
  form: string;
  title: string;
  columns: Record<string, number>;
}

const kind = 'bieu-mau';
const version = 1;
/** Longer than any hand fills in; a file beyond it is no form. */
const longest = 20_000;
const mostRows = 100;

export const isBlank = (answer: Answer | undefined): boolean =>
  answer === undefined ||
  (typeof answer === 'string' ? answer.trim() === '' : answer.every((row) => row.every((cell) => cell.trim() === '')));

/** The answers as a file: says what it is, of which form, in which version. */
export function writeAnswers({ form, title }: Pick<FormShape, 'form' | 'title'>, answers: Answers): string {
  const filled = Object.fromEntries(Object.entries(answers).filter(([, answer]) => !isBlank(answer)));
  return `${JSON.stringify({ kind, version, form, title, answers: filled }, null, 2)}\n`;
}

export type ReadAnswers =
  /** `dropped`: answers to fields the form no longer has. */
  | { ok: true; answers: Answers; dropped: number }
  | { ok: false; why: 'not-a-form' | 'newer' | 'damaged' }
  | { ok: false; why: 'other-form'; title: string };

/** Reads a file back for one form. Whatever the bytes say, it answers and never throws. */
export function readAnswers(text: string, { form, columns }: FormShape): ReadAnswers {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return { ok: false, why: 'not-a-form' };
  }
  if (!isRecord(file) || file['kind'] !== kind || typeof file['version'] !== 'number')
    return { ok: false, why: 'not-a-form' };
  if (file['version'] > version) return { ok: false, why: 'newer' };
  if (file['form'] !== form)
    return {
      ok: false,
      why: 'other-form',
      title: typeof file['title'] === 'string' ? file['title'].slice(0, 200) : '',
    };
  if (!isRecord(file['answers'])) return { ok: false, why: 'damaged' };
  const answers: Answers = {};
  let dropped = 0;
  for (const [id, answer] of Object.entries(file['answers'])) {
    const across = Object.hasOwn(columns, id) ? columns[id] : undefined;
    if (across === undefined) dropped += 1;
    else if (across === 0 ? isText(answer) : isTable(answer, across)) answers[id] = answer as Answer;
    else return { ok: false, why: 'damaged' };
  }
  return { ok: true, answers, dropped };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= longest;
const isTable = (value: unknown, across: number): value is string[][] =>
  Array.isArray(value) &&
  value.length <= mostRows &&
  value.every((row) => Array.isArray(row) && row.length === across && row.every(isText));

/** One part of a form, as it is copied: its name and its fields with theirs. */
export interface NamedPart {
  title: string;
  fields: { id: string; label: string; columns: string[] }[];
}

/** Everything as plain text, to be pasted into a message or a document. */
export function answersAsText(heading: string, parts: NamedPart[], answers: Answers): string {
  const lines = [heading.toLocaleUpperCase('vi')];
  for (const [index, { title, fields }] of parts.entries()) {
    lines.push('', `${index + 1}. ${title}`);
    for (const { id, label, columns } of fields) {
      const answer = answers[id];
      if (answer === undefined || isBlank(answer)) lines.push(`${label}: ………………`);
      else if (typeof answer === 'string') lines.push(`${label}: ${answer.trim()}`);
      else {
        lines.push(`${label}:`);
        for (const row of answer.filter((cells) => !isBlank([cells])))
          lines.push(`- ${row.map((cell, place) => `${columns[place]}: ${cell.trim() || '…'}`).join('; ')}`);
      }
    }
  }
  return `${lines.join('\n')}\n`;
}
