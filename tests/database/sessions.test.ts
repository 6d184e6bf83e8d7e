import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnServers, noon, openTestDatabase, type TestDatabase } from '../support/database.ts';
import { join, rightAnswers } from '../support/members.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('time stands where a test puts it, and moves when the test moves it', async () => {
  const now = async () => (await database.ask('contest', {})).server_now;
  expect(await now()).toBe(noon.toISOString());
  expect(await database.passTime(1500)).toEqual(new Date(noon.getTime() + 1500));
  expect(await now()).toBe('2026-06-15T05:00:01.500Z');
  await database.letTimeRun();
  expect(Math.abs(Date.parse(await now()) - Date.now())).toBeLessThan(60_000);
  await database.setClock(noon);
  expect(await now()).toBe(noon.toISOString());
});

describeOnServers('sessions of one database', () => {
  test('see one clock and each other’s work', async () => {
    const sessions = await database.sessions(3);
    const later = await database.passTime(60_000);
    const ticket = await join(database);
    for (const session of sessions) expect((await session.ask('me', { ticket })).server_now).toBe(later.toISOString());
  });

  test('that submit one attempt at the same moment are all given one receipt', async () => {
    const ticket = await join(database);
    const attempt = await database.ask('start_attempt', { ticket, round: 'tuan-2' });
    const sessions = await database.sessions(20);
    const answers = rightAnswers(attempt, 3);
    const receipts = await Promise.all(
      sessions.map((session) => session.ask('submit_attempt', { ticket, attempt: attempt.id, answers })),
    );
    expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
  });
});
