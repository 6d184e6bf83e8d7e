/** What a small picture has room for of a figure: its first rows, each in a few words. */
import type { Branch } from '../tree/data.ts';
import { tableOf, type Figure } from '../figure.ts';
import { valueText, words } from '../target-bars/wording.ts';

export interface Highlight {
  /** A number, a level or a day, to be set large. */
  lead?: string;
  text: string;
  /** What more there is to say of it, where there is room: a sentence, or what hangs on it one by one. */
  details: string[];
}

export interface Highlights {
  /** What has to be known to read them aright. */
  note: string;
  items: Highlight[];
}

/** A first cell this short is a number, a year or a day, and leads its row. */
const longestLead = 12;

export function highlightsOf(figure: Figure): Highlights {
  if (figure.kind === 'target-bars') {
    const targets = figure.groups.flatMap((group) => group.targets);
    const items = targets.map((target) => ({
      lead: valueText(target, figure.language),
      text: target.label,
      details: [],
    }));
    return { note: words[figure.language].note, items };
  }
  if (figure.kind === 'tree') {
    const { title, branches = [] } = figure.root;
    return { note: title, items: branches.map((branch) => ({ text: branch.title, details: detailsOf(branch) })) };
  }
  if (figure.kind === 'key-figures')
    return {
      note: figure.subtitle,
      items: figure.figures.map(({ value, label }) => ({ lead: value, text: label, details: [] })),
    };
  if (figure.kind === 'comparison') {
    const { columns, rows } = figure;
    const items = rows.map(({ title, cells }) => ({
      text: title,
      details: columns.map((column, index) => `${column}: ${cells[index] ?? ''}`),
    }));
    return { note: figure.subtitle, items };
  }
  const items = tableOf(figure).rows.map(([first = '', second = '', third = '']) =>
    first.length <= longestLead && second !== ''
      ? { lead: first, text: second, details: third === '' ? [] : [third] }
      : { text: first, details: second === '' ? [] : [second] },
  );
  return { note: figure.subtitle, items };
}

function detailsOf({ note, branches = [] }: Branch): string[] {
  const hanging = branches.map(({ title }) => title);
  return hanging.length > 0 ? hanging : [note ?? []].flat();
}
