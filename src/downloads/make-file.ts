/** Any form of an infographic as the bytes of its file. */
import { saidIn } from '../catalog/editions.ts';
import type { Drawing } from './drawing.ts';
import { factsOf, type FactsContext } from './facts.ts';
import type { Form } from './forms.ts';
import type { Original } from './original.ts';
import { csvOf } from './table.ts';
import { drawingOf } from './to-draw.ts';

/** What making files takes from where it happens. */
export interface Workplace extends FactsContext {
  draw(drawing: Drawing): Promise<Uint8Array<ArrayBuffer>>;
}

export async function makeFile(original: Original, form: Form, place: Workplace): Promise<Uint8Array<ArrayBuffer>> {
  const drawing = await drawingOf(original, form);
  return drawing ? place.draw(drawing) : new TextEncoder().encode(await textOf(original, form, place));
}

async function textOf(original: Original, { ending, made }: Form, place: Workplace): Promise<string> {
  const { edition, language, shelf } = original;
  switch (made.kind) {
    case 'svg':
      return `${await original.picture()}\n`;
    case 'table':
      return csvOf(saidIn(edition, language).table);
    case 'facts':
      return `${JSON.stringify(factsOf(edition, language, shelf, place), null, 2)}\n`;
    default:
      throw new Error(`no text is written for ${ending}`);
  }
}
