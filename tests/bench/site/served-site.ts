/** A built site over HTTP as a static host serves it, with a record of what was asked for. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};
/** What is packed already gains nothing from gzip. */
const packed = new Set(['.png', '.woff2']);

export interface Sent {
  path: string;
  /** Of the body, packed as it was sent. */
  bytes: number;
}

export interface ServedSite {
  url: string;
  /** Everything sent since the last time this was asked, in order. */
  sent(): Sent[];
  stop(): Promise<void>;
}

/** @param folder the built site */
export async function serveSite(folder: string): Promise<ServedSite> {
  let sent: Sent[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = path.endsWith('/') ? `${path}index.html` : path;
    const send = (status: number, bytes: Buffer, type: string) => {
      const tag = `"${createHash('sha256').update(bytes).digest('hex')}"`;
      const isKnown = request.headers['if-none-match'] === tag;
      const body = isKnown ? Buffer.alloc(0) : packed.has(extname(file)) ? bytes : gzipSync(bytes);
      sent.push({ path: file, bytes: body.length });
      if (isKnown) return void response.writeHead(304, { etag: tag }).end();
      response.writeHead(status, {
        etag: tag,
        'content-type': type,
        'content-length': body.length,
        'cache-control': file.includes('/_astro/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        ...(body === bytes ? {} : { 'content-encoding': 'gzip' }),
      });
      response.end(body);
    };
    readFile(join(folder, file)).then(
      (bytes) => send(200, bytes, types[extname(file)] ?? 'application/octet-stream'),
      () => send(404, Buffer.from('404'), 'text/plain'),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => {
      const before = sent;
      sent = [];
      return before;
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
