import '../support/random-seed.ts';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PublicationResult } from '../../src/contest/organiser-contract.ts';
import { describeOnServers, openTestDatabase, type Session, type TestDatabase } from '../support/database.ts';
import { untilHeldUp } from '../support/locks.ts';
import { join, rightAnswers } from '../support/members.ts';
import { addOrganisers, askAs, callAs, finishJob } from '../support/organisers.ts';
import { readPublication } from '../support/publication.ts';
import { sampleContest } from '../support/sample-contest.ts';

const contest = 'cuoc-thi';
const round = 'tuan-2';
const reason = 'Đáp án in sai';
/** When no answer of the open round can count any more. */
const settled = new Date('2026-06-20T13:00:10.001Z');

let database: TestDatabase;
const tick = () => database.sql('select contest.tick()');
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

async function open(prediction: 'none' | 'participants_all_correct' | 'attempts_all_correct' | 'participants_total') {
  const sample = sampleContest();
  database = await openTestDatabase({ ...sample, rounds: sample.rounds.map((of) => ({ ...of, prediction })) });
  await addOrganisers(database);
}
async function take(right: number, prediction: number | undefined, ms = 60_000, changes = {}) {
  const ticket = await join(database, changes);
  await takeAgain(ticket, right, prediction, ms);
  return ticket;
}
async function takeAgain(ticket: string, right: number, prediction: number | undefined, ms = 60_000) {
  const attempt = await database.ask('start_attempt', { ticket, round });
  await database.passTime(ms);
  await database.ask('submit_attempt', {
    ticket,
    attempt: attempt.id,
    answers: rightAnswers(attempt, right),
    ...(prediction === undefined ? {} : { prediction }),
  });
}
async function settle() {
  await database.setClock(settled);
  await tick();
}
async function publish(dry_run = false, as: string = round) {
  const { state, result } = await finishJob(
    database,
    'admin',
    await askAs(database, 'admin', 'organiser_publish_round', { round: as, dry_run }),
  );
  expect(state).toBe('done');
  return PublicationResult.parse(result);
}
const refusal = async (args: { round: string; dry_run?: boolean }) => {
  const answer = await callAs(database, 'admin', 'organiser_publish_round', args);
  return answer.value === undefined ? `${answer.status} ${(answer as { refusal: string }).refusal}` : 'accepted';
};
const notSettled = '409 round_not_settled';
const rankOf = async (ticket: string) => (await database.ask('standing', { ticket, round })).rank;

