/**
 * The local product for the browser tests: the built site and a fresh database in memory. A second port takes SQL, so
 * that a test can move time or look into the database the way no client can.
 *
 *   node tests/support/product.ts <port> [dist]
 */
import { createServer } from 'node:http';
import { startSampleProduct } from './sample-product.ts';

const port = Number(process.argv[2]);

const product = await startSampleProduct({ port, ...(process.argv[3] ? { site: process.argv[3] } : {}) });

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
