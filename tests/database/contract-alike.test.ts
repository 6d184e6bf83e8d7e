/** The local server answers as PostgREST does, call by call: status, headers and body. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  acceptedCalls,
  bearerCalls,
  callsOfEveryFunction,
  crossOriginCalls,
  prepareResults,
  post,
  turnedAwayCalls,
  type ComparedCall,
} from '../support/compared-calls.ts';
import { whyNoPostgrest } from '../support/contract-servers.ts';
import { serveLocally } from '../support/local-product.ts';
import { registration } from '../support/members.ts';
import { servePostgrest } from '../support/postgrest-product.ts';
import type { Served } from '../support/served.ts';

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** Headers that clients, caches and browsers go by. */
const telling =
  /^(cache-control|content-(type|range|profile)|preference-applied|www-authenticate|allow|access-control-.*|sb-.*)$/;

async function ask(served: Served, { path, init }: Pick<ComparedCall, 'path' | 'init'>): Promise<Answer> {
  const apikey = init.method === 'OPTIONS' ? {} : { apikey: served.keys.publishable };
  const reply = await fetch(`${served.url}/rest/v1${path}`, { ...init, headers: { ...apikey, ...init.headers } });
  const body = await reply.text();
  const headers = [...reply.headers].filter(([name]) => telling.test(name) && (body || name !== 'content-type'));
  return { status: reply.status, headers: Object.fromEntries(headers), body: body && JSON.parse(body) };
}

/** The same answer, whenever and to whomever: times, tickets, ids and what was drawn made alike. */
function withoutChance(value: unknown): unknown {
  if (typeof value === 'string') {
    return value
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '<time>')
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>')
      .replace(/\b[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4})+\b/g, '<code>')
      .replace(/(đúng |sai )?(mot|hai)-\d+( \d)?/g, '<drawn>');
  }
  if (Array.isArray(value)) {
    const list = value.map(withoutChance);
    return list.some((item) => JSON.stringify(item).includes('<drawn>')) ? sorted(list) : list;
  }
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, field]) => [
    name,
    (name === 'duration_ms' && field !== null) || name === 'right' || (name === 'id' && 'prompt' in value)
      ? '<drawn>'
      : withoutChance(field),
  ]);
  return Object.fromEntries(fields);
}

const sorted = (list: unknown[]) => list.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** PostgREST guesses what a developer may have meant. Nobody goes by it. */
function withoutGuess({ body, ...rest }: Answer): Answer {
  const { code, hint: _, ...fields } = (body || {}) as { code?: string; hint?: string };
  return { ...rest, body: code === 'PGRST202' ? { code, ...fields } : body };
}

async function answersOf(served: Served): Promise<Map<string, Answer & { expected: number }>> {
  for (const statement of prepareResults) await served.sql(statement);
  const taken = registration();
  const { ticket } = (await ask(served, post('register', taken))).body as { ticket: string };
  const { id: attempt } = (await ask(served, post('start_attempt', { ticket, round: 'tuan-2' }))).body as {
    id: string;
  };
  const circumstances = { ticket, attempt, taken };
  const calls = [
    ...turnedAwayCalls(circumstances),
    ...acceptedCalls(circumstances),
    ...crossOriginCalls(),
    ...bearerCalls(served.keys.jwtSecret),
    ...callsOfEveryFunction(),
  ];
  const answers = new Map<string, Answer & { expected: number }>();
  for (const call of calls) {
    const { body, ...rest } = withoutGuess(await ask(served, call));
    answers.set(call.title, { ...rest, body: withoutChance(body), expected: call.status });
  }
  expect(answers.size, 'every title is used once').toBe(calls.length);
  return answers;
}

describe.skipIf(whyNoPostgrest)(whyNoPostgrest ? `both servers (skipped: ${whyNoPostgrest})` : 'both servers', () => {
  let local: Served;
  let postgrest: Served;
  beforeAll(async () => {
    [local, postgrest] = await Promise.all([serveLocally(), servePostgrest()]);
  });
  afterAll(() => Promise.all([local?.stop(), postgrest?.stop()]));

  // Seen to fail without: the roles a JWT may name, the check of its signature and of its times, the refusal of arguments a
  // function has not, of half a surrogate pair.
  test('12, 13, 14. answer every call alike, and none with a fault', async () => {
    const theirs = await answersOf(postgrest);
    const ours = await answersOf(local);
    for (const [title, answer] of theirs) {
      expect.soft(ours.get(title), title).toEqual(answer);
      expect.soft(answer.status, title).toBeLessThan(500);
      if (answer.expected > 0) expect.soft(answer.status, title).toBe(answer.expected);
    }
    expect(theirs.size).toBeGreaterThan(150);
  });

  test('turn away who comes without the key, or with another', async () => {
    const { path, init } = post('contest', {});
    for (const headers of [{}, { apikey: 'sb_publishable_other' }]) {
      const replies = await Promise.all(
        [local, postgrest].map(async ({ url }) => {
          const reply = await fetch(`${url}/rest/v1${path}`, { ...init, headers: { ...init.headers, ...headers } });
          return { status: reply.status, body: await reply.json() };
        }),
      );
      expect(replies[0]).toEqual(replies[1]);
      expect(replies[0]?.status).toBe(401);
    }
  });

  // Seen to fail without: the address appended by the gateway, read only for STABLE functions.
  test('tell a function who calls, how, and from where: the last hop is the caller’s own address', async () => {
    const show = `
      create or replace function api.units(contest text, parent text default null) returns json
      language plpgsql stable set search_path = '' as $$
      begin
        return json_build_object(
          'role', current_user, 'claims', current_setting('request.jwt.claims', true)::json,
          'method', current_setting('request.method', true), 'path', current_setting('request.path', true),
          'read_only', current_setting('transaction_read_only'), 'time_zone', current_setting('timezone'),
          'forwarded', current_setting('request.headers', true)::json ->> 'x-forwarded-for',
          'own', current_setting('request.headers', true)::json ->> 'x-own-header');
      end $$`;
    const prefer = 'timezone=Asia/Tokyo';
    const headers = { 'X-Forwarded-For': '203.0.113.7, 198.51.100.9', 'X-Own-Header': 'Co' };
    const seen = [];
    for (const served of [local, postgrest]) {
      await served.sql(show);
      const asNobody = await ask(served, post('units', { contest: 'x' }, { ...headers, prefer }));
      const authorization = `Bearer ${served.organiserToken('ban-to-chuc@example.com')}`;
      const asOrganiser = await ask(served, post('units', { contest: 'x' }, { authorization, prefer }));
      const { claims, ...organiser } = asOrganiser.body as { claims: Record<string, unknown> };
      seen.push([asNobody, { ...organiser, claims: { ...claims, sub: '', iat: 0, exp: 0 } }]);
    }
    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]?.[0]).toMatchObject({
      body: {
        role: 'anon',
        read_only: 'on',
        time_zone: 'Asia/Tokyo',
        forwarded: '203.0.113.7, 198.51.100.9, 127.0.0.1',
      },
    });
    expect(seen[0]?.[1]).toMatchObject({ role: 'authenticated', claims: { email: 'ban-to-chuc@example.com' } });
  });
});
