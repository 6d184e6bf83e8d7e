/** `npm run content:new -- <thư mục> [tiêu đề]`: writes a new entry to be filled in. Asks nothing, overwrites nothing. */
import { resolve } from 'node:path';
import { createEntry } from './create-entry.ts';

const [wanted = '', ...words] = process.argv.slice(2);
const title = words.join(' ').normalize('NFC').trim() || 'Trang mới';
const today = new Date().toLocaleDateString('sv-SE'); // the editor's own day, as yyyy-mm-dd
const { ok, said } = await createEntry(resolve('.'), wanted, title, today);
if (ok) console.log(said);
else {
  console.error(said);
  process.exitCode = 1;
}
