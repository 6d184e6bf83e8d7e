/** Runs one call in a transaction of its own, with everything around it that PostgREST sets. */
import type { PGlite, Transaction } from '@electric-sql/pglite';
import type { Caller } from './bearer.ts';
import type { ApiFunction } from './functions.ts';
import { problemFromSql, RestProblem, type SqlError } from './problem.ts';
import type { RestCall } from './request.ts';

export interface Outcome {
  /** JSON, as the database wrote it. */
  body: string;
  /** What the function set as `response.status`; empty when it set none. */
  status: string;
  /** What the function set as `response.headers`: a JSON array of objects with one name each. */
  headers: string;
  /** Whether the time zone the caller preferred was used. */
  isTimeZoneUsed: boolean;
}

/** The roles a JWT may name: those the login role is a member of. */
const roles = ['anon', 'authenticated', 'service_role'];

/** @throws RestProblem for whatever the database refuses. */
export async function runCall(
  sql: PGlite,
  call: RestCall,
  api: ApiFunction,
  caller: Caller,
  headers: Headers,
): Promise<Outcome> {
  try {
    return await sql.transaction(async (transaction) => {
      if (call.method !== 'POST' || !api.isVolatile) await transaction.query('set transaction read only');
      await requireRole(transaction, caller.role);
      const isTimeZoneUsed = await isTimeZone(transaction, call.timeZone);
      await setLocal(transaction, {
        search_path: '"api"',
        role: caller.role,
        'request.method': call.method,
        'request.path': call.path,
        'request.headers': JSON.stringify(Object.fromEntries(headers)),
        'request.jwt.claims': JSON.stringify(caller.claims),
        'response.status': '',
        'response.headers': '',
        ...(isTimeZoneUsed && { TimeZone: String(call.timeZone) }),
      });
      const { rows } = await transaction.query<{ body: string }>(statementFor(api, call.given), [call.json]);
      const reply = await transaction.query<Pick<Outcome, 'status' | 'headers'>>(
        `select current_setting('response.status') as status, current_setting('response.headers') as headers`,
      );
      return { body: rows[0]?.body ?? 'null', status: '', headers: '', ...reply.rows[0], isTimeZoneUsed };
    });
  } catch (error) {
    if (error instanceof RestProblem || !isSqlError(error)) throw error;
    // PTxxx are our refusals, class 22 is bad input, 42501 a function that is not the caller's: the caller's business.
    // Anything else is ours to mend. Only the code is printed: the rest of it may hold names, phones and tickets.
    if (!/^(PT|22|42501)/.test(error.code)) console.error(`Lỗi cơ sở dữ liệu: ${error.code}`);
    throw problemFromSql(error, caller.role !== 'anon');
  }
}

function isSqlError(error: unknown): error is SqlError {
  return error instanceof Error && typeof (error as { code?: unknown }).code === 'string';
}

/** PGlite's one session belongs to the superuser, who may become anybody. PostgREST's login role may not. */
async function requireRole(transaction: Transaction, role: string): Promise<void> {
  if (roles.includes(role)) return;
  const { rows } = await transaction.query('select from pg_catalog.pg_roles where rolname = $1', [role]);
  if (rows.length === 0) throw new RestProblem(400, { code: '22023', message: `role "${role}" does not exist` });
  throw new RestProblem(403, { code: '42501', message: `permission denied to set role "${role}"` });
}

async function isTimeZone(transaction: Transaction, name: string | undefined): Promise<boolean> {
  if (name === undefined) return false;
  const { rows } = await transaction.query('select from pg_catalog.pg_timezone_names where name = $1', [name]);
  return rows.length > 0;
}

async function setLocal(transaction: Transaction, settings: Record<string, string>): Promise<void> {
  const list = Object.keys(settings).map((_, at) => `set_config($${2 * at + 1}, $${2 * at + 2}, true)`);
  await transaction.query(`select ${list.join(', ')}`, Object.entries(settings).flat());
}

/** The arguments go in as one JSON object, which PostgreSQL itself turns into the parameters' types. */
function statementFor({ name, parameters }: ApiFunction, given: string[]): string {
  const taken = parameters.filter((parameter) => given.includes(parameter.name));
  const columns = taken.map((parameter) => `"${parameter.name}" ${parameter.type}`).join(', ');
  const list = taken.map((parameter) => `"${parameter.name}" => args."${parameter.name}"`).join(', ');
  const source = taken.length > 0 ? `json_to_record($1::json) as args(${columns})` : '(select $1::json) as args';
  return `
    select coalesce(json_agg(value) -> 0, 'null')::text as body
    from (select "api"."${name}"(${list}) as value from ${source}) as called`;
}
