import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { createContestClient, type ContestClient } from '../../src/contest/client.ts';
import {
  functions,
  isRefusal,
  refusals,
  type FunctionName,
  type OpenAttempt,
  type Refusal,
} from '../../src/contest/contract.ts';
import { organiserRefusals } from '../../src/contest/organiser-contract.ts';
import { describeServers } from '../support/contract-servers.ts';
import { registration, rightAnswers } from '../support/members.ts';
import { refusedCalls } from '../support/refused-calls.ts';
import { signJwt, type Served } from '../support/served.ts';

describeServers((serve) => {
  let served: Served;
  let supabase: Awaited<ReturnType<Served['client']>>;
  beforeAll(async () => {
    served = await serve();
    supabase = await served.client();
  });
  afterAll(() => served?.stop());

  /** Functions that have answered by the contract. */
  const answered = new Set<FunctionName>();
  /** Refusals that have come with their status. */
  const heard = new Set<Refusal>();

  /** A call by supabase-js alone: what an outsider sees. */
  async function rpc(name: FunctionName, args: object, get = false) {
    const { data, error, status } = await supabase.rpc(name, args, { get });
    if (!error) {
      z.parse(functions[name].result, data);
      answered.add(name);
    } else if (isRefusal(error.message)) {
      expect(status, error.message).toBe(refusals[error.message]);
      heard.add(error.message);
    }
    return { status, data, refusal: error?.message };
  }
  async function join(changes = {}): Promise<string> {
    const { data } = await rpc('register', registration(changes));
    return data.ticket;
  }
  async function start(ticket: string): Promise<OpenAttempt> {
    return (await rpc('start_attempt', { ticket, round: 'tuan-2' })).data;
  }

  describe('through supabase-js, configured from /supabase.json', () => {
    test('a whole attempt goes by the contract', async () => {
      const contest = (await rpc('contest', {}, true)).data;
      expect(contest.rounds.map(({ state }: { state: string }) => state)).toEqual(['closed', 'open', 'upcoming']);
      const [root] = (await rpc('units', { contest: contest.slug }, true)).data;
      expect(root.has_children).toBe(true);
      const [unit] = (await rpc('find_units', { contest: contest.slug, query: 'chi bo 1 dong a' }, true)).data;

      const ticket = await join({ unit: unit.code });
      const attempt = await start(ticket);
      expect((await start(ticket)).id).toBe(attempt.id);
      const save = { ticket, attempt: attempt.id, revision: 2, answers: rightAnswers(attempt, 2) };
      expect((await rpc('save_answers', save)).data).toMatchObject({ stored: true, answered: 2 });
      expect((await rpc('save_answers', { ...save, revision: 1, answers: {} })).data).toMatchObject({
        stored: false,
        answered: 2,
      });

      const submit = { ticket, attempt: attempt.id, answers: rightAnswers(attempt), prediction: 12, revision: 3 };
      const { server_now: _, ...receipt } = (await rpc('submit_attempt', submit)).data;
      expect(receipt).toMatchObject({ score: 50, correct: 4, total: 4 });
      const { server_now: __, ...again } = (await rpc('submit_attempt', submit)).data;
      expect(again).toEqual(receipt);

      await served.sql('select contest.tick()');
      expect((await rpc('standing', { ticket, round: 'tuan-2' })).data).toMatchObject({ rank: 1, of: 1, score: 50 });
      expect((await rpc('leaderboard', { contest: contest.slug, round: 'tuan-2' }, true)).data.rows).toHaveLength(1);
      expect((await rpc('unit_leaderboard', { contest: contest.slug }, true)).data.rows[0]).toMatchObject({
        participants: 1,
      });
      expect((await rpc('me', { ticket })).data.attempts).toMatchObject([
        { state: 'submitted', receipt: receipt.receipt, prediction: 12 },
      ]);

      await served.sql(`update contest.rounds set ranked = false, review = 'after_submit' where slug = 'tuan-2'`);
      const review = (await rpc('review', { ticket, attempt: attempt.id })).data;
      await served.sql(`update contest.rounds set ranked = true, review = 'after_round' where slug = 'tuan-2'`);
      expect(review.map(({ verdict }: { verdict: string }) => verdict)).toEqual(attempt.paper.map(() => 'right'));
    });

    test('a lost ticket is replaced for phone and PIN, and its holder is forgotten on their wish', async () => {
      const member = registration({ pin: '271828' });
      const first = (await rpc('register', member)).data.ticket;
      const { ticket } = (await rpc('recover', { contest: member.contest, phone: member.phone, pin: '271828' })).data;
      expect(await rpc('me', { ticket: first })).toMatchObject({ status: 401, refusal: 'ticket_unknown' });
      expect((await rpc('me', { ticket })).data.participant.full_name).toBe(member.full_name);
      expect(await rpc('forget_me', { ticket })).toMatchObject({ data: null, refusal: undefined });
      expect(await rpc('me', { ticket })).toMatchObject({ status: 401, refusal: 'ticket_unknown' });
    });

    test('every refusal comes with its status and its token', async () => {
      const ticket = await join();
      const attempt = await start(ticket);
      const taken = registration();
      await rpc('register', taken);
      for (const [name, args, refusal] of refusedCalls({ ticket, attempt: attempt.id, taken })) {
        expect(await rpc(name, args), `${name} → ${refusal}`).toMatchObject({ status: refusals[refusal], refusal });
      }
    });

    test('and so does one that takes a story: attempts used up, a disqualification, a PIN tried too often', async () => {
      const member = registration({ pin: '271828' });
      const { ticket } = (await rpc('register', member)).data;
      for (const answers of [{}, {}]) {
        const attempt = await start(ticket);
        expect((await rpc('submit_attempt', { ticket, attempt: attempt.id, answers })).status).toBe(200);
      }
      const again = { ticket, round: 'tuan-2' };
      expect(await rpc('start_attempt', again)).toMatchObject({ status: 409, refusal: 'attempts_exhausted' });
      await served.sql(
        `update contest.participants set status = 'disqualified' where ticket_hash = contest.hash_ticket($1)`,
        [ticket],
      );
      expect(await rpc('start_attempt', again)).toMatchObject({ status: 409, refusal: 'disqualified' });

      const recover = { contest: member.contest, phone: member.phone, pin: '000000' };
      const refused = { status: 422, refusal: 'invalid_pin' };
      for (let tries = 0; tries < 5; tries += 1) expect(await rpc('recover', recover)).toMatchObject(refused);
      const locked = { status: 429, refusal: 'too_many_requests' };
      for (const pin of ['000000', '271828']) expect(await rpc('recover', { ...recover, pin })).toMatchObject(locked);
    });

    test('an answer after the grace is refused, and what was saved is scored', async () => {
      const ticket = await join();
      const attempt = await start(ticket);
      await rpc('save_answers', { ticket, attempt: attempt.id, revision: 1, answers: rightAnswers(attempt, 2) });
      await served.sql(
        `update contest.attempts set started_at = started_at - interval '1 hour', expires_at = expires_at - interval '1 hour' where id = $1`,
        [attempt.id],
      );
      const late = { ticket, attempt: attempt.id, answers: rightAnswers(attempt), revision: 2 };
      expect(await rpc('save_answers', late)).toMatchObject({ status: 409, refusal: 'attempt_closed' });
      expect(await rpc('submit_attempt', late)).toMatchObject({ status: 409, refusal: 'attempt_closed' });
      await served.sql('select contest.tick()');
      expect((await rpc('me', { ticket })).data.attempts).toMatchObject([{ state: 'expired', correct: 2 }]);
    });

    test('many calls at once: one attempt, one receipt', async () => {
      const ticket = await join();
      const attempts = await Promise.all(Array.from({ length: 10 }, () => start(ticket)));
      const [attempt] = attempts;
      expect(new Set(attempts.map(({ id }) => id)).size).toBe(1);
      const submit = { ticket, attempt: attempt?.id, answers: {} };
      const receipts = await Promise.all(Array.from({ length: 20 }, () => rpc('submit_attempt', submit)));
      expect(new Set(receipts.map(({ data }) => `${data.receipt} ${data.submitted_at}`)).size).toBe(1);
    });

    // Seen to fail without the check of the given names in findFunction of the local server, with a `score` taken by
    // api.submit_attempt, and without the refusal of GET in contest.reply_privately.
    test('12. an argument of the caller’s own is not taken, and a ticket over GET is refused', async () => {
      const ticket = await join();
      const attempt = await start(ticket);
      const { status } = await supabase.rpc('submit_attempt', { ticket, attempt: attempt.id, answers: {}, score: 100 });
      expect(status).toBe(404);
      expect(await rpc('me', { ticket }, true)).toMatchObject({ status: 405, refusal: 'method_not_allowed' });
    });

    test('a text typed with separate accents is the same text', async () => {
      const decomposed = 'Nguyễn Thị Mẫu'.normalize('NFD');
      const { data } = await rpc('register', registration({ full_name: decomposed }));
      expect(data.participant.full_name).toBe('Nguyễn Thị Mẫu');
      const query = 'Xã Đồng A'.normalize('NFD');
      expect((await rpc('find_units', { contest: 'cuoc-thi', query }, true)).data[0]).toMatchObject({ code: 'xa-a' });
    });

    test('nothing of the database can be read or called but the contract', async () => {
      for (const table of ['participants', 'attempts', 'questions']) {
        const { error } = await supabase.from(table).select('*');
        expect(error, table).not.toBeNull();
        const hidden = await supabase
          .schema('contest' as never)
          .from(table)
          .select('*');
        expect(hidden.error, `contest.${table}`).not.toBeNull();
      }
      expect((await supabase.rpc('tick')).status).toBe(404);
      expect((await supabase.schema('contest' as never).rpc('tick')).status).toBeGreaterThanOrEqual(400);
    });

    // Seen to fail without the comparison of signatures in the local server. PostgREST's own is not ours to remove.
    test('13. whoever has signed in calls as themselves, and a forged word for it is none', async () => {
      const organiser = await served.client(served.organiserToken('bantochuc@example.com'));
      expect((await organiser.rpc('contest')).status).toBe(200);
      const forged = signJwt({ role: 'authenticated', email: 'bantochuc@example.com' }, 'another secret');
      expect((await (await served.client(forged)).rpc('contest')).status).toBe(401);
    });
  });

  // Last of those that need the round open.
  test('a published round is read and verified by anybody, and a certificate by its code', async () => {
    const ticket = await join();
    const attempt = await start(ticket);
    await rpc('submit_attempt', { ticket, attempt: attempt.id, answers: rightAnswers(attempt) });
    await served.sql(
      `update contest.attempts set started_at = started_at - interval '3 days', expires_at = expires_at - interval '3 days'`,
    );
    await served.sql(
      `update contest.rounds set opens_at = opens_at - interval '3 days', closes_at = closes_at - interval '3 days' where slug = 'tuan-2'`,
    );
    await served.sql('select contest.tick()');
    await served.sql(
      `insert into contest.organisers (email, role) values ('quan-tri@example.com', 'admin') on conflict do nothing`,
    );
    const organiser = await served.client(served.organiserToken('quan-tri@example.com'));
    const published = await organiser.rpc('organiser_publish_round', { round: 'tuan-2', dry_run: false });
    expect(published).toMatchObject({ status: 200 });
    await served.sql('select contest.tick()');
    const twice = await organiser.rpc('organiser_publish_round', { round: 'tuan-2', dry_run: false });
    expect(twice).toMatchObject({ status: 409, error: { message: 'round_published' } });

    const { hash, pages, text } = (await rpc('publication', { contest: 'cuoc-thi', round: 'tuan-2' }, true)).data;
    expect(pages).toBe(1);
    expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
    const asked = await fetch(`${served.url}/rest/v1/rpc/publication?contest=cuoc-thi&round=tuan-2`, {
      headers: { apikey: served.keys.publishable, 'accept-profile': 'api', prefer: 'timezone=Asia/Tokyo' },
    });
    expect(((await asked.json()) as { text: string }).text).toBe(text);
    const [{ code }] = (await rpc('me', { ticket })).data.certificates;
    expect((await rpc('certificate', { code })).data).toMatchObject({
      round: 'tuan-2',
      score: 50,
      total: 4,
      state: 'valid',
    });
  });

  describe('the product’s own client', () => {
    let client: ContestClient;
    beforeAll(() => {
      client = createContestClient(served.url, served.keys.publishable);
    });

    test('gives a refusal as a value', async () => {
      expect(await client.call('me', { ticket: 'x' })).toEqual({ ok: false, refusal: 'ticket_unknown' });
    });

    test('throws a fault that says whether asking again may help', async () => {
      const nobody = createContestClient('http://127.0.0.1:9', served.keys.publishable);
      await expect(nobody.call('me', { ticket: 'x' })).rejects.toMatchObject({
        name: 'ContestFault',
        kind: 'unreachable',
      });
      const stranger = createContestClient(served.url, 'sb_publishable_wrong');
      await expect(stranger.call('me', { ticket: 'x' })).rejects.toMatchObject({
        name: 'ContestFault',
        kind: 'broken',
      });
    });

    test('knows every token the database can say', async () => {
      const rows = await served.sql<{ source: string }>(
        `select p.prosrc as source from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace where n.nspname = 'contest'`,
      );
      const said = rows.flatMap(({ source }) => [
        ...source.matchAll(/refuse(?:_and_count)?\((?:of_contest\.id, )?'([a-z_]+)', (\d+)/g),
      ]);
      expect(said.length).toBeGreaterThan(15);
      const known: Record<string, number> = { ...organiserRefusals, ...refusals };
      for (const [, token = '', status] of said) expect(known[token], token).toBe(Number(status));
    });
  });

  // A function without a call above is a function nobody has seen answer.
  test('every function of the contract has answered', () => {
    expect([...answered].sort()).toEqual(Object.keys(functions).sort());
  });

  // Seen to fail with another status for one of them in the database, and without the call that brings it about.
  test('every refusal of the contract has come, with its status', () => {
    expect([...heard].sort()).toEqual(Object.keys(refusals).sort());
  });
});
