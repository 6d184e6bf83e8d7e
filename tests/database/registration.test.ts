import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FunctionName } from '../../src/contest/contract.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { join, registration } from '../support/members.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

describe('registering', () => {
  test('gives a ticket of a hundred bits in groups, and says who it is for', async () => {
    const reply = await database.ask('register', registration({ full_name: '  Trần   Văn Mẫu ' }));
    expect(reply.ticket).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
    expect(reply.participant).toEqual({
      full_name: 'Trần Văn Mẫu',
      unit: { code: 'xa-a-chi-bo-1', name: 'Chi bộ 1', path: ['Tỉnh', 'Xã Đồng A', 'Chi bộ 1'] },
      audience: 'party_member',
      status: 'active',
    });
  });

  test('the same request for the same phone gets the same ticket, however the phone is written', async () => {
    const first = registration({ phone: '0977000111' });
    const { ticket } = await database.ask('register', first);
    const again = await database.ask('register', { ...first, phone: '+84 977.000.111', full_name: 'Tên Khác' });
    expect(again.ticket).toBe(ticket);
    expect(again.participant.full_name).toBe(first.full_name);
  });

  test('another request for a registered phone is refused, and so is one without a request id', async () => {
    const first = registration();
    await database.ask('register', first);
    const refused = { status: 409, refusal: 'phone_already_registered' };
    expect(await database.call('register', { ...first, request: crypto.randomUUID() })).toEqual(refused);
    const { request: _, ...withoutRequest } = first;
    expect(await database.call('register', withoutRequest)).toEqual(refused);
  });

  test('two phones never share a ticket, even with one request id', async () => {
    const request = crypto.randomUUID();
    expect(await join(database, { request })).not.toBe(await join(database, { request }));
  });

  test('neither the ticket nor the phone can be read from the participants table', async () => {
    const { phone } = registration();
    const ticket = await join(database, { phone });
    const rows = JSON.stringify(await database.sql('select * from contest.participants'));
    expect(rows).not.toContain(phone);
    expect(rows).not.toContain(ticket);
    expect(rows).not.toContain(ticket.replaceAll('-', ''));
  });

  test.each([
    ['an empty name', { full_name: ' ' }, 422, 'invalid_name'],
    ['a name with digits', { full_name: 'Nguyễn 1' }, 422, 'invalid_name'],
    ['a name with mark-up', { full_name: '<b>Nguyễn</b>' }, 422, 'invalid_name'],
    ['a formula as name', { full_name: '=HYPERLINK("x")' }, 422, 'invalid_name'],
    ['a name of 101 letters', { full_name: 'a'.repeat(101) }, 422, 'invalid_name'],
    ['a phone of five digits', { phone: '09123' }, 422, 'invalid_phone'],
    ['a phone with letters', { phone: '09123456ab' }, 422, 'invalid_phone'],
    ['a birth year in the future', { birth_year: 2030 }, 422, 'invalid_birth_year'],
    ['a birth year of two digits', { birth_year: 60 }, 422, 'invalid_birth_year'],
    ['a birth year as small as a number can be', { birth_year: -2_147_483_648 }, 422, 'invalid_birth_year'],
    ['an unknown unit', { unit: 'khong-co' }, 422, 'unit_unknown'],
    ['an unknown group', { audience: 'king' as never }, 422, 'invalid_audience'],
    ['no consent', { consent: '' }, 422, 'consent_required'],
    ['consent to another version', { consent: 'v0' }, 422, 'consent_required'],
    ['a pin of five digits', { pin: '12345' }, 422, 'invalid_pin'],
    ['a pin in Arabic-Indic digits', { pin: '١٢٣٤٥٦' }, 422, 'invalid_pin'],
    ['a pin with a full-width digit', { pin: '12345６' }, 422, 'invalid_pin'],
    ['a pupil without a guardian', { birth_year: 2010 }, 422, 'guardian_consent_required'],
    ['a pupil whose guardian said no', { birth_year: 2012, guardian_consent: false }, 422, 'guardian_consent_required'],
    ['an unknown contest', { contest: 'khac' }, 404, 'contest_not_found'],
  ])('%s is refused', async (_, changes, status, refusal) => {
    expect(await database.call('register', registration(changes))).toEqual({ status, refusal });
  });

  // Seen to fail with the pattern of the PIN as it was: the two above pass on these engines whatever it says.
  test('no function says \\d: on a database of another locale that is the digits of every script', async () => {
    const loose = await database.sql(`select p.oid::regprocedure as name from pg_proc as p
      where p.pronamespace in ('contest'::regnamespace, 'api'::regnamespace)
        and regexp_replace(p.prosrc, '--[^\\n]*', '', 'g') like '%\\\\d%'`);
    expect(loose).toEqual([]);
  });

  test.each([
    '0912 345 678',
    '0912.345.679',
    '+84912345680',
    '84912345681',
    '(091) 234-5682',
    '0084912345683',
    '02033123456',
  ])('the phone %s is taken as people write it', async (phone) => {
    expect((await database.call('register', registration({ phone }))).status).toBe(200);
  });

  test('the phone is kept apart, for organisers alone', async () => {
    const { phone } = registration();
    const ticket = await join(database, { phone });
    expect(ticket).toBeTruthy();
    expect(await database.sql('select phone from contest.participant_phones where phone = $1', [phone])).toHaveLength(
      1,
    );
  });

  test.each(['Ksor H’Yêu', 'Y Blô-Niê', "O'Brien", 'Rơ Chăm Ơ\u0306i', 'Nguyễn\u00a0Thị\u00a0Mẫu', 'ĐẶNG ÁNH'])(
    'the name %s is a name',
    async (full_name) => {
      expect((await database.call('register', registration({ full_name }))).status).toBe(200);
    },
  );

  test('a name typed in decomposed letters is stored composed', async () => {
    const reply = await database.ask('register', registration({ full_name: 'Nguyễn Ngọc Ánh'.normalize('NFD') }));
    expect(reply.participant.full_name).toBe('Nguyễn Ngọc Ánh');
  });

  test('a pupil with a guardian takes part, and somebody who turns 17 this year needs none', async () => {
    expect((await database.call('register', registration({ birth_year: 2010, guardian_consent: true }))).status).toBe(
      200,
    );
    expect((await database.call('register', registration({ birth_year: 2009 }))).status).toBe(200);
  });
});

