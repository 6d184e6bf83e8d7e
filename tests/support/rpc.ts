/** Calls functions of schema `api` over a database connection the way PostgREST does, without the HTTP. */
import type { Args, FunctionName, Result } from '../../src/contest/contract.ts';
import type { Connection, Query } from './connection.ts';

export type Actor = 'anon' | 'authenticated' | 'service_role';

export interface Call {
  actor?: Actor;
  verb?: 'GET' | 'POST';
  /** What the caller's JWT says beyond its role, for example `{ email: 'ai@example.com' }`. */
  claims?: Record<string, unknown>;
  /** Request headers by lower-case name. */
  headers?: Record<string, string>;
}

/** What PostgREST would answer. */
export type Answer<Value> =
  | { status: 200; value: Value; cacheControl: string }
  | { status: number; refusal: string; value?: undefined; cacheControl?: string };

type Caller = <Name extends FunctionName>(name: Name, args: Args<Name>, as?: Call) => Promise<Answer<Result<Name>>>;

interface Signature {
  name: string;
  parameters: string[];
  types: string[];
  defaults: number;
  writes: boolean;
}

/** One transaction per call: role, request and claims as settings, the arguments as one json, read only unless it is a POST to a volatile function. */
export function createCaller(connection: Connection): Caller {
  let signatures: Promise<Signature[]> | undefined;
  return async (name, args, { actor = 'anon', verb = 'POST', claims = {}, headers = {} } = {}) => {
    const given = JSON.parse(JSON.stringify(args)) as Record<string, unknown>;
    const signature = (await (signatures ??= readSignatures(connection.query))).find(
      (candidate) => candidate.name === name && takes(candidate, Object.keys(given)),
    );
    if (!signature) return { status: 404, refusal: 'PGRST202' };
    const settings = {
      role: actor,
      'request.method': verb,
      'request.headers': JSON.stringify(headers),
      'request.jwt.claims': JSON.stringify({ role: actor, ...claims }),
      'response.status': '',
      'response.headers': '',
    };
    const request = Object.entries(settings).flat();
    const setAll = Object.keys(settings).map((_, index) => `set_config($${2 * index + 1}, $${2 * index + 2}, true)`);
    try {
      return await connection.transaction(async (query) => {
        if (verb === 'GET' || !signature.writes) await query('set transaction read only');
        await query(`select ${setAll.join(', ')}`, request);
        const rows = await query<{ value: Result<typeof name> }>(statementFor(signature, Object.keys(given)), [
          JSON.stringify(given),
        ]);
        return readAnswer(rows[0]?.value as Result<typeof name>, await readReply(query));
      });
    } catch (error) {
      const { code = '', message } = error as { code?: string; message: string };
      const status = /^PT(\d{3})$/.exec(code)?.[1];
      if (status === undefined) throw error;
      return { status: Number(status), refusal: message };
    }
  };
}

function readSignatures(query: Query): Promise<Signature[]> {
  return query<Signature>(`
    select p.proname as name, coalesce(p.proargnames, '{}') as parameters,
      (select coalesce(array_agg(format_type(type, null) order by at), '{}') from unnest(p.proargtypes) with ordinality as t (type, at)) as types,
      p.pronargdefaults::int as defaults, p.provolatile = 'v' as writes
    from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
    where n.nspname = 'api'`);
}

/** Whether every argument is known and none without a default is missing. */
function takes({ parameters, defaults }: Signature, given: string[]): boolean {
  const required = parameters.slice(0, parameters.length - defaults);
  return given.every((name) => parameters.includes(name)) && required.every((name) => given.includes(name));
}

function statementFor({ name, parameters, types }: Signature, given: string[]): string {
  if (given.length === 0) return `select api.${name}() as value, $1::text`;
  const record = given.map((argument) => `"${argument}" ${types[parameters.indexOf(argument)]}`).join(', ');
  const list = given.map((argument) => `"${argument}" => given."${argument}"`).join(', ');
  return `select api.${name}(${list}) as value from json_to_record($1) as given(${record})`;
}

interface Reply {
  status: string;
  headers: string;
}

async function readReply(query: Query): Promise<Reply> {
  const [reply] = await query<Reply>(
    `select current_setting('response.status') as status, current_setting('response.headers') as headers`,
  );
  return reply as Reply;
}

function readAnswer<Value>(value: Value, { status, headers }: Reply): Answer<Value> {
  if (status) return { status: Number(status), refusal: String((value as { message?: string }).message) };
  const list = JSON.parse(headers || '[]') as { 'Cache-Control'?: string }[];
  return { status: 200, value, cacheControl: list[0]?.['Cache-Control'] ?? '' };
}
