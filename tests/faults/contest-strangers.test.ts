/** What a stranger can send over HTTP with supabase-js or by hand, to the local server and to the real PostgREST. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { functions, type OpenAttempt } from '../../src/contest/contract.ts';
import { describeServers } from '../support/contract-servers.ts';
import { registration, rightAnswers } from '../support/members.ts';
import type { Served } from '../support/served.ts';

const round = 'tuan-2';

describeServers((serve) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve();
  });
  afterAll(() => served?.stop());

  /** A call by hand: the whole answer, but for the date. */
  async function post(name: string, body: unknown, headers: Record<string, string> = {}) {
    const reply = await fetch(`${served.url}/rest/v1/rpc/${name}`, {
      method: 'POST',
      headers: {
        apikey: served.keys.publishable,
        'content-type': 'application/json',
        'content-profile': 'api',
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const told = [...reply.headers].filter(([header]) => header !== 'date').sort();
    return { status: reply.status, headers: told, body: await reply.text() };
  }
  async function ask<Reply>(name: string, args: object): Promise<Reply> {
    return JSON.parse((await post(name, args)).body) as Reply;
  }
  async function somebody() {
    const { ticket } = await ask<{ ticket: string }>('register', registration());
    const attempt = await ask<OpenAttempt>('start_attempt', { ticket, round });
    return { ticket, attempt, at: { ticket, attempt: attempt.id } };
  }

  // Seen to fail without `a.participant_id = p.id` in contest.save_answers, and in contest.find_own_attempt.
  test("9. another's attempt is an unknown one, to the byte", async () => {
    const [mine, other] = [await somebody(), await somebody()];
    const unknown = crypto.randomUUID();
    for (const [name, args] of [
      ['save_answers', { revision: 1, answers: rightAnswers(other.attempt), prediction: 1 }],
      ['submit_attempt', { answers: {} }],
      ['review', {}],
    ] as const) {
      const call = (attempt: string) => post(name, { ticket: mine.ticket, attempt, ...args });
      const told = await call(other.attempt.id);
      expect(told, name).toEqual(await call(unknown));
      expect(told).toMatchObject({ status: 404, body: expect.stringContaining('"attempt_not_found"') as string });
    }
    expect((await ask<{ open_attempt: OpenAttempt }>('me', { ticket: other.ticket })).open_attempt.saved.revision).toBe(
      0,
    );
  });

  // Seen to fail with the ticket's length as the detail of its refusal in contest.find_participant, and in
  // contest.find_own_attempt.
  test('21. a forged ticket gets the answer any other forged one gets, whatever is asked with it, to the byte', async () => {
    const { ticket, attempt } = await somebody();
    const answers = [];
    for (const forged of ['', 'x', ticket.slice(0, -1), `${ticket}0`, '0000-0000-0000-0000-0000', 'Đ'.repeat(1000)]) {
      const at = { ticket: forged, attempt: attempt.id };
      for (const [name, args] of [
        ['me', { ticket: forged }],
        ['start_attempt', { ticket: forged, round }],
        ['start_attempt', { ticket: forged, round: 'khong-co' }],
        ['save_answers', { ...at, revision: 1, answers: {} }],
        ['submit_attempt', { ...at, answers: { x: ['A'] } }],
        ['review', at],
        ['standing', { ticket: forged }],
        ['forget_me', { ticket: forged }],
      ] as const) {
        answers.push(JSON.stringify(await post(name, args)));
      }
    }
    expect(new Set(answers).size).toBe(1);
  });

  describe('14. answers nobody’s paper asks for', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    // Seen to fail without `answers <@ keys` and without the limit of size in contest.save_answers and contest.submit_attempt.
    test.each<[string, (id: string) => string]>([
      ['an unknown question', () => '{"999999":["A"]}'],
      ['a question written otherwise', (id) => `{"0${id}":["A"]}`],
      ['a number too large for one', () => '{"99999999999999999999":["A"]}'],
      ['an unknown key', (id) => `{"${id}":["Z"]}`],
      ['a lower-case key', (id) => `{"${id}":["a"]}`],
      ['a full-width key', (id) => `{"${id}":["Ａ"]}`],
      ['two keys in one', (id) => `{"${id}":["AB"]}`],
      ['a key within a list', (id) => `{"${id}":[["A"]]}`],
      ['a key within an object', (id) => `{"${id}":{"0":"A"}}`],
      ['a key that is no list', (id) => `{"${id}":"A"}`],
      ['a number', (id) => `{"${id}":1}`],
      ['null', (id) => `{"${id}":null}`],
      ['a list of all', () => '[["A"],["A"],["A"],["A"]]'],
      ['nothing', () => 'null'],
      ['a megabyte of a key', (id) => `{"${id}":["${'A'.repeat(1_000_000)}"]}`],
      ['a megabyte of keys', (id) => `{"${id}":[${'"A",'.repeat(250_000)}"A"]}`],
      ['a megabyte of questions', () => `{${Array.from({ length: 60_000 }, (_, at) => `"${at}":["A"]`).join()}}`],
      ['depth without end', (id) => `{"${id}":${nested(200_000)}}`],
      ['NUL', (id) => `{"${id}":["\\u0000"]}`],
      ['NUL in a question', () => '{"\\u0000":["A"]}'],
      ['half a surrogate pair', (id) => `{"${id}":["\\ud800"]}`],
      ['a decomposed key', (id) => `{"${id}":["${'Á'.normalize('NFD')}"]}`],
      ['what is not JSON', (id) => `{"${id}":[A]}`],
      ['a prototype', () => '{"__proto__":["A"],"constructor":["A"]}'],
    ])('%s: refused with 4xx, and nothing is stored', async (_, write) => {
      const { ticket, attempt, at } = await somebody();
      const answers = rightAnswers(attempt, 1);
      await ask('save_answers', { ...at, revision: 1, answers, prediction: 3 });
      const bad = write(attempt.paper[0]?.id ?? '');
      const head = `"ticket":"${ticket}","attempt":"${attempt.id}","revision":2,"prediction":4`;
      for (const name of ['save_answers', 'submit_attempt']) {
        const { status } = await post(name, `{${head},"answers":${bad}}`);
        expect(status, name).toBeGreaterThanOrEqual(400);
        expect(status, name).toBeLessThan(500);
      }
      const { open_attempt } = await ask<{ open_attempt: OpenAttempt }>('me', { ticket });
      expect(open_attempt.saved).toEqual({ revision: 1, answers, prediction: 3 });
    });
  });

  // Seen to fail, where there are a thousand units, without left() in contest.find_units: half a million words, each sought
  // in every unit, run into the time limit, which answers 500.
  test('14. a megabyte in any argument of any function is no fault of the server', async () => {
    await served.sql(`
      insert into contest.units (contest_id, code, name, kind, parent_id, ordinal)
      select u.contest_id, 'them-' || n, 'Chi bộ ' || n, u.kind, u.parent_id, n
      from contest.units as u, generate_series(1, 1000) as n where u.code = 'xa-b-chi-bo-1'`);
    await served.sql('select contest.derive_unit_tree(id) from contest.contests');
    const { ticket, attempt } = await somebody();
    const known: Record<string, unknown> = {
      ...registration(),
      ticket,
      attempt: attempt.id,
      round,
      revision: 1,
      answers: {},
    };
    const megabyte = 'a b '.repeat(250_000);
    const signatures = await served.sql<{ name: string; parameters: string[]; required: number }>(`
      select p.proname as name, coalesce(p.proargnames, '{}') as parameters, p.pronargs - p.pronargdefaults as required
      from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace where n.nspname = 'api'`);
    expect(signatures.length).toBeGreaterThanOrEqual(Object.keys(functions).length);
    for (const { name, parameters, required } of signatures) {
      for (const argument of parameters) {
        const others = parameters.slice(0, required).filter((other) => other !== argument);
        const args = Object.fromEntries(others.map((other) => [other, known[other] ?? 'x']));
        const { status, body } = await post(name, { ...args, [argument]: megabyte });
        expect(status, `${name}(${argument}): ${body.slice(0, 200)}`).toBeLessThan(500);
      }
    }
  });

  // Seen to fail with the leftmost hop in contest.caller_address.
  test('20. headers of the caller’s own make no other address of theirs, and no refusal undone', async () => {
    await served.sql('update contest.settings set registrations_per_address = 3');
    await served.sql(`delete from contest.tries`);
    const tricks = [
      {},
      { 'x-forwarded-for': '198.51.100.1' },
      { 'x-forwarded-for': '198.51.100.2, 198.51.100.3', forwarded: 'for=198.51.100.4' },
      { 'x-forwarded-for': '198.51.100.5', 'x-real-ip': '198.51.100.5', 'cf-connecting-ip': '198.51.100.5' },
      { prefer: 'tx=rollback' },
      { prefer: 'tx=rollback, handling=strict' },
      { 'x-http-method-override': 'GET', 'true-client-ip': '198.51.100.6' },
    ];
    const statuses = [];
    for (const headers of tricks) statuses.push((await post('register', registration(), headers)).status);
    expect(statuses.slice(0, 3)).toEqual([200, 200, 200]);
    for (const status of statuses.slice(3)) expect([400, 429]).toContain(status);
    expect(await served.sql(`select token from contest.refusal_counts where token = 'too_many_requests'`)).toHaveLength(
      1,
    );
    await served.sql('update contest.settings set registrations_per_address = 3000');
  });

  // Seen to fail with finished_at for contest.utc(finished_at) in contest.submit_attempt.
  test('25. a preferred time zone changes no byte of a receipt', async () => {
    const { at, ticket } = await somebody();
    const withoutNow = ({ body }: { body: string }) => body.replace(/"server_now" ?: ?"[^"]*"/g, '');
    const submit = (prefer: string) => post('submit_attempt', { ...at, answers: {} }, { prefer });
    const receipt = withoutNow(await submit('timezone=Asia/Ho_Chi_Minh'));
    const record = withoutNow(await post('me', { ticket }));
    for (const zone of ['UTC', 'America/St_Johns', 'Asia/Kathmandu', 'Nowhere/City']) {
      expect(withoutNow(await submit(`timezone=${zone}`))).toBe(receipt);
      expect(withoutNow(await post('me', { ticket }, { prefer: `timezone=${zone}` }))).toBe(record);
    }
  });
});
