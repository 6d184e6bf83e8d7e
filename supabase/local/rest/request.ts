/** What a request asks for: which function, with which arguments. */
import { RestProblem } from './problem.ts';

export interface RestCall {
  method: 'GET' | 'HEAD' | 'POST' | 'OPTIONS';
  path: string;
  /** The function's name. */
  name: string;
  /** The arguments' names. */
  given: string[];
  /** The arguments as one JSON object; untouched where the caller sent one, so that numbers keep every digit. */
  json: string;
  /** Whether the arguments came as JSON: a function of one unnamed json parameter could have taken it whole. */
  isJson: boolean;
  /** Columns the address speaks of, as if the result were a table. None of ours has any. */
  columns: string[];
  /** Whether the caller named the schema. */
  namesSchema: boolean;
  /** The time zone the caller prefers. */
  timeZone: string | undefined;
}

const exposedSchema = 'api';

/** Parameters of an address that are not arguments but say what to show of tables. */
const reserved = ['limit', 'offset', 'columns', 'on_conflict', 'and', 'or'];
/** Values that PostgREST reads as conditions on a table, also where an argument was meant. */
const condition =
  /^(not\.)?(eq|gte?|lte?|neq|i?like|i?match|in|is|isdistinct|(pl|ph|w)?fts|cs|cd|ov|sl|sr|nxr|nxl|adj)(\(\w*\))?\./;

/** @throws RestProblem for what is not a call of a function, or not one that can be read. */
export async function readCall(request: Request): Promise<RestCall> {
  const { pathname, searchParams } = new URL(request.url);
  const [first = '', name, ...more] = pathname.slice(1).split('/').map(decode);
  const isCall = first === 'rpc' && name !== undefined && more.length === 0;
  const { method } = request;
  if (isCall && !isKnownMethod(method)) {
    throw new RestProblem(405, { code: 'PGRST101', message: `Cannot use the ${method} method on RPC` });
  }
  const schema = request.headers.get(method === 'GET' || method === 'HEAD' ? 'accept-profile' : 'content-profile');
  if (schema !== null && schema !== exposedSchema) {
    throw new RestProblem(406, {
      code: 'PGRST106',
      message: `The schema must be one of the following: ${exposedSchema}`,
    });
  }
  if (!isCall || !isKnownMethod(method)) throw notFound(first, name === undefined);
  const args = method === 'POST' ? await readBody(request) : readAddress(searchParams);
  return {
    method,
    path: pathname,
    name,
    ...args,
    namesSchema: schema !== null,
    timeZone: /(?:^|,)\s*timezone=([^,\s]+)/.exec(request.headers.get('prefer') ?? '')?.[1],
  };
}

/** There is no table to read in the exposed schema, and nothing but functions to ask for. */
function notFound(first: string, isAlone: boolean): RestProblem {
  if (isAlone && first !== '') {
    return new RestProblem(404, { code: '42P01', message: `relation "${exposedSchema}.${first}" does not exist` });
  }
  return new RestProblem(404, { code: 'PGRST125', message: 'Invalid path specified in request URL' });
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function isKnownMethod(method: string): method is RestCall['method'] {
  return ['GET', 'HEAD', 'POST', 'OPTIONS'].includes(method);
}

type Arguments = Pick<RestCall, 'given' | 'json' | 'isJson' | 'columns'>;

function readAddress(parameters: URLSearchParams): Arguments {
  const args: Record<string, string> = {};
  const columns: string[] = [];
  for (const [key, value] of parameters) {
    if (key === 'select' || key === 'order') columns.push(/^\w*/.exec(value)?.[0] ?? '');
    else if (condition.test(value)) columns.push(key);
    else if (!reserved.includes(key)) args[key] = value;
  }
  return { given: Object.keys(args), json: JSON.stringify(args), isJson: false, columns };
}

async function readBody(request: Request): Promise<Arguments> {
  const type = (request.headers.get('content-type') ?? 'application/json').split(';')[0]?.trim();
  const bytes = await request.arrayBuffer();
  if (type === 'application/x-www-form-urlencoded') {
    const args = Object.fromEntries(new URLSearchParams(new TextDecoder().decode(bytes)));
    return { given: Object.keys(args), json: JSON.stringify(args), isJson: false, columns: [] };
  }
  if (type !== 'application/json') throw unreadable(`Content-Type not acceptable: ${type}`);
  if (bytes.byteLength === 0) return { given: [], json: '{}', isJson: true, columns: [] };
  const { text, value } = parse(bytes);
  if (Array.isArray(value)) return fromList(value);
  const isObject = typeof value === 'object' && value !== null;
  return { given: isObject ? Object.keys(value) : [], json: isObject ? text : '{}', isJson: true, columns: [] };
}

/** Of a list of objects the first counts. */
function fromList(list: unknown[]): Arguments {
  const keysOf = (item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item) ? Object.keys(item).sort().join() : undefined;
  const [first = {}] = list;
  if (list.some((item) => keysOf(item) === undefined || keysOf(item) !== keysOf(first))) {
    throw unreadable('All object keys must match');
  }
  return { given: Object.keys(first as object), json: JSON.stringify(first), isJson: true, columns: [] };
}

function parse(bytes: ArrayBuffer): { text: string; value: unknown } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text, (_, part: unknown) => {
      if (typeof part === 'string' && !part.isWellFormed()) throw new SyntaxError('half a surrogate pair');
      return part;
    });
    return { text, value };
  } catch {
    throw unreadable('Empty or invalid json');
  }
}

function unreadable(message: string): RestProblem {
  return new RestProblem(400, { code: 'PGRST102', message });
}
