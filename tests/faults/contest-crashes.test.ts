/** Servers that die at the worst moment: what was acknowledged is still there, and nothing is there by half. */
import '../support/random-seed.ts';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenAttempt, Receipt } from '../../src/contest/contract.ts';
import { onPglite, onPostgres } from '../support/connection.ts';
import { describeOnServers, onConnection, type Session } from '../support/database.ts';
import { untilHeldUp } from '../support/locks.ts';
import { startLocalProcess } from '../support/local-process.ts';
import { registration, rightAnswers } from '../support/members.ts';
import { createMigratedDatabase } from '../support/migrated-database.ts';
import { freePort, startPostgres, type ConnectionSettings, type PostgresServer } from '../support/postgres-server.ts';
import { expectBoardsToEqualARecount } from '../support/recount.ts';
import { contestOfToday } from '../support/served.ts';

const round = 'tuan-2';

/** Attempts that are neither open with nothing of an outcome, nor finished with all of it. */
const halfScored = `
  select id from contest.attempts
  where num_nonnulls(finished_at, duration_ms, score, correct, receipt) <> case state when 'open' then 0 else 5 end`;
/** Participants without their phone, or phones without their participant. */
const halfRegistered = `
  select from contest.participants as p full join contest.participant_phones as f on f.participant_id = p.id
  where p.id is null or f.participant_id is null`;

describeOnServers('PostgreSQL killed', () => {
  let server: PostgresServer;
  let settings: ConnectionSettings;
  beforeAll(async () => {
    server = await startPostgres({ durable: true });
    settings = await createMigratedDatabase(server, 'contest');
    const owner = await onPostgres(settings);
    await owner.query('select contest.load($1)', [JSON.stringify(contestOfToday())]);
    await owner.close();
  });
  afterAll(() => server?.stop());

  interface OwnSession extends Session {
    close(): Promise<void>;
  }

  /** Connects so many times; whoever is cut off stays so. */
  const connect = (count: number): Promise<OwnSession[]> =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const connection = await onPostgres(settings);
        return { ...onConnection(connection), close: () => connection.close().catch(() => undefined) };
      }),
    );

  interface Submit {
    ticket: string;
    attempt: string;
    answers: ReturnType<typeof rightAnswers>;
  }

  /** Members with an open attempt each, and what they are about to submit. */
  async function makeSubmits(sessions: Session[], count: number): Promise<Submit[]> {
    const submits: Submit[] = [];
    await inLanes(
      sessions,
      Array.from({ length: count }, (_, index) => index),
      async (session, index) => {
        const unit = index % 3 === 0 ? 'xa-b' : 'xa-a-chi-bo-1';
        const { ticket } = await session.ask('register', registration({ unit }));
        const attempt = await session.ask('start_attempt', { ticket, round });
        submits.push({ ticket, attempt: attempt.id, answers: rightAnswers(attempt, index % 5) });
      },
    );
    return submits;
  }

  // Seen to fail with synchronous_commit off, with `create unlogged table contest.attempts` and contest.finished, and
  // without the insert into contest.finished of contest.submit_attempt.
  test('4. during two hundred submits: every acknowledged receipt survives, none is half-scored, totals equal a recount', async () => {
    const before = await connect(25);
    const submits = await makeSubmits(before, 200);
    const acknowledged = new Map<string, Receipt>();
    const [killAfter = 0] = fc.sample(fc.integer({ min: 20, max: 160 }), 1);
    let killed: Promise<void> | undefined;
    await inLanes(before, submits, async (session, submit) => {
      const answer = await session.ask('submit_attempt', submit).catch(() => undefined);
      if (answer) acknowledged.set(submit.attempt, answer);
      if (acknowledged.size >= killAfter) killed ??= server.kill();
    });
    await killed;
    expect(acknowledged.size).toBeGreaterThanOrEqual(killAfter);
    expect(acknowledged.size).toBeLessThan(submits.length);
    await server.restart();

    const after = await connect(8);
    const [owner] = after as [OwnSession, ...OwnSession[]];
    expect(await owner.sql(halfScored)).toEqual([]);
    // Not one result is finished without being queued for the boards, nor queued without being finished.
    expect(
      await owner.sql(`
        select from contest.attempts as a full join contest.finished as f using (participant_id, round_id)
        where (a.state = 'submitted') is distinct from (f.id is not null)`),
    ).toEqual([]);
    await inLanes(after, submits, async (session, submit) => {
      const { server_now: _, ...receipt } = await session.ask('submit_attempt', submit);
      const told = acknowledged.get(submit.attempt);
      if (told) expect({ ...receipt, server_now: told.server_now }).toEqual(told);
    });
    await owner.sql('select contest.tick()');
    await expectBoardsToEqualARecount(owner);
    expect((await owner.ask('contest', {})).totals).toMatchObject({ participants: 200, attempts: 200 });
    await Promise.all([...before, ...after].map(({ close }) => close()));
  });

  // Its process ended alone: tests/database/recount.test.ts. Seen to fail with `create unlogged table
  // contest.finished`.
  test('17. half-way through a tick: the next one does all of it, and totals equal a recount', async () => {
    const before = await connect(6);
    const [owner, gate, ticker, ...others] = before as [OwnSession, OwnSession, OwnSession, ...OwnSession[]];
    const submits = await makeSubmits(others, 30);
    await inLanes(others, submits, (session, submit) => session.ask('submit_attempt', submit));
    await owner.sql(`
      create or replace function contest.grow_histograms(of_boards int[]) returns void
      language plpgsql volatile set search_path = '' as $$
      begin perform pg_catalog.pg_advisory_xact_lock_shared(4711); end $$`);
    await gate.sql('select pg_advisory_lock(4711)');
    const halted = ticker.sql('select contest.tick()').then(
      () => 'done',
      () => 'cut off',
    );
    await untilHeldUp({ call: halted, of: ticker }, gate);
    await server.kill();
    expect(await halted).toBe('cut off');
    await server.restart();
    await Promise.all(before.map(({ close }) => close()));

    const [after] = (await connect(1)) as [OwnSession];
    expect(await after.sql('select from contest.finished')).toHaveLength(30);
    await after.sql('select contest.tick()');
    await expectBoardsToEqualARecount(after);
    await after.close();
  });
});

