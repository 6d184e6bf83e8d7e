import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OpenAttempt } from '../../src/contest/contract.ts';
import { noon, openTestDatabase, type TestDatabase } from '../support/database.ts';
import { join, rightAnswers } from '../support/members.ts';
import { rightMark } from '../support/sample-contest.ts';

const round = 'tuan-2';
/** When no answer of the sample contest's open round can count any more: its close and the grace. */
const settled = new Date('2026-06-20T13:00:10.001Z');
const notOpen = { status: 409, refusal: 'review_not_open' };

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

const start = (ticket: string): Promise<OpenAttempt> => database.ask('start_attempt', { ticket, round });
const questionSet = (change: string, id = '') =>
  database.sql(`update contest.questions set ${change} where id::text = $1`, [id]);

describe('a review', () => {
  test('shows the paper as it was, what was chosen, what is right, and why', async () => {
    const ticket = await join(database);
    const attempt = await start(ticket);
    const answers = rightAnswers(attempt, 2);
    const third = attempt.paper[2];
    const wrong = third?.options.find(({ text }) => !text.startsWith(rightMark))?.key ?? '';
    await database.ask('submit_attempt', {
      ticket,
      attempt: attempt.id,
      answers: { ...answers, [third?.id ?? '']: [wrong] },
    });
    await database.setClock(settled);
    const rows = await database.ask('review', { ticket, attempt: attempt.id });
    expect(rows.map(({ id, prompt, options }) => ({ id, prompt, options }))).toEqual(
      attempt.paper.map(({ id, prompt, options }) => ({ id, prompt, options })),
    );
    expect(rows.map(({ right }) => right)).toEqual(byPaper(attempt));
    expect(rows.map(({ chosen }) => chosen)).toEqual([...byPaper(attempt).slice(0, 2), [wrong], []]);
    expect(rows.map(({ verdict }) => verdict)).toEqual(['right', 'right', 'wrong', 'wrong']);
    for (const { prompt, explanation, source } of rows) {
      const code = prompt.slice('Câu hỏi '.length, -1);
      expect({ explanation, source }).toEqual({ explanation: `Vì ${code}.`, source: `/nghi-quyet/trang/#${code}` });
    }
  });

  test('tells a voided question and a choice accepted later from a right one', async () => {
    const ticket = await join(database);
    const attempt = await start(ticket);
    const wrong = Object.fromEntries(
      attempt.paper.map(({ id, options }) => [
        id,
        options.filter(({ text }) => !text.startsWith(rightMark)).map(({ key }) => key),
      ]),
    );
    await database.ask('submit_attempt', { ticket, attempt: attempt.id, answers: wrong });
    const [voided, accepted, other] = attempt.paper;
    await questionSet('voided = true', voided?.id);
    // Every option but the right ones.
    await questionSet('accepted_choices = array[15 - right_choice]', accepted?.id);
    await questionSet('accepted_choices = array[15]', other?.id);
    await database.setClock(settled);
    const rows = await database.ask('review', { ticket, attempt: attempt.id });
    expect(rows.map(({ verdict }) => verdict)).toEqual(['voided', 'accepted_later', 'wrong', 'wrong']);
  });

  test('says what was saved of an attempt that ran out of time, whether or not tick has come by', async () => {
    const ticket = await join(database);
    const attempt = await start(ticket);
    await database.ask('save_answers', { ticket, attempt: attempt.id, revision: 1, answers: rightAnswers(attempt, 3) });
    await database.setClock(settled);
    const verdicts = async () =>
      (await database.ask('review', { ticket, attempt: attempt.id })).map(({ verdict }) => verdict);
    expect(await verdicts()).toEqual(['right', 'right', 'right', 'wrong']);
    await database.sql('select contest.tick()');
    expect(await verdicts()).toEqual(['right', 'right', 'right', 'wrong']);
  });

  test('is not kept by any cache and not asked for over GET', async () => {
    const ticket = await join(database);
    const attempt = await start(ticket);
    await database.setClock(settled);
    const args = { ticket, attempt: attempt.id };
    expect((await database.call('review', args)).cacheControl).toBe('no-store');
    expect(await database.call('review', args, { verb: 'GET' })).toEqual({
      status: 405,
      refusal: 'method_not_allowed',
    });
  });
});

