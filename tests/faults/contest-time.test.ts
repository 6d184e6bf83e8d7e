/** The deadline, to the millisecond, in every function that goes by it; and a server clock that does not keep time. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noon, openTestDatabase, type TestDatabase } from '../support/database.ts';
import { join, rightAnswers } from '../support/members.ts';

const round = 'tuan-2';
const limit = 600_000;
const grace = 10_000;
const settle = 5_000;
const closed = { status: 409, refusal: 'attempt_closed' };

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

const tick = () => database.sql('select contest.tick()');

/** Somebody who has answered two questions right and predicted 41, all of it saved. */
async function somebodyWithSavedAnswers() {
  const ticket = await join(database);
  const attempt = await database.ask('start_attempt', { ticket, round });
  const at = { ticket, attempt: attempt.id };
  await database.ask('save_answers', { ...at, revision: 1, answers: rightAnswers(attempt, 2), prediction: 41 });
  return { at, ticket, attempt, late: { ...at, revision: 2, answers: rightAnswers(attempt), prediction: 42 } };
}
const mine = async (ticket: string) => {
  const { attempts, open_attempt } = await database.ask('me', { ticket });
  return { ...attempts[0], open: open_attempt?.id };
};

describe.each([
  ['tick ran', tick],
  ['tick did not run', async () => undefined],
])('6. where %s,', (_, perhapsTick) => {
  // Seen to fail without the grace in contest.is_closed, contest.find_own_attempt and contest.save_answers, and
  // with tick's settle_ms gone.
  test.each([
    ['a millisecond before the deadline', limit - 1],
    ['at the deadline', limit],
    ['a millisecond after it', limit + 1],
    ['at the end of the grace', limit + grace],
  ])('%s, every function takes the attempt for open, and what is sent counts', async (_, ms) => {
    const { ticket, attempt, late } = await somebodyWithSavedAnswers();
    await database.passTime(ms);
    await perhapsTick();
    expect(await mine(ticket)).toMatchObject({ state: 'open', open: attempt.id });
    expect((await database.ask('start_attempt', { ticket, round })).id).toBe(attempt.id);
    expect(await database.ask('save_answers', late)).toMatchObject({ stored: true, prediction: 42 });
    const receipt = await database.ask('submit_attempt', { ...late, revision: 3, prediction: 43 });
    expect(receipt).toMatchObject({ correct: 4, duration_ms: Math.min(ms, limit) });
    expect(await mine(ticket)).toMatchObject({ state: 'submitted', prediction: 43, receipt: receipt.receipt });
  });

  // Seen to fail with `>=` for `>`, and without the whole comparison, in contest.is_closed, contest.find_own_attempt and
  // (the other way round) contest.save_answers.
  test.each([
    ['a millisecond after the grace', limit + grace + 1],
    ['when tick may close it', limit + grace + settle],
    ['a millisecond later', limit + grace + settle + 1],
    ['a day later', 86_400_000],
  ])('%s, every function takes it for closed, and what was saved counts, its prediction too', async (_, ms) => {
    const { ticket, attempt, late } = await somebodyWithSavedAnswers();
    await database.passTime(ms);
    await perhapsTick();
    expect(await mine(ticket)).toMatchObject({ state: 'expired', open: undefined, submitted_at: null });
    expect(await database.call('save_answers', late)).toEqual(closed);
    expect(await database.call('submit_attempt', late)).toEqual(closed);
    expect((await database.ask('start_attempt', { ticket, round })).id).not.toBe(attempt.id);
    await database.passTime(settle + 1);
    await tick();
    expect(await mine(ticket)).toMatchObject({
      state: 'expired',
      correct: 2,
      prediction: 41,
      duration_ms: limit,
      submitted_at: null,
    });
    // Marked once and for all: the same refusal, and nothing moves.
    const before = await mine(ticket);
    expect(await database.call('submit_attempt', late)).toEqual(closed);
    await tick();
    expect(await mine(ticket)).toEqual(before);
  });

  // Seen to fail with the full limit, and with the close as the end of the grace too, in contest.start_attempt.
  test('an attempt cut short by the close of its round ends a grace after the close', async () => {
    await database.setClock(new Date('2026-06-20T12:59:00.000Z'));
    const { ticket, attempt, late } = await somebodyWithSavedAnswers();
    await database.setClock(new Date('2026-06-20T13:00:10.000Z'));
    await perhapsTick();
    expect(await mine(ticket)).toMatchObject({ state: 'open', open: attempt.id });
    expect(await database.ask('save_answers', late)).toMatchObject({ stored: true });
    await database.passTime(1);
    await perhapsTick();
    expect(await database.call('submit_attempt', late)).toEqual(closed);
    await database.passTime(settle);
    await tick();
    expect(await mine(ticket)).toMatchObject({ correct: 4, prediction: 42, duration_ms: 60_000 });
  });
});

describe('7. a server clock that steps back', () => {
  const back = (ms: number) => database.setClock(new Date(noon.getTime() - ms));

  // Seen to fail with expires_at reckoned anew from the clock in contest.attempt_json.
  test('leaves the deadline where it was stored: whoever had time has it still', async () => {
    const { ticket, attempt, late } = await somebodyWithSavedAnswers();
    await back(3_600_000);
    expect((await database.ask('start_attempt', { ticket, round })).expires_at).toBe(attempt.expires_at);
    expect(await database.ask('save_answers', late)).toMatchObject({ stored: true, expires_at: attempt.expires_at });
    await database.setClock(new Date(noon.getTime() + limit + grace + 1));
    expect(await database.call('submit_attempt', late)).toEqual(closed);
  });

  // Seen to fail without greatest() in contest.submit_attempt.
  test('makes no attempt end before it began', async () => {
    const { late, attempt } = await somebodyWithSavedAnswers();
    await back(3_600_000);
    expect(await database.ask('submit_attempt', late)).toMatchObject({
      submitted_at: attempt.started_at,
      duration_ms: 0,
    });
  });

  // Seen to fail with `held.state <> 'open'` gone from contest.submit_attempt.
  test('opens nothing that tick has closed, and changes no receipt', async () => {
    const { ticket, late } = await somebodyWithSavedAnswers();
    const other = await somebodyWithSavedAnswers();
    const { server_now: _, ...receipt } = await database.ask('submit_attempt', other.late);
    await database.passTime(limit + grace + settle + 1);
    await tick();
    const expired = await mine(ticket);
    await back(0);
    expect(await database.call('save_answers', late)).toEqual(closed);
    expect(await database.call('submit_attempt', late)).toEqual(closed);
    expect(await mine(ticket)).toEqual(expired);
    expect(await database.ask('submit_attempt', other.late)).toMatchObject(receipt);
  });
});
