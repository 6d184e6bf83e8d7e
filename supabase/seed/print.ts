/**
 * Prints the SQL that loads a contest into a real Supabase project:
 *
 *   npm run --silent contest:sql -- 2026 | psql "$DATABASE_URL"
 */
import { join } from 'node:path';
import { contestDocument } from './document.ts';

const document = contestDocument(join(import.meta.dirname, '../../content'), process.argv[2], new Date());
const literal = JSON.stringify(document).replaceAll("'", "''");
console.log(`select contest.load('${literal}'::jsonb);`);
