import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contestDocument } from '../../../supabase/seed/document.ts';
import { contentFolder } from '../../support/content-folder.ts';

// Seen to fail with questions/practice read besides questions/rounds: a paper could then hold a question whose key is public.
test('the database is given the questions of the rounds, and none of practice', async () => {
  const { root } = await contentFolder();
  const { questions } = contestDocument(join(root, 'content'), '2026', new Date('2026-11-20T08:00:00+07:00'));
  expect(questions.map(({ code }) => code)).toEqual(['thi-quan-diem-01', 'thi-quan-diem-02']);
});
