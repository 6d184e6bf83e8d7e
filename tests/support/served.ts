/** The contest behind HTTP, for tests that speak to it as a stranger does: through supabase-js, or by hand. */
import { createHmac, randomUUID } from 'node:crypto';
import { createClient } from '@supabase/supabase-js';
import type { LocalKeys } from '../../supabase/local/keys.ts';
import { sampleContest, type SampleContest } from './sample-contest.ts';

export interface Served {
  /** `http://127.0.0.1:<port>`, where `/supabase.json` and `/rest/v1` are. */
  readonly url: string;
  readonly keys: Pick<LocalKeys, 'publishable' | 'jwtSecret'>;
  /** A client configured from `/supabase.json`, as any stranger would; with a token it calls as whom the token names. */
  client(token?: string): Promise<ReturnType<typeof createApiClient>>;
  /** What Supabase Auth gives somebody who has signed in with this address. */
  organiserToken(email: string): string;
  /** Runs SQL as the database's owner. */
  sql<Row>(statement: string, parameters?: unknown[]): Promise<Row[]>;
  /** What the servers have written into logs of their own; the local one prints on the console. */
  log(): string;
  stop(): Promise<void>;
}

function createApiClient(url: string, key: string, token: string | undefined) {
  return createClient(url, key, {
    db: { schema: 'api' },
    ...(token === undefined
      ? { auth: { persistSession: false, autoRefreshToken: false } }
      : { accessToken: async () => token }),
  });
}

/** What a server at `url` with these keys offers to tests, whatever it is made of. */
export function callersOf(url: string, keys: Served['keys']): Pick<Served, 'client' | 'organiserToken'> {
  return {
    client: async (token) => {
      const reply = await fetch(`${url}/supabase.json`);
      const backend = (await reply.json()) as { url: string; publishable_key: string };
      return createApiClient(new URL(backend.url, url).href, backend.publishable_key, token);
    },
    organiserToken: (email) => {
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: 'supabase', sub: randomUUID(), aud: 'authenticated', role: 'authenticated', email };
      return signJwt({ ...claims, iat: now, exp: now + 3600 }, keys.jwtSecret);
    },
  };
}

/** A JWT signed with HS256, or with nothing. */
export function signJwt(claims: Record<string, unknown>, secret: string, alg: 'HS256' | 'none' = 'HS256'): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
  const signature = alg === 'none' ? '' : createHmac('sha256', secret).update(content).digest('base64url');
  return `${content}.${signature}`;
}

/** The sample contest moved to today: its second round opened an hour ago and closes in a day. */
export function contestOfToday(): SampleContest {
  const contest = sampleContest();
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();
  const rounds = contest.rounds.map((of, index) => ({
    ...of,
    opens_at: hours((index - 1) * 48 - 1),
    closes_at: hours((index - 1) * 48 + 24),
  }));
  return { ...contest, rounds };
}