describe('the local server killed', () => {
  const folder = mkdtempSync(joinPath(tmpdir(), 'contest-data-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  // Seen to fail with `create unlogged table` for contest.attempts, and with a database that is not in the folder.
  test('5. in the middle of calls: each of them is there whole or not at all, and all that were answered are', async () => {
    const port = await freePort();
    const local = startLocalProcess(folder, port);
    await local.ready;
    const { publishable_key: apikey } = (await (await fetch(`http://127.0.0.1:${port}/supabase.json`)).json()) as {
      publishable_key: string;
    };
    const ask = async <Reply>(name: string, args: object): Promise<Reply> => {
      const headers = { apikey, 'content-type': 'application/json', 'content-profile': 'api' };
      const body = JSON.stringify(args);
      const reply = await fetch(`http://127.0.0.1:${port}/rest/v1/rpc/${name}`, { method: 'POST', headers, body });
      if (!reply.ok) throw new Error(`${name}: ${await reply.text()}`);
      return (await reply.json()) as Reply;
    };
    const contest = await ask<{
      slug: string;
      consent: { version: string };
      rounds: { slug: string; state: string }[];
    }>('contest', {});
    const [unit] = await ask<{ code: string }[]>('find_units', { contest: contest.slug, query: 'chi bo' });
    const person = { contest: contest.slug, unit: unit?.code ?? '', consent: contest.consent.version };
    const open = contest.rounds.find(({ state }) => state === 'open')?.slug ?? '';

    const told = { tickets: 0, saved: [] as { attempt: string; revision: number }[], receipts: [] as string[] };
    let isOver = false;
    const member = async () => {
      while (!isOver) {
        const { ticket } = await ask<{ ticket: string }>('register', registration(person));
        told.tickets += 1;
        const attempt = await ask<OpenAttempt>('start_attempt', { ticket, round: open });
        const at = { ticket, attempt: attempt.id, answers: {} };
        await ask('save_answers', { ...at, revision: 1 });
        told.saved.push({ attempt: attempt.id, revision: 1 });
        const { receipt } = await ask<Receipt>('submit_attempt', { ...at, revision: 2 });
        told.receipts.push(receipt);
        if (told.receipts.length >= 12) {
          isOver = true;
          // Not awaited: the other members' calls are under way.
          void local.kill();
        }
      }
    };
    await Promise.allSettled(Array.from({ length: 12 }, member));
    await local.kill();
    expect(told.receipts.length).toBeGreaterThanOrEqual(12);

    expect(existsSync(joinPath(folder, 'data/PG_VERSION'))).toBe(true);
    const database = onPglite(await PGlite.create(joinPath(folder, 'data')));
    const sql: Session['sql'] = (statement, parameters) => database.query(statement, parameters);
    expect(await sql(halfScored)).toEqual([]);
    expect(await sql(halfRegistered)).toEqual([]);
    const [{ people } = { people: 0 }] = await sql<{ people: number }>(
      'select count(*)::int as people from contest.participants',
    );
    expect(people).toBeGreaterThanOrEqual(told.tickets);
    const attempts = await sql<{ id: string; revision: number; receipt: string | null }>(
      'select id, revision, receipt from contest.attempts',
    );
    expect(attempts.map(({ receipt }) => receipt)).toEqual(expect.arrayContaining(told.receipts));
    for (const { attempt, revision } of told.saved) {
      expect(attempts.find(({ id }) => id === attempt)?.revision).toBeGreaterThanOrEqual(revision);
    }
    await sql('select contest.tick()');
    await expectBoardsToEqualARecount({ sql }, contest.slug);
    await database.close();
  });
});

/** Every item once, by as many as there are sessions, each taking the next when it is done with one. */
async function inLanes<Item>(
  sessions: Session[],
  items: readonly Item[],
  work: (session: Session, item: Item) => Promise<unknown>,
): Promise<void> {
  const waiting = items[Symbol.iterator]();
  await Promise.all(
    sessions.map(async (session) => {
      for (let next = waiting.next(); !next.done; next = waiting.next()) await work(session, next.value);
    }),
  );
}
