/** The organisers' functions as a signed-in stranger meets them over HTTP, on both servers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import {
  organiserFunctions,
  organiserRefusals,
  PublicationResult,
  ReportResult,
  RemedyResult,
  type OrganiserFunctionName,
} from '../../src/contest/organiser-contract.ts';
import { describeServers } from '../support/contract-servers.ts';
import { serveLocally } from '../support/local-product.ts';
import { organisersExecutable } from '../support/organiser-grants.ts';
import { registration } from '../support/members.ts';
import { organisers, type OrganiserName } from '../support/organisers.ts';
import { refusedOrganiserCalls } from '../support/refused-organiser-calls.ts';
import { signJwt, type Served } from '../support/served.ts';

const names = Object.keys(organiserFunctions) as OrganiserFunctionName[];

describeServers((serve) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve();
    for (const { email, role, units } of Object.values(organisers))
      await served.sql('insert into contest.organisers (email, role, units) values ($1, $2, $3)', [email, role, units]);
  });
  afterAll(() => served?.stop());

  async function rpc(token: string | undefined, name: OrganiserFunctionName, args: object, get = false) {
    const client = await served.client(token);
    const { data, error, status } = await client.rpc(name, args, { get });
    if (!error) z.parse(organiserFunctions[name].result as z.ZodMiniType, data);
    return { status, data, refusal: error?.message };
  }
  const as = (name: OrganiserName, of: OrganiserFunctionName, args: object = {}) =>
    rpc(served.organiserToken(organisers[name].email), of, args);

  /** Functions that have answered by the contract. */
  const answered = new Set<OrganiserFunctionName>();
  const ask = async (name: OrganiserFunctionName, args: object = {}, who: OrganiserName = 'admin') => {
    const { status, data, refusal } = await as(who, name, args);
    expect({ status, refusal }, name).toEqual({ status: 200, refusal: undefined });
    answered.add(name);
    return data;
  };
  const finish = async ({ job }: { job: string }) => {
    await served.sql('select contest.work_on_jobs()');
    const ended = await ask('organiser_job', { job });
    expect(ended).toMatchObject({ state: 'done', rejected: [] });
    return ended;
  };

  test('a contest is prepared from its settings to its questions', async () => {
    expect(await ask('organiser_me', {}, 'unit')).toEqual(organisers.unit);
    await ask('organiser_save_organiser', { email: 'moi@example.com', role: 'unit', units: ['xa-b'] });
    expect((await ask('organiser_list_organisers')).rows.length).toBeGreaterThanOrEqual(4);

    const contest = {
      slug: 'moi',
      year: 2027,
      title: 'Cuộc thi mới',
      opens_at: '2027-01-01T08:00:00+07:00',
      closes_at: '2027-03-01T08:00:00+07:00',
      consent: { version: 'v1' },
      min_participants: 5,
    };
    await ask('organiser_save_contest', { contest });
    const units = [
      { code: 'goc', name: 'Tỉnh', kind: 'province', parent: '', headcount: '' },
      { code: 'xa', name: 'Xã', kind: 'commune', parent: 'goc', headcount: '120' },
    ];
    await finish(await ask('organiser_import_units', { contest: 'moi', rows: units, dry_run: false }));
    const questions = [1, 2].map((n) => ({
      code: `cau-${n}`,
      topic: 'chung',
      difficulty: 'easy',
      prompt: `Câu ${n}?`,
      option_a: 'một',
      option_b: 'hai',
      right: 'B',
    }));
    await finish(await ask('organiser_import_questions', { contest: 'moi', rows: questions, dry_run: false }));
    expect(await ask('organiser_questions', { contest: 'moi' })).toMatchObject({ total: 2 });
    const round = {
      contest: 'moi',
      slug: 'tuan-1',
      title: 'Tuần 1',
      opens_at: contest.opens_at,
      closes_at: contest.closes_at,
      time_limit_ms: 600_000,
      max_attempts: 1,
      shuffle_options: true,
      prediction: 'none',
      score_shown: 'after_submit',
      review: 'never',
      blueprint: [{ topic: 'chung', difficulty: 'easy', count: 2, weight: 10 }],
    };
    const saved = await ask('organiser_save_round', { round });
    expect(saved).toMatchObject({ question_count: 2, max_score: 20 });
    expect((await ask('organiser_contest', { contest: 'moi' })).rounds).toEqual([saved]);

    const [question] = (await ask('organiser_questions', { contest: 'moi' })).rows;
    const remedy = { question: question.id, remedy: 'accept', keys: ['A'], reason: 'Đáp án in sai', dry_run: false };
    const voided = await ask('organiser_void_question', remedy);
    expect(z.parse(RemedyResult, (await finish(voided)).result)).toMatchObject({ attempts: 0 });
    await finish(await ask('organiser_undo', { act: voided.act, reason: 'Nhầm câu' }));
    await served.sql(`update contest.rounds set opens_at = '2020-01-01', closes_at = '2020-02-01' where id = $1`, [
      saved.id,
    ]);
    const { result } = await finish(await ask('organiser_publish_round', { round: saved.id, dry_run: false }));
    const { hash } = z.parse(PublicationResult, result);
    const prizes = [{ title: 'Giải nhất', count: 1 }];
    expect(await ask('organiser_draw_prizes', { round: saved.id, seed: '41785', prizes })).toMatchObject({
      winners: [],
      proof: { hash, candidates: 0 },
    });

    const { rows } = await ask('organiser_audit');
    expect(rows.map(({ act }: { act: string }) => act)).toEqual(
      expect.arrayContaining([
        'save_organiser',
        'save_contest',
        'import_units',
        'import_questions',
        'save_round',
        'void_question',
        'undo',
        'publish_round',
        'draw_prizes',
      ]),
    );
    expect(await ask('organiser_audit_verify')).toMatchObject({ ok: true });
  });

  test('a contest is watched over', async () => {
    const contest = 'cuoc-thi';
    const reason = 'theo đơn';
    const member = { full_name: 'Người Được Xem', unit: 'xa-a', phone: '0912345678' };
    const stranger = await served.client();
    expect((await stranger.rpc('register', registration(member))).status).toBe(200);
    expect((await ask('organiser_progress', { contest, parent: 'tinh' }, 'editor')).units).toHaveLength(2);
    const [row] = (await ask('organiser_participants', { contest, query: 'nguoi duoc xem' }, 'unit')).rows;
    expect(row).toMatchObject({ full_name: member.full_name, phone: '•••••••678' });
    const about = { participant: row.id, reason };
    expect(await ask('organiser_reveal_phone', about, 'unit')).toEqual({ phone: member.phone });
    expect(await ask('organiser_correct_participant', { ...about, audience: 'student' })).toMatchObject({
      audience: 'student',
    });
    const { ticket } = await ask('organiser_reissue_ticket', about);
    expect((await stranger.rpc('me', { ticket })).data.participant.full_name).toBe(member.full_name);
    const extra = { round: 'tuan-2', scope: 'participant', id: String(row.id), ms: 60_000, reason };
    expect(await ask('organiser_extend', extra)).toEqual({ attempts: 0, extra_ms: 60_000 });
    expect(await ask('organiser_flagged', { round: 'tuan-2' }, 'editor')).toEqual({ rows: [] });
    const { result } = await finish(await ask('organiser_report', { contest, unit: 'xa-a' }, 'unit'));
    expect(z.parse(ReportResult, result).tables).toHaveLength(4);
    expect(await ask('organiser_disqualify', about)).toMatchObject({ status: 'disqualified' });
  });

  // Seen to fail with another status in the database, and with a call that is not refused.
  test('every refusal comes with its status and its token', async () => {
    const ids = async (code: string) => {
      const { data } = await (await served.client()).rpc('register', registration());
      const [row] = await served.sql<{ id: number }>(
        'select id::int from contest.participants where ticket_hash = contest.hash_ticket($1)',
        [data.ticket],
      );
      if (code === 'forget') await (await served.client()).rpc('forget_me', { ticket: data.ticket });
      return row?.id ?? 0;
    };
    const reason = 'theo đơn';
    const [disqualified, forgotten, pardoned] = [await ids('keep'), await ids('forget'), await ids('keep')];
    await ask('organiser_disqualify', { participant: disqualified, reason });
    const { act: undone } = await ask('organiser_disqualify', { participant: pardoned, reason });
    await ask('organiser_undo', { act: undone, reason });
    const { rounds } = await ask('organiser_contest', { contest: 'cuoc-thi' });
    const late = { round: String(rounds[0].id), scope: 'all', ms: 60_000, reason };
    expect(await as('admin', 'organiser_extend', late)).toMatchObject({ status: 409, refusal: 'round_settled' });
    await finish(await ask('organiser_publish_round', { round: rounds[0].id, dry_run: false }));
    const [question] = (await ask('organiser_questions', { contest: 'cuoc-thi' })).rows;
    const [purged] = await served.sql<{ id: number }>(
      `insert into contest.contests (slug, year, title, consent_version, min_participants, opens_at, closes_at, purged_at)
       select 'nam-xua', 2025, title, consent_version, min_participants, '2025-01-01', '2025-02-01', now() from contest.contests
       where slug = 'cuoc-thi' returning id`,
    );
    await served.sql(`update contest.organisers set active = email = $1 where role = 'admin'`, [
      organisers.admin.email,
    ]);

    const heard = new Set<string>([
      'admin_exists',
      'round_settled',
      'contest_purged',
      'not_an_organiser',
      'out_of_scope',
    ]);
    const circumstances = { rounds, purged: purged?.id ?? 0, disqualified, forgotten, undone, question: question.id };
    for (const [name, args, refusal] of [
      ...refusedOrganiserCalls(circumstances),
      ['organiser_save_organiser', { ...organisers.admin, active: false }, 'last_admin'] as const,
    ]) {
      expect(await as('admin', name, args), `${name} → ${refusal}`).toMatchObject({
        status: organiserRefusals[refusal],
        refusal,
      });
      heard.add(refusal);
    }
    // The first is the owner's alone; the last two are told in tests of their own.
    expect([...heard].sort()).toEqual(Object.keys(organiserRefusals).sort());
  });

  // A function without a call above is a function nobody has seen answer.
  test('every function of the contract has answered', () => {
    expect([...answered].sort()).toEqual([...names].sort());
  });

  // Seen to fail without the refusal of whom the table does not know, and with the e-mail of user_metadata for the
  // verified one, in contest.require_organiser and contest.claimed_email; without contest.require_organiser in one
  // function; and with the right to call one function given to anon.
  test('13. nobody who is not an organiser gets past any function', async () => {
    const args: Partial<Record<OrganiserFunctionName, object>> = {
      organiser_save_organiser: { email: 'x@example.com', role: 'admin' },
      organiser_contest: { contest: 'cuoc-thi' },
      organiser_save_contest: { contest: {} },
      organiser_save_round: { round: {} },
      organiser_import_units: { contest: 'cuoc-thi', rows: [] },
      organiser_import_questions: { contest: 'cuoc-thi', rows: [] },
      organiser_questions: { contest: 'cuoc-thi' },
      organiser_job: { job: crypto.randomUUID() },
      organiser_void_question: { question: 1, remedy: 'void' },
      organiser_undo: { act: 1, reason: 'x' },
      organiser_publish_round: { round: 'tuan-1' },
      organiser_draw_prizes: { round: 'tuan-1', seed: 'x', prizes: [] },
      organiser_progress: { contest: 'cuoc-thi' },
      organiser_flagged: { round: 'tuan-2' },
      organiser_report: { contest: 'cuoc-thi' },
      organiser_participants: { contest: 'cuoc-thi' },
      organiser_reveal_phone: { participant: 1, reason: 'x' },
      organiser_correct_participant: { participant: 1, reason: 'x' },
      organiser_reissue_ticket: { participant: 1, reason: 'x' },
      organiser_disqualify: { participant: 1, reason: 'x' },
      organiser_extend: { round: 'tuan-2', scope: 'all', ms: 1, reason: 'x' },
    };
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      role: 'authenticated',
      email: 'nguoi-la@example.com',
      user_metadata: { role: 'admin', email: organisers.admin.email },
      app_metadata: { role: 'admin' },
      exp: now + 60,
    };
    const stranger = signJwt(claims, served.keys.jwtSecret);
    const asAnon = signJwt({ role: 'anon', email: organisers.admin.email, exp: now + 60 }, served.keys.jwtSecret);
    for (const name of names) {
      expect(await rpc(stranger, name, args[name] ?? {}), name).toMatchObject({
        status: 403,
        refusal: 'not_an_organiser',
      });
      // Without a session, and with anon's: the function itself is not theirs to call.
      expect((await rpc(undefined, name, args[name] ?? {})).status, name).toBe(401);
      expect((await rpc(asAnon, name, args[name] ?? {})).status, name).toBe(401);
    }
  });

  // Seen to fail, in the local server, without the comparison of signatures, with unsigned tokens believed, without the
  // check of `exp`, and with what is no token taken for nobody's.
  test('13. a token that is unsigned, signed by another, expired or no token at all is turned away', async () => {
    const claims = { role: 'authenticated', email: organisers.admin.email };
    const now = Math.floor(Date.now() / 1000);
    for (const token of [
      signJwt({ ...claims, exp: now + 60 }, '', 'none'),
      signJwt({ ...claims, exp: now + 60 }, 'x'.repeat(64)),
      signJwt({ ...claims, exp: now - 60 }, served.keys.jwtSecret),
      'rác',
    ].map((text) => text.replaceAll(/[^\x20-\x7e]/g, 'x'))) {
      expect((await rpc(token, 'organiser_me', {})).status).toBe(401);
      // Nor is it taken for nobody's: what anybody may ask is refused with it.
      expect((await (await served.client(token)).rpc('contest')).status).toBe(401);
    }
  });

  test('arguments nobody knows are refused, and so is a GET', async () => {
    expect((await as('admin', 'organiser_me', { role: 'admin' })).status).toBe(404);
    const token = served.organiserToken(organisers.admin.email);
    expect(await rpc(token, 'organiser_audit', {}, true)).toMatchObject({ status: 405 });
  });

  test('a json text is no json object, and a refusal keeps its status', async () => {
    expect(await as('editor', 'organiser_save_contest', { contest: '{}' })).toMatchObject({
      status: 422,
      refusal: 'invalid_contest',
    });
    expect(await as('editor', 'organiser_import_units', { contest: 'cuoc-thi', rows: '[]' })).toMatchObject({
      status: 422,
      refusal: 'invalid_rows',
    });
    expect(await as('unit', 'organiser_audit')).toMatchObject({ status: 403, refusal: 'out_of_scope' });
    expect(await as('unit', 'organiser_job', { job: crypto.randomUUID() })).toMatchObject({ status: 404 });
  });
});

describe('the local product', () => {
  let served: Awaited<ReturnType<typeof serveLocally>>;
  beforeAll(async () => {
    served = await serveLocally();
  });
  afterAll(() => served?.stop());

  test('has its demo organiser as the first admin', async () => {
    const client = await served.client();
    await client.auth.signInWithPassword(served.keys.organiser);
    const { data } = await client.rpc('organiser_me');
    expect(data).toEqual({ email: served.keys.organiser.email, role: 'admin', units: [] });
  });
});

test('every function and token of the contract is written out once', () => {
  expect(organisersExecutable).toEqual(expect.arrayContaining(names.map((name) => `api.${name}`)));
  for (const status of Object.values(organiserRefusals)) expect([403, 404, 409, 422]).toContain(status);
});
