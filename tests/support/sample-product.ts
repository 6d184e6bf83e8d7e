/** The local product in memory, with the built site and the sample contest of today unless told. */
import { join } from 'node:path';
import { makeKeys } from '../../supabase/local/keys.ts';
import { startLocal, type LocalOptions, type LocalProduct } from '../../supabase/local/server.ts';
import { contestDocument } from '../../supabase/seed/document.ts';

const root = join(import.meta.dirname, '../..');

/** @param options on any free port unless told. */
export async function startSampleProduct(
  options: Partial<Pick<LocalOptions, 'site' | 'contest' | 'port'>> = {},
): Promise<LocalProduct> {
  return startLocal({
    site: join(root, 'dist'),
    contest: contestDocument(join(root, 'content'), undefined, new Date()),
    port: 0,
    ...options,
    database: undefined,
    keys: await makeKeys(),
  });
}
