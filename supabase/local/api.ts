/** The HTTP front of the embedded Supabase, where it differs from the real one in ways a client could notice. */
import { verify } from 'hono/jwt';
import type { LocalDatabase } from './database.ts';
import type { LocalKeys } from './keys.ts';
import { withoutPersonalData } from './quiet.ts';
import type { Serial } from './serial.ts';

/** @returns a fetch handler for `/rest/v1/*` and `/auth/v1/*`. */
export function createApi(
  database: LocalDatabase,
  keys: LocalKeys,
  serial: Serial,
): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!(await isBearerAcceptable(request, keys))) {
      return Response.json(
        { code: 'PGRST301', details: null, hint: null, message: 'JWT could not be verified' },
        { status: 401, headers: { 'access-control-allow-origin': '*', 'www-authenticate': 'Bearer' } },
      );
    }
    // Read wholly before taking the turn: a slow sender must not hold up everyone else.
    const received = request.body ? new Request(request, { body: await request.arrayBuffer() }) : request;
    return serial(() => withoutPersonalData(async () => database.app.fetch(received)));
  };
}

/** Lite lets any bearer through as `anon`; PostgREST answers 401 to one it cannot verify. */
async function isBearerAcceptable(request: Request, keys: LocalKeys): Promise<boolean> {
  const header = request.headers.get('authorization');
  if (header === null) return true;
  const bearer = /^Bearer (.+)$/i.exec(header)?.[1];
  if (bearer === undefined) return true;
  // supabase-js repeats its API key as bearer while nobody is signed in.
  if (bearer === keys.publishable || bearer === keys.secret) return true;
  try {
    await verify(bearer, keys.jwtSecret, 'HS256');
    return true;
  } catch {
    return false;
  }
}
