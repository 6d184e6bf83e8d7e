/** The local product in this process, for tests that speak to it as a stranger does: over HTTP, through supabase-js. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import { makeKeys, type LocalKeys } from '../../supabase/local/keys.ts';
import { startLocal, type LocalProduct } from '../../supabase/local/server.ts';
import { sampleContest } from './sample-contest.ts';

export interface Served extends LocalProduct {
  keys: LocalKeys;
  /** A client configured from `/supabase.json`, as any stranger would. */
  client(): Promise<ReturnType<typeof createApiClient>>;
}

function createApiClient(url: string, key: string) {
  return createClient(url, key, { db: { schema: 'api' }, auth: { persistSession: false, autoRefreshToken: false } });
}

/** Serves a one-page site and the sample contest, open today, on any free port. */
export async function serveSampleContest(): Promise<Served> {
  const site = mkdtempSync(join(tmpdir(), 'contest-site-'));
  writeFileSync(join(site, 'index.html'), '<!doctype html><title>Trang mẫu</title>');
  writeFileSync(join(site, '404.html'), '<!doctype html><title>Không có trang này</title>');
  const keys = await makeKeys();
  const contest = sampleContest();
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();
  const rounds = contest.rounds.map((of, index) => ({
    ...of,
    opens_at: hours((index - 1) * 48 - 1),
    closes_at: hours((index - 1) * 48 + 24),
  }));
  const product = await startLocal({ site, database: undefined, keys, contest: { ...contest, rounds }, port: 0 });
  return {
    ...product,
    keys,
    client: async () => {
      const reply = await fetch(`${product.url}/supabase.json`);
      const { url, publishable_key } = (await reply.json()) as { url: string; publishable_key: string };
      return createApiClient(new URL(url, product.url).href, publishable_key);
    },
    stop: async () => {
      await product.stop();
      rmSync(site, { recursive: true, force: true });
    },
  };
}
