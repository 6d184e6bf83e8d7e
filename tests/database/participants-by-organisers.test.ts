import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrganiserArgs } from '../../src/contest/organiser-contract.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { join, takeRound } from '../support/members.ts';
import { addOrganisers, askAs, callAs, organisers, signedIn } from '../support/organisers.ts';

const contest = 'cuoc-thi';
const reason = 'theo đơn của đương sự';
const refused = (status: number, refusal: string) => ({ status, refusal });

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await addOrganisers(database);
});
afterAll(() => database.close());

async function idOf(ticket: string): Promise<number> {
  const [row] = await database.sql<{ id: number }>(
    'select id from contest.participants where ticket_hash = contest.hash_ticket($1)',
    [ticket],
  );
  return row?.id as number;
}
async function newcomer(changes: Parameters<typeof join>[1] = {}) {
  const ticket = await join(database, changes);
  return { ticket, id: await idOf(ticket) };
}
const list = async (
  args: Partial<OrganiserArgs<'organiser_participants'>>,
  as: 'admin' | 'editor' | 'unit' = 'editor',
) => (await askAs(database, as, 'organiser_participants', { contest, ...args })).rows;
async function newestEntry() {
  const [entry] = await database.sql<{
    act: string;
    actor: string;
    details: Record<string, unknown>;
    reason: string | null;
  }>('select act, actor, details, reason from contest.audit order by id desc limit 1');
  return entry;
}
/** Everything the audit log says, as one text. */
const wholeLog = async () =>
  JSON.stringify(await database.sql('select act, actor, details, reason from contest.audit'));

describe('the list of participants', () => {
  beforeAll(async () => {
    for (const [full_name, unit] of [
      ['Đặng Thị Ưng', 'xa-a-chi-bo-1'],
      ['Nguyễn Văn An', 'xa-a-chi-bo-2'],
      ['Nguyễn Đình Bảo-Ân', 'xa-a'],
      ['H’Hen Niê', 'xa-b'],
      ['Jürgen Kpă', 'xa-b-chi-bo-1'],
    ] as const)
      await join(database, { full_name, unit, phone: `09120000${10 + full_name.length}` });
  });
  const names = async (args: Parameters<typeof list>[0], as?: 'unit') =>
    (await list(args, as)).map(({ full_name }) => full_name);

  test('shows who is who, and of the phone only its last three digits', async () => {
    const ticket = await join(database, {
      full_name: 'Lê Một Mình',
      phone: '02043852678',
      unit: 'xa-b',
      audience: 'student',
    });
    await takeRound(database, ticket, 1);
    expect(await list({ query: 'le mot minh' })).toEqual([
      {
        id: await idOf(ticket),
        full_name: 'Lê Một Mình',
        birth_year: 1960,
        unit: { code: 'xa-b', name: 'Xã Đồng B', path: ['Tỉnh', 'Xã Đồng B'] },
        audience: 'student',
        status: 'active',
        phone: '••••••••678',
        registered_at: '2026-06-15T05:00:00.000Z',
        attempts: 1,
        forgotten: false,
      },
    ]);
  });

  test('finds names without regard to case, accents or đ, every term beginning a word', async () => {
    expect(await names({ query: 'ĐANG ung' })).toEqual(['Đặng Thị Ưng']);
    expect(await names({ query: 'dang ứng'.normalize('NFD') })).toEqual(['Đặng Thị Ưng']);
    expect(await names({ query: 'an' })).toEqual(['Nguyễn Văn An', 'Nguyễn Đình Bảo-Ân']);
    expect(await names({ query: 'nguy b' })).toEqual(['Nguyễn Đình Bảo-Ân']);
    expect(await names({ query: 'hen' })).toEqual(['H’Hen Niê']);
    expect(await names({ query: 'jurgen kpa' })).toEqual(['Jürgen Kpă']);
    expect(await names({ query: '% _' })).toHaveLength((await list({})).length);
    expect(await names({ query: 'uyen' })).toEqual([]);
  });

  test('looks into a name as the search for units does', async () => {
    const written = ['ẵỘứỹĐđßøı', 'Ærø', 'Ñandú Ÿ', 'Ǻ ȷ', 'O’Brien-Đỗ', 'Kr̆ông', 'Y Blế̆c', 'Trần.T.Ẩn', 'Ḁ Ẓ ẞ ẟ'];
    await database.sql(
      `insert into contest.participants (contest_id, unit_id, ticket_hash, full_name, birth_year, audience, consent_version, guardian_consent, registered_at)
       select u.contest_id, u.id, sha256(convert_to(given, 'UTF8')), given, 1960, 'public', 'v1', false, now()
       from contest.units as u, unnest($1::text[]) as given where u.code = 'xa-b'`,
      [written.map((name) => `${name} Soi`)],
    );
    for (const name of written) {
      const [row] = await database.sql<{ words: string }>('select contest.words($1) as words', [name]);
      for (const term of row?.words.trim().split(' ') ?? [])
        expect(await names({ query: `${term} soi` }), `${name}: ${term}`).toContain(`${name} Soi`);
    }
    await database.sql(`delete from contest.participants where full_name like '% Soi'`);
  });

  test('goes page by page in the order they registered', async () => {
    const all = await list({});
    const pages = [];
    for (let after: number | undefined; ;) {
      const page = await list({ size: 2, ...(after && { after }) });
      pages.push(...page);
      after = page.at(-1)?.id;
      if (page.length === 0) break;
    }
    expect(pages).toEqual(all);
    expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).sort((a, b) => a - b));
    expect((await list({ size: 1000 })).length).toBeLessThanOrEqual(100);
  });

  test('of a unit holds everybody below it, and of a unit organiser’s nobody else', async () => {
    const inA = ['Đặng Thị Ưng', 'Nguyễn Văn An', 'Nguyễn Đình Bảo-Ân'];
    expect(await names({ unit: 'xa-a' })).toEqual(inA);
    expect(await names({ unit: 'xa-a-chi-bo-2' }, 'unit')).toEqual(['Nguyễn Văn An']);
    expect(await names({}, 'unit')).toEqual(inA);
    expect(await names({ query: 'hen' }, 'unit')).toEqual([]);
    // Removed to see this fail: require_unit_scope in contest.organiser_participants.
    for (const unit of ['tinh', 'xa-b'])
      expect(await callAs(database, 'unit', 'organiser_participants', { contest, unit })).toEqual(
        refused(403, 'out_of_scope'),
      );
  });

  test('puts every look on the record, and nothing of what was seen', async () => {
    await list({ unit: 'xa-a', query: 'Đặng' }, 'unit');
    expect(await newestEntry()).toEqual({
      act: 'list_participants',
      actor: organisers.unit.email,
      // What was typed may be a name or a phone, and the log is never cleared.
      details: { contest, unit: 'xa-a', searched: true },
      reason: null,
    });
    expect(await wholeLog()).not.toContain('Ưng');
  });

  test('shows nothing of somebody forgotten but what they did', async () => {
    const { ticket, id } = await newcomer({ full_name: 'Sắp Được Quên', unit: 'xa-a-chi-bo-1' });
    await takeRound(database, ticket, 1);
    await database.ask('forget_me', { ticket });
    const row = (await list({ unit: 'xa-a-chi-bo-1' })).find((one) => one.id === id);
    expect(row).toMatchObject({ full_name: null, birth_year: null, phone: null, attempts: 1, forgotten: true });
    expect(await list({ query: 'Sắp Được Quên' })).toEqual([]);
  });
});

