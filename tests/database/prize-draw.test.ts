import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { join, takeRound } from '../support/members.ts';
import { addOrganisers, askAs, callAs, finishJob } from '../support/organisers.ts';
import { readPublication } from '../support/publication.ts';

const contest = 'cuoc-thi';
const round = 'tuan-2';
const seed = 'Xổ số miền Bắc 20/06/2026, giải đặc biệt 41785';
const prizes = [
  { title: 'Giải nhất', count: 1 },
  { title: 'Giải nhì', count: 2 },
  { title: 'Khuyến khích', count: 3 },
];

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  await addOrganisers(database);
});
afterEach(() => database.close());

async function publishedRound(people: number, changes = {}) {
  for (let person = 0; person < people; person += 1)
    await takeRound(database, await join(database, changes), person % 5, 30_000 + person);
  await database.setClock(new Date('2026-06-20T13:00:10.001Z'));
  await database.sql('select contest.tick()');
  const started = await askAs(database, 'admin', 'organiser_publish_round', { round, dry_run: false });
  await finishJob(database, 'admin', started);
}
const draw = (changes = {}) => askAs(database, 'admin', 'organiser_draw_prizes', { round, seed, prizes, ...changes });

test('anybody finds the same winners from the published text and the seed', async () => {
  await publishedRound(9);
  const { winners, proof } = await draw();
  // Written from the recipe's words alone.
  const { text, hash } = await readPublication(database, contest, round);
  const attempts = text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t')[1] ?? '');
  const numberOf = (attempt: string) => createHash('sha256').update(`${seed}\n${hash}\n${attempt}`).digest('hex');
  const drawn = attempts.map((attempt) => [numberOf(attempt), attempt] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  const titles = prizes.flatMap(({ title, count }) => Array.from({ length: count }, () => title));
  expect(winners.map(({ prize, place, attempt }) => [prize, place, attempt])).toEqual(
    titles.map((title, index) => [title, index + 1, drawn[index]?.[1]]),
  );
  expect(proof).toMatchObject({ seed, hash, candidates: 9 });
  for (const { attempt, rank } of winners) expect(attempts[rank - 1]).toBe(attempt);
});

test('drawing again by the same seed finds the same winners, another seed finds others; every draw is kept and on the record', async () => {
  await publishedRound(9);
  const { winners } = await draw();
  expect((await draw()).winners).toEqual(winners);
  const other = (await draw({ seed: 'Hạt khác' })).winners;
  expect(other.map(({ attempt }) => attempt)).not.toEqual(winners.map(({ attempt }) => attempt));
  const kept = await database.sql<{ seed: string; organiser: string; winners: object[] }>(
    'select seed, organiser, winners from contest.draws order by id',
  );
  expect(kept.map((one) => [one.seed, one.organiser])).toEqual(
    [seed, seed, 'Hạt khác'].map((one) => [one, 'quan-tri@example.com']),
  );
  expect(kept[0]?.winners).toEqual(winners.map(({ prize, place, attempt, rank }) => ({ prize, place, attempt, rank })));
  const { rows } = await askAs(database, 'admin', 'organiser_audit', {});
  expect(rows.filter(({ act }) => act === 'draw_prizes')).toHaveLength(3);
  expect(JSON.stringify(rows)).not.toContain('Nguyễn');
});

test('nobody wins twice, and what nobody is left for is not given', async () => {
  await publishedRound(4);
  const { winners } = await draw();
  expect(winners.map(({ prize }) => prize)).toEqual(['Giải nhất', 'Giải nhì', 'Giải nhì', 'Khuyến khích']);
  expect(new Set(winners.map(({ attempt }) => attempt)).size).toBe(4);
});

test('winners are told with their unit as it was, pupils by their initials', async () => {
  await publishedRound(1, { full_name: 'Lê Hoàng Ân', birth_year: 2011, guardian_consent: true });
  expect((await draw()).winners).toMatchObject([
    { rank: 1, name: 'L.H.Â.', unit: { code: 'xa-a-chi-bo-1', path: ['Tỉnh', 'Xã Đồng A', 'Chi bộ 1'] } },
  ]);
});

test('a draw is for admins, of a published round, with a seed and prizes', async () => {
  const refusal = async (changes: object, as: 'admin' | 'editor' | 'unit' = 'admin') => {
    const answer = await callAs(database, as, 'organiser_draw_prizes', { round, seed, prizes, ...changes });
    return answer.value === undefined ? (answer as { refusal: string }).refusal : 'accepted';
  };
  expect(await refusal({})).toBe('round_not_published');
  await publishedRound(1);
  expect(await refusal({}, 'editor')).toBe('out_of_scope');
  expect(await refusal({}, 'unit')).toBe('out_of_scope');
  expect(await refusal({ round: 'khong-co' })).toBe('round_not_found');
  for (const bad of ['', ' \n ', 'x'.repeat(201)]) expect(await refusal({ seed: bad })).toBe('invalid_seed');
  expect(await refusal({ seed: 'ố'.repeat(200) })).toBe('accepted');
  const title = 'Giải';
  for (const bad of [
    [],
    {},
    'x',
    [1],
    [{ title }],
    [{ title: ' ', count: 1 }],
    [{ title: 1, count: 1 }],
    [{ title: 'x'.repeat(201), count: 1 }],
    [{ title, count: 0 }],
    [{ title, count: 1.5 }],
    [{ title, count: '1' }],
    [{ title, count: 10_000 }],
    [{ title, count: 1, winner: 'x' }],
    Array.from({ length: 101 }, () => ({ title, count: 1 })),
  ])
    expect(await refusal({ prizes: bad }), JSON.stringify(bad)).toBe('invalid_prizes');
  expect(await database.sql('select from contest.draws')).toHaveLength(1);
});
