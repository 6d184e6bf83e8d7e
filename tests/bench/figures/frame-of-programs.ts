/**
 * A frame of the other kind, as a yardstick: an empty page whose picture is drawn by programs of 400 KB, packed, the weight of
 * a chart from a service that draws in the reader's browser.
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** Of the programs as they are sent. */
export const programBytes = 400 * 1024;

/** What no packing makes smaller, then a few lines that draw. */
function program(): Buffer {
  const draw = `const rows=Array.from({length:26},(_,i)=>'<text x="8" y="'+(30*i+20)+'">Chỉ tiêu '+(i+1)+'</text><rect x="120" y="'+(30*i+6)+'" width="'+(180-6*i)+'" height="18"/>');document.getElementById('chart').innerHTML='<svg viewBox="0 0 320 800" width="100%">'+rows.join('')+'</svg>'`;
  const filler = (length: number) => Buffer.from(`const data="${randomBytes(length).toString('base64')}";${draw}`);
  // Base64 packs back to about three quarters; what is left over is the few lines.
  return gzipSync(filler(programBytes - 1024));
}

/** Served over HTTP until it is stopped. */
export async function frameOfPrograms(): Promise<{ url: string; stop(): Promise<void> }> {
  const script = program();
  const page = gzipSync(
    '<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Khung</title></head><body><div id="chart"></div><script src="/chart.js"></script></body></html>',
  );
  const server = createServer((request, response) => {
    const isScript = request.url === '/chart.js';
    const body = isScript ? script : page;
    response.writeHead(200, {
      'content-type': isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8',
      'content-encoding': 'gzip',
      'content-length': body.length,
    });
    response.end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