describe('a phone', () => {
  test('is revealed with a reason, on the record, and does not stand in it', async () => {
    const { id } = await newcomer({ phone: '0977123456', unit: 'xa-a' });
    expect(await askAs(database, 'unit', 'organiser_reveal_phone', { participant: id, reason })).toEqual({
      phone: '0977123456',
    });
    expect(await newestEntry()).toEqual({
      act: 'reveal_phone',
      actor: organisers.unit.email,
      details: { participant: id },
      reason,
    });
    expect(await wholeLog()).not.toContain('0977123456');
  });

  test('is not revealed without a reason, outside one’s units, of nobody or of somebody forgotten', async () => {
    const { id, ticket } = await newcomer({ unit: 'xa-b' });
    const reveal = (as: Parameters<typeof callAs>[1], participant: number, why = reason) =>
      callAs(database, as, 'organiser_reveal_phone', { participant, reason: why });
    expect(await reveal('admin', id, ' ')).toEqual(refused(422, 'reason_required'));
    expect(await reveal('unit', id)).toEqual(refused(403, 'out_of_scope'));
    expect(await reveal('unit', 99_999_999)).toEqual(refused(403, 'out_of_scope'));
    expect(await reveal('admin', 99_999_999)).toEqual(refused(404, 'participant_not_found'));
    expect(await reveal(signedIn('nguoi-la@example.com'), id)).toEqual(refused(403, 'not_an_organiser'));
    await database.ask('forget_me', { ticket });
    expect(await reveal('admin', id)).toEqual(refused(409, 'participant_forgotten'));
  });
});

