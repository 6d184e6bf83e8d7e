/**
 * The local product for the browser tests: the built site and a fresh database in memory. A second port takes SQL, so
 * that a test can move time or look into the database the way no client can.
 *
 *   node tests/support/product.ts <port> [dist]
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { contestDocument } from '../../supabase/seed/document.ts';
import { makeKeys } from '../../supabase/local/keys.ts';
import { startLocal } from '../../supabase/local/server.ts';

const root = join(import.meta.dirname, '../..');
const port = Number(process.argv[2]);

const product = await startLocal({
  site: process.argv[3] ?? join(root, 'dist'),
  database: undefined,
  keys: await makeKeys(),
  contest: contestDocument(join(root, 'content'), undefined, new Date()),
  port,
});

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { statement, parameters } = JSON.parse(Buffer.concat(chunks).toString()) as {
      statement: string;
      parameters: unknown[];
    };
    product.sql(statement, parameters).then(
      (rows) => response.end(JSON.stringify(rows)),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
}).listen(port + 1, '127.0.0.1');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void product.stop().then(() => process.exit(0)));
}
console.log(product.url);
