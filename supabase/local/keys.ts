/** Keys and secrets of one local installation: made once, kept beside its data, never committed. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { generateApiKey } from '@supabase/lite';
import { z } from 'zod';

export const LocalKeys = z.strictObject({
  /** For browsers: requests run as `anon`. */
  publishable: z.string(),
  /** For the database's owner: never leaves this machine. */
  secret: z.string(),
  /** Signs the organisers' sessions. */
  jwtSecret: z.string(),
  organiser: z.strictObject({ email: z.email(), password: z.string() }),
});
export type LocalKeys = z.output<typeof LocalKeys>;

/** @returns the keys kept in `file`, made first where there are none. */
export async function loadKeys(file: string): Promise<LocalKeys> {
  if (existsSync(file)) return LocalKeys.parse(JSON.parse(readFileSync(file, 'utf8')));
  const keys = await makeKeys();
  writeFileSync(file, JSON.stringify(keys, null, 2), { mode: 0o600 });
  return keys;
}

/** @returns fresh keys, kept nowhere. */
export async function makeKeys(): Promise<LocalKeys> {
  return {
    publishable: (await generateApiKey('publishable')).key,
    secret: (await generateApiKey('secret')).key,
    jwtSecret: randomBytes(32).toString('hex'),
    organiser: { email: 'bantochuc@example.com', password: randomBytes(9).toString('base64url') },
  };
}