describe('keys and explanations stay in the database', () => {
  const reviewedIn = (review: 'after_submit' | 'never') =>
    database.sql('update contest.rounds set review = $1, ranked = $2', [review, review !== 'after_submit']);
  /** Everything a participant can be told, before review opens. */
  async function everythingSaid(ticket: string, attempt: OpenAttempt): Promise<string> {
    const mine = { ticket, attempt: attempt.id };
    return JSON.stringify([
      attempt,
      await database.call('review', mine),
      await database.call('save_answers', { ...mine, revision: 1, answers: rightAnswers(attempt) }),
      await database.call('submit_attempt', { ...mine, answers: rightAnswers(attempt), revision: 2 }),
      await database.call('review', mine),
      await database.call('me', { ticket }),
      await database.call('standing', { ticket, round }),
    ]);
  }

  // Guard: without the call of require_review this one and the next three fail.
  test('until no attempt of the round can be open any more: not a millisecond earlier', async () => {
    await database.sql(`update contest.questions set explanation = 'MAT-' || code, source = 'MAT-' || code`);
    const ticket = await join(database);
    const attempt = await start(ticket);
    expect(await everythingSaid(ticket, attempt)).not.toContain('MAT-');
    await database.setClock(new Date(settled.getTime() - 1));
    expect(await database.call('review', { ticket, attempt: attempt.id })).toEqual(notOpen);
    await database.setClock(settled);
    expect(await database.call('review', { ticket, attempt: attempt.id })).toMatchObject({ status: 200 });
  });

  test('as long as somebody has extra time', async () => {
    const ticket = await join(database);
    const attempt = await start(ticket);
    await database.sql('update contest.rounds set extra_ms = 60000');
    await database.setClock(new Date(settled.getTime() + 59_999));
    expect(await database.call('review', { ticket, attempt: attempt.id })).toEqual(notOpen);
    await database.passTime(1);
    expect(await database.call('review', { ticket, attempt: attempt.id })).toMatchObject({ status: 200 });
  });

  test('for ever, where a round never shows them', async () => {
    await reviewedIn('never');
    const ticket = await join(database);
    const attempt = await start(ticket);
    await database.setClock(new Date('2030-01-01T00:00:00Z'));
    expect(await database.call('review', { ticket, attempt: attempt.id })).toEqual(notOpen);
  });

  test('in a round for trying out, until one’s own attempt is over', async () => {
    await reviewedIn('after_submit');
    const [early, late] = [await join(database), await join(database)];
    const [submitted, left] = [await start(early), await start(late)];
    expect(await database.call('review', { ticket: early, attempt: submitted.id })).toEqual(notOpen);
    await database.ask('submit_attempt', { ticket: early, attempt: submitted.id, answers: {} });
    expect(await database.ask('review', { ticket: early, attempt: submitted.id })).toHaveLength(4);
    // Left open, it is over with its time and the grace.
    await database.setClock(new Date(noon.getTime() + 610_000));
    expect(await database.call('review', { ticket: late, attempt: left.id })).toEqual(notOpen);
    await database.passTime(1);
    expect(await database.ask('review', { ticket: late, attempt: left.id })).toHaveLength(4);
  });

  test('for everybody but whose attempt it is: another’s is as unknown as one that does not exist', async () => {
    const attempt = await start(await join(database));
    const stranger = await join(database);
    await database.setClock(settled);
    const unknown = await database.call('review', { ticket: stranger, attempt: crypto.randomUUID() });
    expect(unknown).toEqual({ status: 404, refusal: 'attempt_not_found' });
    expect(await database.call('review', { ticket: stranger, attempt: attempt.id })).toEqual(unknown);
    expect(await database.call('review', { ticket: 'x', attempt: attempt.id })).toEqual({
      status: 401,
      refusal: 'ticket_unknown',
    });
  });
});

/** The right keys of every question of a paper, in the paper's order. */
function byPaper(attempt: OpenAttempt): string[][] {
  const answers = rightAnswers(attempt);
  return attempt.paper.map(({ id }) => answers[id] ?? []);
}
