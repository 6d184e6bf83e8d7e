/** The local product: the built site and the embedded Supabase on one origin. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type Context } from 'hono';
import { compress } from 'hono/compress';
import { embedScriptsOf, filesOf } from '../../src/headers/built-site.ts';
import { headersFor, rooms, type Room } from '../../src/headers/site-headers.ts';
import type { ContestDocument } from '../seed/document.ts';
import { createApi } from './api.ts';
import { openDatabase, type LocalDatabase } from './database.ts';
import type { LocalKeys } from './keys.ts';
import { StartProblem } from './problem.ts';
import { createSerial } from './serial.ts';

/** How often the background work runs: the boards are at most this much behind, plus a tick's own time. */
const tickEveryMs = 2000;

export interface LocalOptions {
  /** Folder of the built site. */
  site: string;
  /** Folder of the database; `undefined` keeps it in memory. */
  database: string | undefined;
  keys: LocalKeys;
  /** What `contest.load` is given. */
  contest: ContestDocument;
  /** Called once the database stands complete, before anything is loaded into it. */
  onDatabaseComplete?: () => void;
  /** 0 takes any free port. */
  port: number;
}

export interface LocalProduct {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Runs SQL as the database's owner, between requests. */
  sql<Row>(statement: string, parameters?: unknown[]): Promise<Row[]>;
  /** Stops taking requests, lets the running one end, closes the database. */
  stop(): Promise<void>;
}

/** @throws StartProblem when the port is taken or the database cannot be opened. */
export async function startLocal(options: LocalOptions): Promise<LocalProduct> {
  const database = await openDatabase(options.database, options.keys);
  const serial = createSerial();
  options.onDatabaseComplete?.();
  await loadContest(database, options.contest);

  const api = await createApi(database, options.keys, serial);
  const routes = new Hono();
  routes.all('/rest/v1/*', (context) => api.rest(context.req.raw, getConnInfo(context).remote.address ?? ''));
  routes.all('/auth/v1/*', (context) => api.auth(context.req.raw));
  // What production answers with, but that the contest is asked where the site is.
  const files = existsSync(options.site) ? filesOf(options.site) : [];
  const allRooms = rooms({ backend: undefined, embedScripts: embedScriptsOf(options.site, files) });
  routes.get('/supabase.json', (context) => {
    carry(context, allRooms);
    return context.json({ url: new URL(context.req.url).origin, publishable_key: options.keys.publishable });
  });
  serveSite(routes, options.site, allRooms);

  let server: ServerType;
  try {
    server = await listen(routes, options.port);
  } catch (problem) {
    await database.close();
    throw problem;
  }

  let ticking: ReturnType<typeof setTimeout> | undefined;
  let isStopping = false;
  const background = (statement: string) =>
    serial(() => database.sql.query(statement)).catch((fault: Error) =>
      console.error(`Việc nền của cuộc thi gặp lỗi, sẽ chạy lại: ${fault.message}`),
    );
  // The next round is planned after the last has ended: a slow database must not gather them. Requests get their turn
  // between the boards and the jobs.
  const tick = () => {
    if (isStopping) return;
    ticking = setTimeout(() => {
      void background('select contest.tick(false)')
        .then(() => background('select contest.work()'))
        .finally(tick);
    }, tickEveryMs);
  };
  tick();
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    url: `http://127.0.0.1:${port}`,
    sql: (statement, parameters) =>
      serial(async () => (await database.sql.query(statement, parameters)).rows) as Promise<never>,
    stop: async () => {
      isStopping = true;
      clearTimeout(ticking);
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      const closed = new Promise((done) => server.close(done));
      if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 1000).unref();
      await closed;
      await serial(() => database.close());
    },
  };
}

async function loadContest(database: LocalDatabase, contest: ContestDocument): Promise<void> {
  try {
    await database.sql.query('select contest.load($1)', [JSON.stringify(contest)]);
  } catch (error) {
    await database.close();
    const { message, detail } = error as { message: string; detail?: string };
    throw new StartProblem(
      message === 'bank_too_small'
        ? `Ngân hàng câu hỏi của cuộc thi "${contest.slug}" thiếu câu (${detail}): hãy thêm câu hỏi hoặc giảm ma trận đề trong contest.yaml.`
        : message === 'keys_given_away'
          ? `Cuộc thi "${contest.slug}" có đợt thi thử làm lộ đáp án của đợt tính điểm (${detail}): hãy chia chuyên đề, hoặc đặt review: after_round cho đợt thi thử.`
          : `Không nạp được cuộc thi "${contest.slug}": ${message}.`,
    );
  }
}

/** @throws StartProblem when somebody already listens on `port`. */
export async function requireFreePort(port: number): Promise<void> {
  await new Promise<void>((free, taken) => {
    const probe = createServer();
    probe.once('error', (error) => taken(portProblem(port, error)));
    probe.listen(port, '127.0.0.1', () => probe.close(() => free()));
  });
}

function listen(routes: Hono, port: number): Promise<ServerType> {
  return new Promise((ready, failed) => {
    const server = serve({ fetch: routes.fetch, hostname: '127.0.0.1', port }, () => ready(server));
    server.once('error', (error) => failed(portProblem(port, error)));
  });
}

function portProblem(port: number, error: Error): Error {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return error;
  return new StartProblem(
    `Cổng ${port} đang có chương trình khác dùng: hãy dừng chương trình đó, hoặc chọn cổng khác, ví dụ "PORT=${port + 1} npm start".`,
  );
}

function serveSite(routes: Hono, site: string, allRooms: readonly Room[]): void {
  const root = relative(process.cwd(), site) || '.';
  routes.use('*', compress());
  routes.get('*', async (context, next) => {
    const { pathname, search } = new URL(context.req.url);
    // A static host sends /nghi-quyet to /nghi-quyet/; so does this one.
    const target = join(site, decodePath(pathname));
    if (!pathname.endsWith('/') && existsSync(target) && statSync(target).isDirectory()) {
      return context.redirect(`${pathname}/${search}`, 301);
    }
    await next();
    carry(context, allRooms);
    // What is not there now may be there after the next build, whatever its name promises.
    if (context.res.status === 404) context.header('Cache-Control', 'no-cache');
    return undefined;
  });
  const files = serveStatic({ root });
  // A host reads `_headers` and serves it to nobody.
  routes.get('*', (context, next) => (decodePath(context.req.path) === '/_headers' ? next() : files(context, next)));
  routes.notFound((context) => {
    const page = join(site, '404.html');
    return existsSync(page) ? context.html(readFileSync(page, 'utf8'), 404) : context.text('404', 404);
  });
}

function carry(context: Context, allRooms: readonly Room[]): void {
  for (const [name, value] of headersFor(decodePath(new URL(context.req.url).pathname), allRooms))
    context.header(name, value);
}

function decodePath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
