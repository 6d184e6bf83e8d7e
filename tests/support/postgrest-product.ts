/** The contest as it runs in production: PostgreSQL, PostgREST and what Supabase puts before it. */
import { randomBytes } from 'node:crypto';
import { serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono } from 'hono';
import { enterGateway } from '../../supabase/local/gateway.ts';
import { makeKeys } from '../../supabase/local/keys.ts';
import { onPostgres } from './connection.ts';
import { createMigratedDatabase } from './migrated-database.ts';
import { startPostgres } from './postgres-server.ts';
import { startPostgrest } from './postgrest.ts';
import { callersOf, contestOfToday, type Served } from './served.ts';

/** Serves the sample contest of today on any free port, from a PostgreSQL and a PostgREST of its own. */
export async function servePostgrest(): Promise<Served> {
  const keys = { publishable: (await makeKeys()).publishable, jwtSecret: randomBytes(32).toString('hex') };
  const server = await startPostgres();
  const undo: (() => Promise<unknown>)[] = [() => server.stop()];
  const stop = async () => {
    for (const step of undo.reverse()) await step();
  };
  try {
    const database = await createMigratedDatabase(server, 'contest');
    const owner = await onPostgres(database);
    undo.push(() => owner.close());
    await owner.query('select contest.load($1)', [JSON.stringify(contestOfToday())]);
    const postgrest = await startPostgrest({
      database: server.connection(database.database),
      jwtSecret: keys.jwtSecret,
    });
    undo.push(() => postgrest.stop());
    const front = await openFront(postgrest.url, keys.publishable);
    undo.push(() => front.close());
    return {
      url: front.url,
      keys,
      ...callersOf(front.url, keys),
      sql: owner.query,
      log: () => server.log() + postgrest.log(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A reverse proxy for `/rest/v1`, and `/supabase.json`. */
async function openFront(postgrest: string, publishableKey: string) {
  const routes = new Hono();
  routes.all('/rest/v1/*', async (context) => {
    const entered = enterGateway(context.req.raw, getConnInfo(context).remote.address ?? '', publishableKey);
    return entered.refused ?? forward(entered.request, postgrest);
  });
  routes.get('/supabase.json', (context) =>
    context.json({ url: new URL(context.req.url).origin, publishable_key: publishableKey }),
  );
  return new Promise<{ url: string; close: () => Promise<void> }>((ready) => {
    const server = serve({ fetch: routes.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      ready({
        url: `http://127.0.0.1:${port}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      }),
    );
  });
}

/** Headers that belong to one hop of the way. */
const hopHeaders = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host', 'expect'];

async function forward(request: Request, to: string): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const headers = new Headers(request.headers);
  for (const name of hopHeaders) headers.delete(name);
  const body = request.body ? { body: await request.arrayBuffer() } : {};
  const reply = await fetch(`${to}${pathname}${search}`, {
    method: request.method,
    headers,
    redirect: 'manual',
    ...body,
  });
  const answered = new Headers(reply.headers);
  for (const name of hopHeaders) answered.delete(name);
  return new Response(request.method === 'HEAD' ? null : await reply.arrayBuffer(), {
    status: reply.status,
    headers: answered,
  });
}