describe('publishing a round', () => {
  beforeEach(() => open('participants_total'));
  afterEach(() => database.close());

  test('ranks by the distance of the best attempt’s prediction, once; none given comes last', async () => {
    const [far, near, none, better] = [
      await take(0, 100, 10_000),
      await take(0, 6, 50_000),
      await take(0, undefined, 1_000),
      await take(4, 90_000, 500_000),
    ];
    // Its better attempt has no prediction: the one of the lesser attempt is not looked at.
    await takeAgain(far, 0, 4, 20_000);
    await settle();
    const ranks = async () => [await rankOf(better), await rankOf(near), await rankOf(far), await rankOf(none)];
    expect(await ranks()).toEqual([1, 4, 3, 2]);
    expect(await publish()).toMatchObject({ figure: 4, lines: 4 });
    expect(await ranks()).toEqual([1, 2, 3, 4]);
    const board = await database.ask('leaderboard', { contest, round });
    expect(board).toMatchObject({ final: true, total: 4, as_of: settled.toISOString() });
    expect((await database.ask('contest', {})).rounds[1]?.state).toBe('published');
  });

  test('writes a text of no names, by which anybody can check the hash', async () => {
    await take(0, 7, 50_000, { full_name: 'Trần Văn Giấu', phone: '0988777666' });
    await take(4, 3, 60_000, { unit: 'xa-b' });
    await take(0, undefined, 30_000);
    await settle();
    const dry = await publish(true);
    expect(dry.published_at).toBeNull();
    const { hash, figure, lines, published_at } = await publish();
    expect({ hash, figure, lines }).toEqual({ hash: dry.hash, figure: 3, lines: 3 });
    expect(published_at).toBe(settled.toISOString());

    const published = await database.ask('publication', { contest, round }, { verb: 'GET' });
    expect(published).toMatchObject({ hash, figure, lines, published_at, page: 1, pages: 1 });
    expect(sha256(published.text)).toBe(hash);
    const rows = published.text.split('\n').map((line) => line.split('\t'));
    expect(rows[0]).toEqual([contest, round, '3', '3']);
    expect(rows.at(-1)).toEqual(['']);
    expect(rows.slice(1, -1).map(([rank, , ...rest]) => [rank, ...rest])).toEqual([
      ['1', 'xa-b', '50', '4', '0', '60000', '2026-06-15T05:01:50.000Z'],
      ['2', 'xa-a-chi-bo-1', '0', '0', '4', '50000', '2026-06-15T05:00:50.000Z'],
      ['3', 'xa-a-chi-bo-1', '0', '0', '', '30000', '2026-06-15T05:02:20.000Z'],
    ]);
    for (const secret of ['Trần', 'Giấu', '0988777666']) expect(JSON.stringify(published)).not.toContain(secret);
  });

  test('spreads a long text over pages that join to the same bytes', async () => {
    await database.sql(
      `create or replace function contest.lines_per_page() returns int language sql immutable as 'select 2'`,
    );
    for (let person = 0; person < 5; person += 1) await take(person % 5, person);
    await settle();
    const { hash } = await publish();
    const { pages, text } = await readPublication(database, contest, round);
    expect(pages).toBe(3);
    expect(sha256(text)).toBe(hash);
    expect((await database.ask('publication', { contest, round, page: 4 })).text).toBe('');
  });

  test('25. is the same to the byte whatever the session’s time zone and style', async () => {
    // Seen to fail with finished_at::text in contest.publication_line.
    for (let person = 0; person < 3; person += 1) await take(person, person);
    await settle();
    const { hash } = await publish(true);
    for (const style of [
      `set time zone 'Asia/Tokyo'`,
      `set datestyle = 'German, DMY'`,
      'set extra_float_digits = -5',
      `set intervalstyle = 'sql_standard'`,
      `set bytea_output = 'escape'`,
    ]) {
      await database.sql(style);
      expect((await publish(true)).hash, style).toBe(hash);
    }
    expect((await publish()).hash).toBe(hash);
    const { text } = await readPublication(database, contest, round);
    await database.sql('reset all');
    expect((await readPublication(database, contest, round)).text).toBe(text);
  });

  test('waits until nothing of the round can change any more', async () => {
    const ticket = await take(0, 1);
    const real = { round, dry_run: false };
    expect(await refusal(real)).toBe(notSettled); // open for days yet
    const late = await database.ask('start_attempt', { ticket, round });
    await database.sql(`update contest.attempts set expires_at = $1 where id = $2`, [settled, late.id]);
    await database.setClock(new Date(settled.getTime() - 1));
    await tick();
    expect(await refusal(real)).toBe(notSettled); // within the grace
    await database.setClock(settled);
    await tick();
    expect(await refusal({ round })).toBe(notSettled); // an attempt is open, for a dry run too
    await database.passTime(60_000);
    await database.sql('select contest.expire_attempts(10)');
    expect(await refusal(real)).toBe(notSettled); // its result is not on the boards
    await tick();
    const [question] = await database.sql<{ id: number }>('select id from contest.questions order by id limit 1');
    await askAs(database, 'admin', 'organiser_void_question', {
      question: question?.id ?? 0,
      remedy: 'void',
      reason,
      dry_run: false,
    });
    expect(await refusal(real)).toBe(notSettled); // a remedy is not carried out
    await tick();
    await tick();
    await database.sql(
      `update contest.rounds set freeze_ms = 3600000, opens_at = now() - interval '1 year', closes_at = contest.clock() where slug = 'tuan-3'`,
    );
    expect(await refusal(real)).toBe(notSettled); // the boards stand still
    await database.sql(`update contest.rounds set freeze_ms = 0 where slug = 'tuan-3'`);
    expect(await refusal(real)).toBe('accepted');
  });

  test('and not even what changes between the request and its job is overlooked', async () => {
    const ticket = await take(0, 1);
    await settle();
    const started = await askAs(database, 'admin', 'organiser_publish_round', { round, dry_run: false });
    await database.sql(
      'insert into contest.finished (participant_id, round_id) select participant_id, round_id from contest.attempts',
    );
    expect(await finishJob(database, 'admin', started)).toMatchObject({
      state: 'failed',
      result: { error: 'round_not_settled' },
    });
    expect(await database.sql('select from contest.publications')).toEqual([]);
    expect((await database.ask('me', { ticket })).certificates).toEqual([]);
  });

  test('a dry run stores nothing', async () => {
    const ticket = await take(0, 1);
    await settle();
    await publish(true);
    for (const table of ['publications', 'final_places', 'certificates', 'audit'])
      expect(await database.sql(`select from contest.${table}`), table).toEqual([]);
    expect(await database.call('publication', { contest, round })).toEqual({
      status: 409,
      refusal: 'round_not_published',
    });
    expect((await database.ask('standing', { ticket, round })).final).toBe(false);
  });

  test('is for admins, once, and on the record', async () => {
    await take(0, 1);
    await settle();
    for (const as of ['editor', 'unit'] as const)
      expect(await callAs(database, as, 'organiser_publish_round', { round })).toEqual({
        status: 403,
        refusal: 'out_of_scope',
      });
    expect(await refusal({ round: 'khong-co' })).toBe('404 round_not_found');
    const [row] = await database.sql<{ id: number }>('select id from contest.rounds where slug = $1', [round]);
    const { hash, figure, lines } = await publish(false, String(row?.id));
    expect(await refusal({ round })).toBe('409 round_published');
    expect(await refusal({ round, dry_run: false })).toBe('409 round_published');
    const [entry] = (await askAs(database, 'admin', 'organiser_audit', {})).rows;
    expect(entry).toMatchObject({
      actor: 'quan-tri@example.com',
      act: 'publish_round',
      details: { contest, round, hash, figure, lines },
    });
  });

  test('closes the round for good: no remedy, no result, no move of a unit changes it', async () => {
    const ticket = await take(4, 1, 60_000, { full_name: 'Nhất' });
    await take(0, 1, 60_000, { full_name: 'Nhì' });
    await settle();
    const { hash } = await publish();
    const board = () => database.ask('leaderboard', { contest, round });
    const before = await board();
    const drawn = await database.sql<{ id: number }>(
      'select distinct unnest(question_ids) as id from contest.attempts order by id limit 1',
    );
    const remedy = { question: drawn[0]?.id ?? 0, remedy: 'void' as const, reason, dry_run: false };
    const voided = await askAs(database, 'admin', 'organiser_void_question', remedy);
    expect((await finishJob(database, 'admin', voided)).result).toEqual({ attempts: 0, changed: 0, participants: 0 });
    expect(await database.call('start_attempt', { ticket, round })).toMatchObject({ refusal: 'round_not_open' });

    await database.sql(`update contest.participants set status = 'disqualified' where full_name = 'Nhất'`);
    await database.sql(`update contest.units set name = 'Đổi tên', code = code || '-x'`);
    await database.sql('select contest.settle_units(c.id) from contest.contests as c');
    await database.sql(
      'insert into contest.finished (participant_id, round_id) select participant_id, round_id from contest.attempts',
    );
    await tick();
    await database.sql('select contest.rebuild_boards(c.id) from contest.contests as c');
    expect(await board()).toEqual(before);
    expect(sha256((await readPublication(database, contest, round)).text)).toBe(hash);
  });

  test('of nobody is a header and nothing else', async () => {
    await settle();
    expect(await publish()).toMatchObject({ figure: 0, lines: 0 });
    expect((await readPublication(database, contest, round)).text).toBe(`${contest}\t${round}\t0\t0\n`);
  });
});

