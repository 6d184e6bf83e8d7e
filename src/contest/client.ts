/**
 * The only door to the backend, and the only importer of supabase-js.
 *
 * Participants hold a ticket, not a session, so of supabase-js they need its RPC client alone
 * (`@supabase/postgrest-js`, the same release): 6 KB on the wire instead of 59.
 */
import { PostgrestClient } from '@supabase/postgrest-js';
import * as z from 'zod/mini';
import { functions, isRefusal, type Args, type FunctionName, type Refusal, type Result } from './contract.ts';

/** An answer from the backend: a value, or the reason it said no. */
export type Reply<Value> = { ok: true; value: Value } | { ok: false; refusal: Refusal };

/**
 * Something other than an answer. `unreachable`: no reply came, or the server was failing; asking again may help.
 * `broken`: a reply came that the contract does not know; asking again will not help.
 */
export class ContestFault extends Error {
  override name = 'ContestFault';
  readonly kind: 'unreachable' | 'broken';

  constructor(kind: ContestFault['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

export interface ContestClient {
  /**
   * Calls one function.
   * @param timeoutMs how long it may take before it counts as unanswered. Calls are idempotent: giving up costs nothing.
   * @throws ContestFault where there is no answer.
   */
  call<Name extends FunctionName>(name: Name, args: Args<Name>, timeoutMs?: number): Promise<Reply<Result<Name>>>;
}

const Backend = z.object({ url: z.string(), publishable_key: z.string() });

const usualTimeoutMs = 10_000;

/**
 * @param site origin of the site, whose `/supabase.json` says where the backend is.
 * @throws ContestFault when that file cannot be read.
 */
export async function connect(site: string): Promise<ContestClient> {
  const { status, body } = await within(usualTimeoutMs, async (signal) => {
    const reply = await fetch(new URL('/supabase.json', site), { signal });
    return { status: reply.status, body: reply.ok ? ((await reply.json().catch(() => null)) as unknown) : null };
  });
  if (status >= 500) throw new ContestFault('unreachable', `/supabase.json: HTTP ${status}`);
  const backend = Backend.safeParse(body);
  if (!backend.success) throw new ContestFault('broken', `/supabase.json: HTTP ${status}`);
  return createContestClient(new URL(backend.data.url, site).href, backend.data.publishable_key);
}

/** A client for the project at `url`; `key` is its publishable key. */
export function createContestClient(url: string, key: string): ContestClient {
  const rest = new PostgrestClient(new URL('/rest/v1', url).href, {
    schema: 'api',
    headers: { apikey: key },
    // Boards may be kept by a cache between us and many readers. This browser's own must not answer from them: it would
    // show a member the board from before their attempt, one refresh behind.
    fetch: (input, init) => fetch(input, { ...init, cache: 'no-cache' }),
  });
  return {
    async call(name, args, timeoutMs = usualTimeoutMs) {
      const { verb, result } = functions[name];
      const { data, error, status } = await within(timeoutMs, async (signal) =>
        rest.rpc(name, args, { get: verb === 'GET' }).abortSignal(signal),
      );
      if (error) {
        if (isRefusal(error.message)) return { ok: false, refusal: error.message };
        const isTransient = status === 0 || status === 408 || status === 429 || status >= 500;
        throw new ContestFault(isTransient ? 'unreachable' : 'broken', `${name}: ${error.code} ${error.message}`);
      }
      const parsed = z.safeParse(result, data);
      if (!parsed.success) throw new ContestFault('broken', `${name}: ${z.prettifyError(parsed.error)}`);
      return { ok: true, value: parsed.data as Result<typeof name> };
    },
  };
}

/** Runs `task` with a time limit; whatever it throws means that no answer came. (`AbortSignal.timeout` is too new for old phones.) */
async function within<Value>(ms: number, task: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), ms);
  try {
    return await task(limit.signal);
  } catch (cause) {
    throw new ContestFault('unreachable', String(cause));
  } finally {
    clearTimeout(timer);
  }
}
