import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { join, rightAnswers, takeRound } from '../support/members.ts';
import { sampleContest } from '../support/sample-contest.ts';

const contest = 'cuoc-thi';
const round = 'tuan-2';
const tick = (database: TestDatabase) => database.sql('select contest.tick()');

describe('the boards', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.close());

  test('show nothing of an attempt until tick has taken it in, and say as of when', async () => {
    const ticket = await join(database);
    await takeRound(database, ticket, 4);
    expect((await database.ask('leaderboard', { contest, round })).rows).toEqual([]);
    expect((await database.ask('standing', { ticket, round })).rank).toBeNull();
    const now = await database.passTime(5000);
    await tick(database);
    const board = await database.ask('leaderboard', { contest, round });
    expect(board).toMatchObject({ total: 1, as_of: now.toISOString(), frozen: false, final: false });
    expect(board.rows).toEqual([
      {
        rank: 1,
        name: 'Nguyễn Thị Mẫu',
        unit: { code: 'xa-a-chi-bo-1', name: 'Chi bộ 1', path: ['Tỉnh', 'Xã Đồng A', 'Chi bộ 1'] },
        score: 50,
        duration_ms: 60_000,
        submitted_at: '2026-06-15T05:01:00.000Z',
      },
    ]);
  });

  test('rank by score, then by time taken, then by who finished first', async () => {
    const slow = await join(database, { full_name: 'Chậm' });
    const quick = await join(database, { full_name: 'Nhanh' });
    const best = await join(database, { full_name: 'Giỏi' });
    const later = await join(database, { full_name: 'Sau' });
    await takeRound(database, slow, 2, 90_000);
    await takeRound(database, quick, 2, 30_000);
    await takeRound(database, best, 4, 500_000);
    await takeRound(database, later, 2, 30_000);
    await tick(database);
    const { rows } = await database.ask('leaderboard', { contest, round });
    const names = new Map(rows.map(({ name, rank }) => [name, rank]));
    expect(names.get('Giỏi')).toBe(1);
    // Papers differ, so equal counts may weigh differently: compare within equal scores only.
    const tied = rows.filter(
      ({ score, name }) => score === rows.find((row) => row.name === 'Nhanh')?.score && name !== 'Giỏi',
    );
    const order = ['Nhanh', 'Sau', 'Chậm'].filter((name) => tied.some((row) => row.name === name));
    expect(tied.map(({ name }) => name)).toEqual(order);
  });

  test('count the best attempt of a round, and every attempt as an attempt', async () => {
    const ticket = await join(database);
    await takeRound(database, ticket, 4, 60_000);
    await takeRound(database, ticket, 0, 1_000);
    await tick(database);
    expect(await database.ask('standing', { ticket, round })).toMatchObject({
      rank: 1,
      of: 1,
      score: 50,
      duration_ms: 60_000,
    });
    const [root] = (await database.ask('unit_leaderboard', { contest, round })).rows;
    expect(root).toMatchObject({ participants: 1, attempts: 2, mean_score: 50, full_marks: 1 });
  });

  test('of the contest sum the rounds', async () => {
    const ticket = await join(database);
    await takeRound(database, ticket, 4, 60_000);
    await database.setClock(new Date('2026-06-26T05:00:00.000Z'));
    await takeRound(database, ticket, 4, 30_000, 'tuan-3');
    await tick(database);
    expect(await database.ask('standing', { ticket })).toMatchObject({ score: 100, duration_ms: 90_000 });
    const { totals } = await database.ask('contest', {});
    expect(totals).toEqual({ participants: 1, attempts: 2 });
  });

  test('show pupils by their initials and never anybody’s phone, birth year or ticket', async () => {
    const pupil = await join(database, {
      full_name: 'Lê Hoàng Ân',
      birth_year: 2011,
      guardian_consent: true,
      phone: '0988111222',
    });
    await takeRound(database, pupil, 4);
    await tick(database);
    const board = await database.ask('leaderboard', { contest, round });
    expect(board.rows[0]?.name).toBe('L.H.Â.');
    for (const secret of ['0988111222', '2011', pupil]) expect(JSON.stringify(board)).not.toContain(secret);
  });

  test('count a participant for every unit above theirs, and the public only where the headcount includes it', async () => {
    await takeRound(database, await join(database), 4);
    await takeRound(database, await join(database, { audience: 'public' }), 4);
    await takeRound(database, await join(database, { unit: 'xa-b-chi-bo-1' }), 4);
    await tick(database);
    const root = (await database.ask('unit_leaderboard', { contest, round })).rows;
    expect(root).toMatchObject([{ code: 'tinh', participants: 3, headcount: 250, participation_rate: 2 / 250 }]);
    const communes = (await database.ask('unit_leaderboard', { contest, round, parent: 'tinh' })).rows;
    expect(communes).toMatchObject([
      { rank: 1, code: 'xa-a', participants: 2, headcount: 50, participation_rate: 0.02 },
      { rank: 2, code: 'xa-b', participants: 1, headcount: 200, participation_rate: 0.005 },
    ]);
    await database.sql(`update contest.units set includes_public = true where code = 'xa-a'`);
    const [withPublic] = (await database.ask('unit_leaderboard', { contest, round, parent: 'tinh' })).rows;
    expect(withPublic).toMatchObject({ code: 'xa-a', participation_rate: 0.04 });
  });

  test('leave units without headcount unranked by rate, and units with few participants unranked by mean', async () => {
    await takeRound(database, await join(database, { unit: 'xa-b-chi-bo-1' }), 4);
    await tick(database);
    expect((await database.ask('unit_leaderboard', { contest, round, parent: 'xa-b' })).rows).toMatchObject([
      { rank: null, headcount: null, participation_rate: null, participants: 1, below_minimum: true },
    ]);
    const byMean = { contest, round, parent: 'tinh', metric: 'mean_score' as const };
    for (const row of (await database.ask('unit_leaderboard', byMean)).rows) expect(row.rank).toBeNull();
    await takeRound(database, await join(database, { unit: 'xa-b-chi-bo-1' }), 0);
    await tick(database);
    expect((await database.ask('unit_leaderboard', byMean)).rows[0]).toMatchObject({
      rank: 1,
      code: 'xa-b',
      mean_score: 25,
    });
    expect(await database.call('unit_leaderboard', { contest, metric: 'x' as never })).toEqual({
      status: 422,
      refusal: 'invalid_metric',
    });
  });

  test('are read with headers a cache understands, and the contest without', async () => {
    const shared = 'public, s-maxage=10, stale-while-revalidate=60';
    const get = { verb: 'GET' } as const;
    expect((await database.call('leaderboard', { contest }, get)).cacheControl).toBe(shared);
    expect((await database.call('unit_leaderboard', { contest }, get)).cacheControl).toBe(shared);
    expect((await database.call('units', { contest }, get)).cacheControl).toBe(shared);
    expect((await database.call('contest', {}, get)).cacheControl).toBe('no-cache');
  });

  test('stay the same when tick has nothing to do, and when it runs again', async () => {
    await takeRound(database, await join(database), 3);
    await tick(database);
    const before = (await database.ask('unit_leaderboard', { contest })).rows;
    await tick(database);
    await tick(database);
    expect((await database.ask('unit_leaderboard', { contest })).rows).toEqual(before);
  });
});