describeOnServers('a publication that meets a remedy', () => {
  beforeEach(() => open('participants_total'));
  afterEach(() => database.close());

  // Guard: without published_at in mark_anew_slice, the remedy moves a score that is final.
  test('is stored first, and the remedy changes nothing of it', async () => {
    await take(0, 1);
    await settle();
    const [drawn] = await database.sql<{ id: number }>('select question_ids[1] as id from contest.attempts');
    const [publishing, acting] = (await database.sessions(2)) as [Session, Session];
    await askAs(database, 'admin', 'organiser_publish_round', { round, dry_run: false });
    await publishing.sql('begin');
    await publishing.sql('select contest.tick()');
    const acted = callAs(acting, 'admin', 'organiser_void_question', {
      question: drawn?.id ?? 0,
      remedy: 'void',
      reason,
      dry_run: false,
    });
    await untilHeldUp({ call: acted, of: acting }, publishing);
    await publishing.sql('commit');
    expect(await acted).toMatchObject({ status: 200 });
    await tick();
    await tick();
    expect(await database.sql('select score, correct from contest.attempts')).toEqual([{ score: 0, correct: 0 }]);
  });
});

describeOnServers('a publication that meets the background work', () => {
  beforeEach(() => open('participants_total'));
  afterEach(() => database.close());
  const start = (dry_run: boolean) => askAs(database, 'admin', 'organiser_publish_round', { round, dry_run });

  // Seen to fail with the locks taken for a dry run too.
  test('holds the boards up, and organisers, but not in a dry run', async () => {
    await take(0, 1);
    await settle();
    const [publishing, other] = (await database.sessions(2)) as [Session, Session];
    await other.sql(`set lock_timeout = '300ms'`);
    const held = async (dry_run: boolean) => {
      await start(dry_run);
      await publishing.sql('begin');
      await publishing.sql('select contest.work()');
      const ticked = await other.sql('select contest.tick(false)').then(
        () => 'ticked',
        () => 'waited',
      );
      await publishing.sql('commit');
      return ticked;
    };
    expect(await held(true)).toBe('ticked');
    expect(await held(false)).toBe('waited');
  });

  // Seen to fail with the clock read before the locks.
  test('is not stored when the boards have been frozen while it waited for them', async () => {
    await take(0, 1);
    await settle();
    await database.sql(`update contest.rounds set freeze_ms = 3600000 where slug = 'tuan-3'`);
    const [holding, publishing] = (await database.sessions(2)) as [Session, Session];
    const job = await start(false);
    await holding.sql('select pg_advisory_lock(contest.tick_lock())');
    const worked = publishing.sql('select contest.work()');
    await untilHeldUp({ call: worked, of: publishing }, holding);
    const [frozen] = await database.sql<{ at: Date }>(
      `select closes_at as at from contest.rounds where slug = 'tuan-3'`,
    );
    await database.setClock(new Date((frozen?.at.getTime() ?? 0) - 1000));
    await holding.sql('select pg_advisory_unlock(contest.tick_lock())');
    await worked;
    expect(await askAs(database, 'admin', 'organiser_job', job)).toMatchObject({
      state: 'failed',
      result: { error: 'round_not_settled' },
    });
    expect(await database.sql('select from contest.publications')).toEqual([]);
  });
});

