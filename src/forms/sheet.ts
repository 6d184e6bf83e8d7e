/** The form on the page: what stands in its fields, and what its paper shows. */
import { isBlank, type Answer, type Answers, type NamedPart } from './answers.ts';

type Input = HTMLInputElement | HTMLTextAreaElement;

export class FormSheet {
  readonly #form: HTMLElement;
  /** How the paper looks where a field is blank: dotted lines, empty rows. */
  readonly #blanks = new Map<HTMLElement, Node[]>();

  constructor(form: HTMLElement) {
    this.#form = form;
    for (const place of document.querySelectorAll<HTMLElement>('[data-paper]'))
      this.#blanks.set(place, [...place.childNodes]);
  }

  get #fields(): HTMLElement[] {
    return [...this.#form.querySelectorAll<HTMLElement>('[data-field]')];
  }

  /** Each field's number of columns, 0 where it is no table. */
  get columns(): Record<string, number> {
    return Object.fromEntries(
      this.#fields.map((field) => [idOf(field), Number(rowsOf(field)?.dataset['rows'] ?? 0)] as const),
    );
  }

  get parts(): NamedPart[] {
    return [...this.#form.querySelectorAll<HTMLElement>('[data-part]')].map((part) => ({
      title: part.dataset['part'] ?? '',
      fields: [...part.querySelectorAll<HTMLElement>('[data-field]')].map((field) => ({
        id: idOf(field),
        label: labelOf(field),
        columns: [...(rowsOf(field)?.firstElementChild?.querySelectorAll('span') ?? [])].map((name) => name.innerText),
      })),
    }));
  }

  /** Names of the fields that should be filled in and are not. */
  get missing(): string[] {
    const answers = this.read();
    return this.#fields
      .filter((field) => field.dataset['required'] !== undefined && isBlank(answers[idOf(field)]))
      .map(labelOf);
  }

  read(): Answers {
    return Object.fromEntries(this.#fields.map((field) => [idOf(field), answerIn(field)] as const));
  }

  /** Puts answers into the fields; a field without one is emptied. */
  write(answers: Answers): void {
    for (const field of this.#fields) {
      const answer = answers[idOf(field)];
      const rows = rowsOf(field);
      if (rows) {
        const table = typeof answer === 'object' ? answer : [];
        while (rows.children.length < table.length) this.addRow(field);
        [...rows.children].forEach((row, index) =>
          cellsOf(row).forEach((cell, column) => (cell.value = table[index]?.[column] ?? '')),
        );
        continue;
      }
      const text = typeof answer === 'string' ? answer : '';
      for (const input of field.querySelectorAll<Input>('input, textarea')) {
        if (input instanceof HTMLInputElement && input.type === 'radio') input.checked = input.value === text;
        else input.value = text;
      }
    }
    this.print();
  }

  /** One more row; returns its first cell. */
  addRow(within: Element): HTMLTextAreaElement | undefined {
    const rows = rowsOf(within.closest('[data-field]') ?? within);
    const row = rows?.firstElementChild?.cloneNode(true);
    if (!rows || !(row instanceof Element)) return undefined;
    for (const cell of cellsOf(row)) cell.value = '';
    rows.append(row);
    return cellsOf(row)[0];
  }

  /** Brings the paper up to what stands in the fields. */
  print(): void {
    const answers = this.read();
    for (const [place, blank] of this.#blanks) {
      const answer = answers[place.dataset['paper'] ?? ''];
      place.replaceChildren(...(answer === undefined || isBlank(answer) ? blank : onPaper(answer, blank)));
    }
  }
}

const idOf = (field: HTMLElement) => field.dataset['field'] ?? '';
const rowsOf = (field: Element) => field.querySelector<HTMLElement>('[data-rows]');
const cellsOf = (row: Element) => [...row.querySelectorAll<HTMLTextAreaElement>('[data-cell]')];
const labelOf = (field: HTMLElement) => field.querySelector('.label')?.firstChild?.textContent?.trim() ?? '';

function answerIn(field: HTMLElement): Answer {
  const rows = rowsOf(field);
  if (rows) {
    const table = [...rows.children].map((row) => cellsOf(row).map(({ value }) => value));
    const last = table.findLastIndex((row) => !isBlank([row]));
    return table.slice(0, last + 1);
  }
  const radios = [...field.querySelectorAll<HTMLInputElement>('[type=radio]')];
  if (radios.length > 0) return radios.find(({ checked }) => checked)?.value ?? '';
  return field.querySelector<Input>('input, textarea')?.value ?? '';
}

/** A day as Vietnamese write it; any other text as it is. */
const shown = (text: string) => (/^\d{4}-\d\d-\d\d$/.test(text) ? text.split('-').reverse().join('/') : text.trim());

function onPaper(answer: Answer, blank: Node[]): (Node | string)[] {
  if (typeof answer === 'string') return [shown(answer)];
  const filled = answer.map((row) => {
    const line = document.createElement('tr');
    for (const cell of row) line.insertCell().textContent = cell.trim();
    return line;
  });
  // The rows that were there to write on stay, as far as they are not filled.
  return [...filled, ...blank.filter((node) => node instanceof Element).slice(filled.length)];
}