describe('a ticket', () => {
  test('works in lower case, with spaces, without dashes, and with O and I for 0 and 1', async () => {
    const ticket = await join(database);
    const readings = [
      ticket.toLowerCase(),
      ticket.replaceAll('-', ' '),
      ticket.replaceAll('-', ''),
      ticket.replaceAll('0', 'O').replaceAll('1', 'I'),
      ` ${ticket.replaceAll('1', 'l')} `,
    ];
    for (const reading of readings) expect((await database.call('me', { ticket: reading })).status).toBe(200);
  });

  test.each(['', 'x', 'AAAA-AAAA-AAAA-AAAA-AAAA', "' or true --"])('%j is unknown', async (ticket) => {
    expect(await database.call('me', { ticket })).toEqual({ status: 401, refusal: 'ticket_unknown' });
  });

  test('cut short is unknown', async () => {
    const ticket = await join(database);
    expect(await database.call('me', { ticket: ticket.slice(0, -1) })).toEqual({
      status: 401,
      refusal: 'ticket_unknown',
    });
  });

  // Seen to fail without the refusal of GET, and with another Cache-Control, in contest.reply_privately; and with a function
  // that takes a ticket and does not begin by it.
  test('12. is refused over GET by every function that takes one, or a code, a phone or a PIN, and never cached', async () => {
    const person = registration({ pin: '123456' });
    const { ticket } = await database.ask('register', person);
    const attempt = (await database.ask('start_attempt', { ticket, round: 'tuan-2' })).id;
    const at = { ticket, attempt, answers: {} };
    const calls: [FunctionName, object][] = [
      ['register', person],
      ['recover', { contest: person.contest, phone: person.phone, pin: '000000' }],
      ['me', { ticket }],
      ['start_attempt', { ticket, round: 'tuan-2' }],
      ['save_answers', { ...at, revision: 1 }],
      ['submit_attempt', at],
      ['standing', { ticket }],
      ['review', { ticket, attempt }],
      ['certificate', { code: 'x' }],
      ['forget_me', { ticket }],
    ];
    const secret = await database.sql<{ name: string }>(
      `select p.proname as name from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
       where n.nspname = 'api' and p.proargnames && '{ticket,code,phone,pin}' and p.proname not like 'organiser%'`,
    );
    expect(calls.map(([name]) => name).sort()).toEqual(secret.map(({ name }) => name).sort());
    for (const [name, args] of calls) {
      const refused = { status: 405, refusal: 'method_not_allowed' };
      expect(await database.call(name, args as never, { verb: 'GET' }), name).toEqual(refused);
    }
    for (const [name, args] of calls) {
      const answer = await database.call(name, args as never);
      if (answer.status === 200) expect(answer.cacheControl, name).toBe('no-store');
    }
  });
});

describe('a contest that is over', () => {
  const closed = { status: 409, refusal: 'round_not_open' };
  let ending: TestDatabase;
  beforeEach(async () => {
    ending = await openTestDatabase();
  });
  afterEach(() => ending.close());

  // Seen to fail without closes_at in contest.is_over.
  test('takes nobody from the moment it closes', async () => {
    await ending.sql(`update contest.contests set closes_at = '2026-06-19T13:00:00Z'`);
    await ending.setClock(new Date('2026-06-19T12:59:59.999Z'));
    expect((await ending.call('register', registration())).status).toBe(200);
    await ending.passTime(1);
    expect(await ending.call('register', registration())).toEqual(closed);
    expect(await ending.sql('select from contest.participants')).toHaveLength(1);
  });

  // Seen to fail without the rounds in contest.is_over.
  test('takes nobody once every round is settled or published, though its own close is still to come', async () => {
    await ending.sql(`update contest.contests set closes_at = '2026-12-31T13:00:00Z'`);
    const grace = 10_000;
    await ending.setClock(new Date(Date.parse('2026-06-30T13:00:00.000Z') + grace));
    expect((await ending.call('register', registration())).status).toBe(200);
    await ending.passTime(1);
    expect(await ending.call('register', registration())).toEqual(closed);
    await ending.setClock(new Date('2026-06-15T05:00:00Z'));
    expect((await ending.call('register', registration())).status).toBe(200);
    await ending.sql('update contest.rounds set published_at = closes_at');
    expect(await ending.call('register', registration())).toEqual(closed);
  });

  test('takes people as long as it has no round yet', async () => {
    await ending.sql('delete from contest.rounds');
    expect((await ending.call('register', registration())).status).toBe(200);
  });

  test('still answers whoever registered in time and lost the reply, and gives back a lost ticket', async () => {
    const args = registration({ pin: '161803' });
    const { ticket } = await ending.ask('register', args);
    await ending.setClock(new Date('2026-07-30T05:00:00Z'));
    expect((await ending.ask('register', args)).ticket).toBe(ticket);
    expect(await ending.call('register', { ...args, request: crypto.randomUUID() })).toEqual(closed);
    const { contest, phone } = args;
    const fresh = (await ending.ask('recover', { contest, phone, pin: '161803' })).ticket;
    expect(await ending.call('start_attempt', { ticket: fresh, round: 'tuan-3' })).toEqual(closed);
  });
});