describe('a correction', () => {
  const correct = (
    as: Parameters<typeof callAs>[1],
    args: Omit<OrganiserArgs<'organiser_correct_participant'>, 'reason'>,
  ) => callAs(database, as, 'organiser_correct_participant', { ...args, reason });

  test('changes what is given and nothing else, by the rules of registering', async () => {
    const { id, ticket } = await newcomer({ unit: 'xa-a' });
    const answer = await correct('editor', { participant: id, full_name: '  Trần   Đúng ', birth_year: 1970 });
    expect(answer.value).toMatchObject({ id, full_name: 'Trần Đúng', birth_year: 1970, audience: 'party_member' });
    expect((await database.ask('me', { ticket })).participant).toMatchObject({
      full_name: 'Trần Đúng',
      unit: { code: 'xa-a' },
    });
    for (const [change, status, refusal] of [
      [{ full_name: '1' }, 422, 'invalid_name'],
      [{ birth_year: 1700 }, 422, 'invalid_birth_year'],
      [{ unit: 'khong-co' }, 422, 'unit_unknown'],
      [{ audience: 'x' as never }, 422, 'invalid_audience'],
    ] as const)
      expect(await correct('editor', { participant: id, ...change })).toEqual(refused(status, refusal));
  });

  test('that makes somebody a minor needs their guardian’s consent', async () => {
    const { id } = await newcomer({});
    // Removed to see this fail: the refusal of guardian_consent_required.
    expect(await correct('admin', { participant: id, birth_year: 2012 })).toEqual(
      refused(422, 'guardian_consent_required'),
    );
    expect((await correct('admin', { participant: id, birth_year: 2012, guardian_consent: true })).value).toMatchObject(
      { birth_year: 2012 },
    );
    expect(await correct('admin', { participant: id, guardian_consent: false })).toEqual(
      refused(422, 'guardian_consent_required'),
    );
  });

  test('of the unit moves their results with the next tick, and leaves published ones', async () => {
    const { id, ticket } = await newcomer({ unit: 'xa-a-chi-bo-1' });
    await takeRound(database, ticket, 4);
    await database.sql('select contest.tick()');
    const people = async (unit: string) =>
      (await database.ask('leaderboard', { contest, round: 'tuan-2', unit })).total;
    const [inA, inB] = [await people('xa-a'), await people('xa-b')];
    await correct('admin', { participant: id, unit: 'xa-b', audience: 'public' });
    await database.sql('select contest.tick()');
    expect([await people('xa-a'), await people('xa-b')]).toEqual([inA - 1, inB + 1]);
    const isRight = async () =>
      (await database.sql<{ ok: boolean }>(`select contest.recount('cuoc-thi') -> 'ok' as ok`))[0]?.ok;
    expect(await isRight()).toBe(true);

    await database.sql(`update contest.rounds set published_at = now() where slug = 'tuan-2'`);
    await correct('admin', { participant: id, unit: 'xa-a' });
    await database.sql('select contest.tick()');
    expect([await people('xa-a'), await people('xa-b')]).toEqual([inA - 1, inB + 1]);
    expect(await isRight()).toBe(true);
    await database.sql(`update contest.rounds set published_at = null`);
  });

  test('is made within one’s units only, and never moves anybody out of them', async () => {
    const { id } = await newcomer({ unit: 'xa-a' });
    const { id: stranger } = await newcomer({ unit: 'xa-b' });
    expect(await correct('unit', { participant: stranger, unit: 'xa-a' })).toEqual(refused(403, 'out_of_scope'));
    // Removed to see this fail: the second require_unit_scope, of the new unit.
    expect(await correct('unit', { participant: id, unit: 'xa-b' })).toEqual(refused(403, 'out_of_scope'));
    expect((await correct('unit', { participant: id, unit: 'xa-a-chi-bo-1' })).value).toMatchObject({
      unit: { code: 'xa-a-chi-bo-1' },
    });
  });

  test('stands on the record by what was changed: units by code, the person by nothing', async () => {
    const { id } = await newcomer({ full_name: 'Tên Cũ Kỹ', unit: 'xa-a' });
    await correct('editor', { participant: id, full_name: 'Tên Mới Toanh', birth_year: 1955, unit: 'xa-b' });
    expect(await newestEntry()).toEqual({
      act: 'correct_participant',
      actor: organisers.editor.email,
      details: {
        participant: id,
        changed: ['birth_year', 'full_name', 'unit_id'],
        unit: { before: 'xa-a', after: 'xa-b' },
      },
      reason,
    });
    const log = await wholeLog();
    for (const word of ['Tên Cũ', 'Tên Mới', '1955']) expect(log).not.toContain(word);
  });
});

describe('a new ticket', () => {
  test('opens the same entry, the old one opens nothing, and neither is on the record', async () => {
    const { id, ticket } = await newcomer({ unit: 'xa-a', full_name: 'Mất Mã' });
    const issued = await askAs(database, 'unit', 'organiser_reissue_ticket', { participant: id, reason });
    expect(issued.ticket).toMatch(/^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
    expect((await database.ask('me', issued)).participant.full_name).toBe('Mất Mã');
    expect(await database.call('me', { ticket })).toEqual(refused(401, 'ticket_unknown'));
    expect(await newestEntry()).toEqual({
      act: 'reissue_ticket',
      actor: organisers.unit.email,
      details: { participant: id },
      reason,
    });
    expect(await wholeLog()).not.toContain(issued.ticket);
  });

  test('is given out within one’s units, with a reason, and not to somebody forgotten', async () => {
    const { id, ticket } = await newcomer({ unit: 'xa-b' });
    const reissue = (as: Parameters<typeof callAs>[1], why = reason) =>
      callAs(database, as, 'organiser_reissue_ticket', { participant: id, reason: why });
    expect(await reissue('unit')).toEqual(refused(403, 'out_of_scope'));
    expect(await reissue('admin', '')).toEqual(refused(422, 'reason_required'));
    await expect(reissue({ actor: 'anon' })).rejects.toThrow('permission denied');
    await database.ask('forget_me', { ticket });
    expect(await reissue('admin')).toEqual(refused(409, 'participant_forgotten'));
  });
});