test('the true figure is of whom or what was asked, without those disqualified', async () => {
  for (const [prediction, figure] of [
    ['none', null],
    ['participants_all_correct', 1],
    ['attempts_all_correct', 2],
    ['participants_total', 2],
  ] as const) {
    await open(prediction);
    const perfect = await take(4, 1);
    await takeAgain(perfect, 4, 1);
    await take(2, 1);
    await take(4, 1, 60_000, { full_name: 'Bị loại' });
    await database.sql(`update contest.participants set status = 'disqualified' where full_name = 'Bị loại'`);
    await database.sql(
      'insert into contest.finished (participant_id, round_id) select participant_id, round_id from contest.attempts',
    );
    await settle();
    expect(await publish(), prediction).toMatchObject({ figure, lines: 2 });
    const { text } = await readPublication(database, contest, round);
    expect(text.split('\n')[1]?.split('\t')[5]).toBe(figure === null ? '' : String(Math.abs(1 - figure)));
    await database.close();
  }
});

describe.each([
  ['counted row by row', 1000],
  ['counted along a histogram', 2],
])('over random results, %s,', (_, from) => {
  beforeAll(async () => {
    await open('attempts_all_correct');
    await database.sql(
      `create or replace function contest.histogram_from() returns int language sql immutable as 'select ${from}'`,
    );
    await database.sql(
      `create or replace function contest.ranks_per_slot() returns int language sql immutable as 'select 2'`,
    );
  });
  afterAll(() => database.close());

  const attempt = fc.record({
    right: fc.constantFrom(0, 4),
    prediction: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
    seconds: fc.constantFrom(30, 60),
  });
  const people = fc.array(fc.array(attempt, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 9 });

  test('the final order is the one found by hand: tie by tie', async () => {
    await fc.assert(
      fc.asyncProperty(people, async (members) => {
        await database.sql(
          `truncate contest.finished, contest.standings, contest.unit_tallies, contest.score_counts, contest.slot_counts,
             contest.attempts, contest.acts, contest.jobs, contest.draws, contest.certificates, contest.final_places,
             contest.publications, contest.participants cascade`,
        );
        await database.sql('update contest.rounds set published_at = null');
        const best = [];
        for (const attempts of members) {
          const ticket = await join(database);
          const taken = [];
          for (const { right, prediction, seconds } of attempts) {
            // The same moment for everybody, so that finishes tie too.
            await database.setClock(new Date('2026-06-15T05:00:00.000Z'));
            await takeAgain(ticket, right, prediction, seconds * 1000);
          }
          for (const of of (await database.ask('me', { ticket })).attempts)
            taken.push({
              ticket,
              id: of.id,
              score: of.score ?? 0,
              ms: of.duration_ms ?? 0,
              at: of.submitted_at ?? '',
              prediction: of.prediction,
            });
          taken.sort((a, b) => b.score - a.score || a.ms - b.ms || compare(a.at, b.at) || compare(a.id, b.id));
          best.push(taken);
        }
        const figure = best.flat().filter(({ score }) => score === 50).length;
        const distance = ({ prediction }: { prediction: number | null }) =>
          prediction === null ? Infinity : Math.abs(prediction - figure);
        const order = best
          .flatMap(([first]) => (first ? [first] : []))
          .sort(
            (a, b) =>
              b.score - a.score ||
              (distance(a) === distance(b) ? 0 : distance(a) - distance(b)) ||
              a.ms - b.ms ||
              compare(a.at, b.at) ||
              compare(a.id, b.id),
          );

        await settle();
        const { hash } = await publish(true);
        expect(await publish()).toMatchObject({ hash, figure, lines: order.length });
        const { text } = await readPublication(database, contest, round);
        expect(sha256(text)).toBe(hash);
        const rows = text
          .trimEnd()
          .split('\n')
          .slice(1)
          .map((line) => line.split('\t'));
        expect(rows.map(([rank, id]) => [Number(rank), id])).toEqual(order.map(({ id }, index) => [index + 1, id]));

        // Every reader of the board tells the same order.
        const standings = [];
        for (const { ticket } of order) standings.push(await rankOf(ticket));
        expect(standings).toEqual(order.map((_, index) => index + 1));
        const pages = [];
        for (let after = 0; after < order.length; after += 2)
          pages.push(...(await database.ask('leaderboard', { contest, round, after, size: 2 })).rows);
        expect(pages.map(({ rank, score, duration_ms }) => [rank, score, duration_ms])).toEqual(
          order.map(({ score, ms }, index) => [index + 1, score, ms]),
        );
        const inUnit = (await database.ask('leaderboard', { contest, round, unit: 'xa-a' })).rows;
        expect(inUnit.map(({ duration_ms }) => duration_ms)).toEqual(order.map(({ ms }) => ms));
      }),
      { numRuns: 30 },
    );
  });
});

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
