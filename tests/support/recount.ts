import { expect } from 'vitest';
import type { Session } from './database.ts';

/** Expects nothing left to roll up, and every board of a contest equal to a recount of its attempts (see recount.test.ts). */
export async function expectBoardsToEqualARecount(database: Pick<Session, 'sql'>, contest = 'cuoc-thi'): Promise<void> {
  const [row] = await database.sql<{ recount: object }>('select contest.recount($1) as recount', [contest]);
  expect(row?.recount).toMatchObject({ ok: true, pending: 0 });
}
