import '../support/random-seed.ts';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { noon, openTestDatabase, type TestDatabase } from '../support/database.ts';
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
    // Right answers to all or to none weigh the same on every paper.
    for (const [full_name, right, ms] of [
      ['Chậm', 0, 90_000],
      ['Nhanh', 0, 30_000],
      ['Giỏi', 4, 500_000],
      ['Sau', 0, 30_000],
    ] as const) {
      await takeRound(database, await join(database, { full_name }), right, ms);
    }
    await tick(database);
    const { rows } = await database.ask('leaderboard', { contest, round });
    expect(rows.map(({ rank, name }) => [rank, name])).toEqual([
      [1, 'Giỏi'],
      [2, 'Nhanh'],
      [3, 'Sau'],
      [4, 'Chậm'],
    ]);
  });

  test('of one unit count their ranks within it', async () => {
    await takeRound(database, await join(database, { full_name: 'Giỏi', unit: 'xa-b' }), 4);
    await takeRound(database, await join(database, { full_name: 'Khá' }), 0, 30_000);
    await takeRound(database, await join(database, { full_name: 'Vừa', unit: 'xa-a-chi-bo-2' }), 0, 60_000);
    await tick(database);
    const names = async (unit: string) =>
      (await database.ask('leaderboard', { contest, round, unit })).rows.map(({ rank, name }) => [rank, name]);
    expect(await names('xa-a')).toEqual([
      [1, 'Khá'],
      [2, 'Vừa'],
    ]);
    expect(await names('xa-a-chi-bo-2')).toEqual([[1, 'Vừa']]);
    expect(await database.call('leaderboard', { contest, unit: 'khong-co' })).toEqual({
      status: 422,
      refusal: 'unit_unknown',
    });
  });

  test('show at most a hundred rows a page, whatever is asked for', async () => {
    await database.sql(`
      insert into contest.participants (contest_id, unit_id, ticket_hash, phone_mac, full_name, birth_year, audience,
        consent_version, guardian_consent, registered_at)
      select u.contest_id, u.id, sha256(n::text::bytea), sha256(n::text::bytea), 'Nguyễn Mẫu', 1960, 'public', 'v1', false, now()
      from generate_series(1, 120) as n, contest.units as u where u.code = 'xa-a'`);
    await database.sql(`
      insert into contest.standings (board_id, participant_id, unit_id, is_public, score, slot, duration_ms, finished_at, tie_break, attempts, full_marks)
      select b.id, p.id, p.unit_id, false, 1, 0, 1, now(), gen_random_uuid(), 1, 0
      from contest.participants as p, contest.boards as b where b.round_id is null`);
    await database.sql(`select contest.retally(array(select b.id from contest.boards as b))`);
    const page = await database.ask('leaderboard', { contest, size: 1000 });
    expect(page.rows).toHaveLength(100);
    expect(page.total).toBe(120);
    expect((await database.ask('leaderboard', { contest, after: 100, size: 1000 })).rows).toHaveLength(20);
    expect((await database.ask('leaderboard', { contest })).rows).toHaveLength(50);
  });

  test('are left by somebody disqualified with the next result', async () => {
    const ticket = await join(database);
    await takeRound(database, ticket, 4);
    await tick(database);
    const attempt = await database.ask('start_attempt', { ticket, round });
    await database.sql(`update contest.participants set status = 'disqualified'`);
    await database.passTime(3_600_000);
    await tick(database);
    expect(attempt.ordinal).toBe(2);
    expect((await database.ask('leaderboard', { contest, round })).total).toBe(0);
    expect((await database.ask('unit_leaderboard', { contest, round })).rows[0]).toMatchObject({
      participants: 0,
      attempts: 0,
    });
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
    await database.sql('select contest.settle_units(id) from contest.contests');
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

  test('tell of nobody where nobody has taken part, first and last', async () => {
    const none = { participants: 0, attempts: 0, mean_score: null, full_marks: 0, below_minimum: true };
    for (const metric of ['participation_rate', 'participants', 'full_marks'] as const) {
      const { rows } = await database.ask('unit_leaderboard', { contest, round, parent: 'tinh', metric });
      expect(rows).toMatchObject([
        { rank: 1, code: 'xa-a', participation_rate: 0, ...none },
        { rank: 2, code: 'xa-b', participation_rate: 0, ...none },
      ]);
    }
    await takeRound(database, await join(database, { unit: 'xa-b' }), 4);
    await tick(database);
    const { rows } = await database.ask('unit_leaderboard', { contest, round, parent: 'tinh' });
    expect(rows).toMatchObject([
      { rank: 1, code: 'xa-b', participation_rate: 0.005 },
      { rank: 2, code: 'xa-a', participation_rate: 0, ...none },
    ]);
  });

  test('never tell of more than all of a unit, and of no rate where a part of the headcount is unknown', async () => {
    await database.sql(
      `update contest.units set own_headcount = case code when 'xa-a-chi-bo-1' then 1 when 'xa-b' then null else own_headcount end`,
    );
    await database.sql('select contest.settle_units(id) from contest.contests');
    await takeRound(database, await join(database), 4);
    await takeRound(database, await join(database), 4);
    await tick(database);
    const [cell] = (await database.ask('unit_leaderboard', { contest, parent: 'xa-a' })).rows;
    expect(cell).toMatchObject({ code: 'xa-a-chi-bo-1', participants: 2, headcount: 1, participation_rate: 1 });
    const rows = (await database.ask('unit_leaderboard', { contest, parent: 'tinh' })).rows;
    expect(rows.find(({ code }) => code === 'xa-b')).toMatchObject({ headcount: null, participation_rate: null });
    expect((await database.ask('unit_leaderboard', { contest })).rows[0]).toMatchObject({
      code: 'tinh',
      participation_rate: null,
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

describe.each([
  ['counted row by row', 1000, true],
  ['counted row by row, where no index keeps the order', 1000, false],
  ['counted along a histogram', 2, true],
] as const)('over random histories, %s,', (_, from, hasIndexes) => {
  const ranked = ['tuan-2', 'tuan-3'];
  let database: TestDatabase;
  beforeAll(async () => {
    const sample = sampleContest();
    const [, now] = sample.rounds;
    const { opens_at = '', closes_at = '' } = now ?? {};
    // One question per cell makes ties common. All rounds are open at once, the first of them for trying out.
    const rounds = sample.rounds.map((of) => ({
      ...of,
      opens_at,
      closes_at,
      max_attempts: 3,
      ranked: ranked.includes(of.slug),
      blueprint: of.blueprint.map((cell) => ({ ...cell, count: 1 })),
    }));
    database = await openTestDatabase({ ...sample, rounds });
    await database.sql(
      `create or replace function contest.histogram_from() returns int language sql immutable as 'select ${from}'`,
    );
    if (!hasIndexes) await database.sql('drop index contest.standings_in_order, contest.standings_of_unit');
  });
  afterAll(() => database.close());

  const units = ['xa-a-chi-bo-1', 'xa-a-chi-bo-2', 'xa-b-chi-bo-1', 'xa-b'];
  const history = fc.array(
    fc.record({
      unit: fc.constantFrom(...units),
      attempts: fc.array(
        fc.record({
          slug: fc.constantFrom('tuan-1', 'tuan-2', 'tuan-2', 'tuan-3'),
          right: fc.integer({ min: 0, max: 2 }),
          seconds: fc.constantFrom(30, 60),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      ticked: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  );

  interface Outcome {
    score: number;
    ms: number;
    at: string;
    id: string;
  }
  interface Place {
    unit: string;
    ticket: string;
    best: Outcome;
    attempts: number;
    fullMarks: number;
  }
  const compare = (a: Outcome, b: Outcome): number =>
    b.score - a.score || a.ms - b.ms || a.at.localeCompare(b.at) || (a.id < b.id ? -1 : 1);
  const isBelow = (unit: string, top: string) => unit === top || unit.startsWith(`${top}-`);
  const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);

  /** The contest's own place of somebody with these bests: sums, and the earliest finish. */
  function total(bests: Outcome[]): Outcome {
    const [first] = bests.toSorted((a, b) => a.at.localeCompare(b.at) || (a.id < b.id ? -1 : 1)) as [Outcome];
    return { ...first, score: sum(bests.map(({ score }) => score)), ms: sum(bests.map(({ ms }) => ms)) };
  }

  async function pages(of: { round?: string; unit?: string }, count: number) {
    const rows = [];
    for (let after = 0; after <= count; after += 3) {
      rows.push(...(await database.ask('leaderboard', { contest, ...of, after, size: 3 })).rows);
    }
    return rows.map(({ rank, unit, score, duration_ms, submitted_at }) => [
      rank,
      unit.code,
      score,
      duration_ms,
      submitted_at,
    ]);
  }

  async function expectBoard(of: { round?: string }, places: Place[]) {
    places.sort((a, b) => compare(a.best, b.best));
    const shown = (some: Place[]) =>
      some.map(({ unit, best }, index) => [index + 1, unit, best.score, best.ms, best.at]);
    expect(await pages(of, places.length)).toEqual(shown(places));
    for (const unit of ['xa-a', 'xa-b', 'xa-a-chi-bo-1', 'tinh']) {
      const own = unit === 'tinh' ? places : places.filter((place) => isBelow(place.unit, unit));
      expect(await pages({ ...of, unit }, own.length), unit).toEqual(shown(own));
    }
    for (const [index, { ticket, unit, best }] of places.entries()) {
      // One's unit and everything below it: whose place leaderboard(unit) shows.
      const own = places.filter((other) => isBelow(other.unit, unit));
      expect(await database.ask('standing', { ticket, ...of })).toMatchObject({
        rank: index + 1,
        of: places.length,
        unit_rank: own.findIndex((other) => other.ticket === ticket) + 1,
        unit_of: own.length,
        // As in one's row of the board.
        score: best.score,
        duration_ms: best.ms,
        submitted_at: best.at,
      });
    }
    const { rows } = await database.ask('unit_leaderboard', { contest, ...of, parent: 'tinh' });
    for (const unit of ['xa-a', 'xa-b']) {
      const own = places.filter((place) => isBelow(place.unit, unit));
      expect(rows.find(({ code }) => code === unit)).toMatchObject({
        participants: own.length,
        attempts: sum(own.map(({ attempts }) => attempts)),
        mean_score: own.length === 0 ? null : expect.closeTo(sum(own.map(({ best }) => best.score)) / own.length, 2),
        full_marks: sum(own.map(({ fullMarks }) => fullMarks)),
      });
    }
  }

  // Seen to fail with `<=` for `<` in contest.rank_on_board, and without finished_at and tie_break there; with `<=` for `<`
  // between slots in contest.count_before_slot; without people_before in contest.page_of_board and contest.page_of_unit,
  // and without tie_break there, where no index keeps the order; with whole boards for units in contest.rank_in_unit and
  // the unit alone in contest.page_of_unit; with the newest attempt for the best, and without `r.ranked`, in
  // contest.round_standings; with the highest for the sum of scores, and the latest finish for the earliest, in
  // contest.contest_standings; without the sign -1 of contest.roll_up and `do update` for slot_counts in contest.tally.
  test('18. ranks, pages and unit sums equal a brute-force count, and a round for trying out is in none', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (members) => {
        await database.sql(
          `truncate contest.finished, contest.standings, contest.unit_tallies, contest.score_counts, contest.slot_counts,
             contest.attempts, contest.participants cascade`,
        );
        const boards: Record<string, Place[]> = { 'tuan-2': [], 'tuan-3': [], total: [] };
        for (const { unit, attempts, ticked } of members) {
          const ticket = await join(database, { unit });
          const taken: Record<string, Outcome[]> = {};
          for (const { slug, right, seconds } of attempts) {
            const attempt = await database.ask('start_attempt', { ticket, round: slug });
            await database.passTime(seconds * 1000);
            const answers = rightAnswers(attempt, right);
            const receipt = await database.ask('submit_attempt', { ticket, attempt: attempt.id, answers });
            const { score, duration_ms: ms, submitted_at: at, attempt: id } = receipt;
            (taken[slug] ??= []).push({ score: score ?? 0, ms, at, id });
            if (ticked) await tick(database);
          }
          await database.setClock(noon); // the same moment again, so that finishes tie too
          const own = ranked.flatMap((slug): (Place & { slug: string })[] => {
            const [best] = taken[slug]?.toSorted(compare) ?? [];
            const count = taken[slug]?.length ?? 0;
            return best ? [{ slug, unit, ticket, best, attempts: count, fullMarks: best.score === 25 ? 1 : 0 }] : [];
          });
          for (const { slug, ...place } of own) boards[slug]?.push(place);
          if (own.length > 0)
            boards['total']?.push({
              unit,
              ticket,
              best: total(own.map(({ best }) => best)),
              attempts: sum(own.map((place) => place.attempts)),
              fullMarks: sum(own.map((place) => place.fullMarks)),
            });
        }
        await tick(database);
        for (const slug of ranked) await expectBoard({ round: slug }, boards[slug] ?? []);
        await expectBoard({}, boards['total'] ?? []);
        expect(await database.ask('leaderboard', { contest, round: 'tuan-1' })).toMatchObject({ rows: [], total: 0 });
        expect((await database.ask('contest', {})).totals).toEqual({
          participants: boards['total']?.length,
          attempts: sum((boards['total'] ?? []).map(({ attempts }) => attempts)),
        });
      }),
      { numRuns: 12 },
    );
  });
});