describe('over random histories', () => {
  let database: TestDatabase;
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  beforeAll(async () => {
    const sample = sampleContest();
    // One question per cell makes ties common.
    const blueprint = sample.rounds[0]?.blueprint.map((cell) => ({ ...cell, count: 1 })) ?? [];
    database = await openTestDatabase({ ...sample, rounds: sample.rounds.map((of) => ({ ...of, blueprint })) });
  });
  afterAll(() => database.close());

  const units = ['xa-a-chi-bo-1', 'xa-a-chi-bo-2', 'xa-b-chi-bo-1', 'xa-b'];
  const history = fc.array(
    fc.record({
      unit: fc.constantFrom(...units),
      attempts: fc.array(fc.record({ right: fc.integer({ min: 0, max: 2 }), seconds: fc.constantFrom(30, 60) }), {
        minLength: 1,
        maxLength: 2,
      }),
      ticked: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  );

  test(`ranks, pages and unit sums equal a brute-force count (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(history, async (members) => {
        await database.sql(
          'truncate contest.finished, contest.standings, contest.unit_tallies, contest.attempts, contest.participants cascade',
        );
        const results: {
          unit: string;
          ticket: string;
          best: { score: number; ms: number; at: string; id: string };
          attempts: number;
        }[] = [];
        for (const member of members) {
          const ticket = await join(database, { unit: member.unit });
          const taken = [];
          for (const { right, seconds } of member.attempts) {
            const attempt = await database.ask('start_attempt', { ticket, round });
            await database.passTime(seconds * 1000);
            const receipt = await database.ask('submit_attempt', {
              ticket,
              attempt: attempt.id,
              answers: rightAnswers(attempt, right),
            });
            taken.push({
              score: receipt.score ?? 0,
              ms: receipt.duration_ms,
              at: receipt.submitted_at,
              id: receipt.attempt,
            });
            if (member.ticked) await tick(database);
          }
          await database.setClock(new Date('2026-06-15T05:00:00.000Z')); // the same moment again, so that finishes tie too
          const [best] = taken.sort(compare);
          if (best) results.push({ unit: member.unit, ticket, best, attempts: taken.length });
        }
        await tick(database);
        results.sort((a, b) => compare(a.best, b.best));

        const pages = [];
        for (let after = 0; after < results.length; after += 3) {
          pages.push(...(await database.ask('leaderboard', { contest, round, after, size: 3 })).rows);
        }
        expect(pages.map(({ rank, unit, score, duration_ms }) => [rank, unit.code, score, duration_ms])).toEqual(
          results.map(({ unit, best }, index) => [index + 1, unit, best.score, best.ms]),
        );
        for (const [index, { ticket, unit }] of results.entries()) {
          const own = results.filter((other) => other.unit === unit);
          expect(await database.ask('standing', { ticket, round })).toMatchObject({
            rank: index + 1,
            of: results.length,
            unit_rank: own.findIndex((other) => other.ticket === ticket) + 1,
            unit_of: own.length,
          });
        }
        const inA = results.filter(({ unit }) => unit.startsWith('xa-a-'));
        const rows = (await database.ask('unit_leaderboard', { contest, round, parent: 'tinh' })).rows;
        expect(rows.find(({ code }) => code === 'xa-a')).toMatchObject({
          participants: inA.length,
          attempts: inA.reduce((sum, { attempts }) => sum + attempts, 0),
          full_marks: inA.filter(({ best }) => best.score === 25).length,
        });
      }),
      { seed, numRuns: 12 },
    );
  });

  const compare = (a: { score: number; ms: number; at: string; id: string }, b: typeof a): number =>
    b.score - a.score || a.ms - b.ms || a.at.localeCompare(b.at) || (a.id < b.id ? -1 : 1);
});
