/** A way to a server on which replies get lost: every call arrives and is carried out, and nobody hears of it. */
import { createServer } from 'node:http';

export interface LossyWay {
  /** Calls here reach the server; their connection ends without a reply. */
  readonly url: string;
  /** Bodies of the replies that got lost, in their order. */
  readonly lost: unknown[];
  close(): Promise<void>;
}

/** Opens the way to the server at `to`. */
export async function loseReplies(to: string): Promise<LossyWay> {
  const lost: unknown[] = [];
  const proxy = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.entries(request.headersDistinct)
        .filter(([name]) => !['host', 'connection', 'content-length', 'transfer-encoding', 'expect'].includes(name))
        .map(([name, values = []]): [string, string] => [name, values.join(', ')]);
      void fetch(`${to}${request.url}`, { method: request.method ?? 'POST', headers, body: Buffer.concat(chunks) })
        .then(async (reply) => lost.push(await reply.json()))
        .finally(() => response.destroy());
    });
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  const { port } = proxy.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    lost,
    close: () => new Promise((done) => proxy.close(() => done())),
  };
}
