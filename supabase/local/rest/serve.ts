/**
 * PostgREST's answers to calls of functions, over PGlite.
 *
 * The migrations are called through PostgREST in production, so what PostgREST does with a wrong argument, a forged JWT or
 * a caller from another origin belongs to the contract. `@supabase/lite` answers some of it otherwise;
 * tests/database/contract-alike.test.ts holds this against the genuine program, call by call.
 * Tables are not served: the exposed schema has none.
 */
import type { PGlite } from '@electric-sql/pglite';
import type { Serial } from '../serial.ts';
import { identify } from './bearer.ts';
import { findFunction, listFunctionsSql, type ApiFunction } from './functions.ts';
import { jsonType, RestProblem } from './problem.ts';
import { readCall, type RestCall } from './request.ts';
import { runCall, type Outcome } from './run.ts';

/** @returns a fetch handler for `/rpc/<function>`; every error of the caller is answered, a fault of ours is thrown. */
export async function createRest(
  sql: PGlite,
  jwtSecret: string,
  serial: Serial,
): Promise<(request: Request) => Promise<Response>> {
  const { rows: functions } = await sql.query<ApiFunction>(listFunctionsSql);

  const answer = async (request: Request): Promise<Response> => {
    const caller = identify(request.headers.get('authorization'), jwtSecret, new Date());
    // Read wholly before taking the turn: a slow sender must not hold up everyone else.
    const call = await readCall(request);
    const api = findFunction(functions, call);
    if (call.method === 'OPTIONS') return describeMethods(api);
    const type = negotiate(request.headers.get('accept'));
    return reply(call, type, await serial(() => runCall(sql, call, api, caller, request.headers)));
  };

  return async (request) => {
    if (isPreflight(request)) return answerPreflight(request);
    const response = await answer(request).catch((error: unknown) => {
      if (error instanceof RestProblem) return error.toResponse();
      throw error;
    });
    if (request.headers.has('origin')) openToOrigins(response);
    return request.method === 'HEAD' ? new Response(null, response) : response;
  };
}

function reply(call: RestCall, type: string, { body, status, headers, isTimeZoneUsed }: Outcome): Response {
  const response = new Response(body, {
    status: readStatus(status),
    headers: { 'content-type': type, 'content-range': '0-0/*' },
  });
  if (call.namesSchema) response.headers.set('content-profile', 'api');
  if (isTimeZoneUsed) response.headers.set('preference-applied', `timezone=${call.timeZone}`);
  for (const [name, value] of readHeaders(headers)) response.headers.set(name, value);
  return response;
}

function readStatus(text: string): number {
  if (text === '') return 200;
  if (/^\d{3}$/.test(text)) return Number(text);
  throw new RestProblem(500, { code: 'PGRST112', message: 'response.status guc must be a valid status code' });
}

function readHeaders(text: string): [name: string, value: string][] {
  if (text === '') return [];
  return (JSON.parse(text) as Record<string, string>[]).flatMap((header) => Object.entries(header));
}

/** Which of the media types we have the caller takes; the caller's order counts. */
function negotiate(accept: string | null): string {
  const wanted = (accept ?? '*/*').split(',').map((part) => part.split(';')[0]?.trim() ?? '');
  for (const type of wanted) {
    if (['*/*', 'application/*', 'application/json', 'application/vnd.pgrst.array+json'].includes(type))
      return jsonType;
    if (type === 'application/vnd.pgrst.object+json') return `${type}; charset=utf-8`;
  }
  throw new RestProblem(415, {
    code: 'PGRST107',
    message: `None of these media types are available: ${wanted.join(', ')}`,
  });
}

function describeMethods({ isVolatile }: ApiFunction): Response {
  const allow = isVolatile ? 'OPTIONS,POST' : 'OPTIONS,GET,HEAD,POST';
  return new Response(null, { headers: { allow, 'access-control-allow-origin': '*' } });
}

function isPreflight({ method, headers }: Request): boolean {
  return method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method');
}

/** Pages of any origin may call: there are no cookies to abuse. */
function answerPreflight({ headers }: Request): Response {
  const asked = (headers.get('access-control-request-headers') ?? '').split(',').map((name) => name.trim());
  return new Response(null, {
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST, PATCH, PUT, DELETE, OPTIONS, HEAD',
      'access-control-allow-headers': [
        'Authorization',
        ...asked.filter((name) => name !== ''),
        'Accept',
        'Accept-Language',
        'Content-Language',
      ].join(', '),
      'access-control-max-age': '86400',
    },
  });
}

function openToOrigins({ headers }: Response): void {
  headers.set('access-control-allow-origin', '*');
  headers.set(
    'access-control-expose-headers',
    'Content-Encoding, Content-Location, Content-Range, Content-Type, Date, Location, Server, Transfer-Encoding, Range-Unit',
  );
}
