/** What a form says of itself on paper. */
import type { Form } from '../schemas/form.ts';
import type { Source } from '../schemas/source.ts';
import { citedDocuments } from './documents.ts';

/** Whose suggestion a printed form is, built from which documents, and where it stands. */
export function formFoot(
  form: Pick<Form, 'sections' | 'updated'>,
  documents: Source[],
  office: string,
  address: string,
): string {
  const ids = [...new Set(form.sections.flatMap(({ sources }) => sources))];
  const asked = citedDocuments(ids, documents).map(({ name }) => name);
  const day = form.updated.split('-').reverse().join('/');
  return `Biểu mẫu gợi ý của ${office}, soạn theo yêu cầu nêu trong: ${asked.join('; ')}. Rà soát ngày ${day}. ${address}`;
}
