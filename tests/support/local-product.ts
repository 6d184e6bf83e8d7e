/** The local product in this process, with a one-page site and the sample contest of today. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeKeys, type LocalKeys } from '../../supabase/local/keys.ts';
import { startLocal } from '../../supabase/local/server.ts';
import { callersOf, contestOfToday, type Served } from './served.ts';

export interface ServedLocally extends Served {
  keys: LocalKeys;
}

/** Serves on any free port, with the database in memory. */
export async function serveLocally(): Promise<ServedLocally> {
  const site = mkdtempSync(join(tmpdir(), 'contest-site-'));
  writeFileSync(join(site, 'index.html'), '<!doctype html><title>Trang mẫu</title>');
  writeFileSync(join(site, '404.html'), '<!doctype html><title>Không có trang này</title>');
  const keys = await makeKeys();
  const product = await startLocal({ site, database: undefined, keys, contest: contestOfToday(), port: 0 });
  return {
    ...product,
    ...callersOf(product.url, keys),
    keys,
    log: () => '',
    stop: async () => {
      await product.stop();
      rmSync(site, { recursive: true, force: true });
    },
  };
}
