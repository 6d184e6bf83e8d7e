/** The HTTP front of the local Supabase: functions as PostgREST serves them, and signing in, by Lite. */
import type { LocalDatabase } from './database.ts';
import { enterGateway } from './gateway.ts';
import type { LocalKeys } from './keys.ts';
import { withoutPersonalData } from './quiet.ts';
import { createRest } from './rest/serve.ts';
import type { Serial } from './serial.ts';

export interface LocalApi {
  /** For `/rest/v1/*`; `address` is the caller's socket address. */
  rest(request: Request, address: string): Promise<Response>;
  /** For `/auth/v1/*`. */
  auth(request: Request): Promise<Response>;
}

export async function createApi(database: LocalDatabase, keys: LocalKeys, serial: Serial): Promise<LocalApi> {
  const rest = await createRest(database.sql, keys.jwtSecret, serial);
  return {
    rest: async (request, address) => {
      const entered = enterGateway(request, address, keys.publishable);
      return entered.refused ?? rest(entered.request);
    },
    auth: async (request) => {
      const received = request.body ? new Request(request, { body: await request.arrayBuffer() }) : request;
      return serial(() => withoutPersonalData(async () => database.app.fetch(received)));
    },
  };
}
