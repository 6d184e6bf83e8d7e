/** The functions of the exposed schema, and which of them a call means. */
import { RestProblem } from './problem.ts';
import type { RestCall } from './request.ts';

export interface ApiFunction {
  name: string;
  parameters: { name: string; type: string; hasDefault: boolean }[];
  /** Whether it may write: STABLE and IMMUTABLE functions run read only. */
  isVolatile: boolean;
}

export const listFunctionsSql = `
  select p.proname as name, p.provolatile = 'v' as "isVolatile",
    coalesce((
      select json_agg(json_build_object(
        'name', p.proargnames[at], 'type', format_type(type, null), 'hasDefault', at > p.pronargs - p.pronargdefaults
      ) order by at)
      from unnest(p.proargtypes) with ordinality as parameter (type, at)
    ), '[]') as parameters
  from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
  where n.nspname = 'api'`;

/** @throws RestProblem where no function takes exactly these arguments. */
export function findFunction(functions: ApiFunction[], { name, given, isJson, columns }: RestCall): ApiFunction {
  const found = functions.find(
    ({ name: candidate, parameters }) =>
      candidate === name &&
      given.every((argument) => parameters.some((parameter) => parameter.name === argument)) &&
      parameters.every((parameter) => parameter.hasDefault || given.includes(parameter.name)),
  );
  if (found && columns.length > 0) {
    throw new RestProblem(400, { code: '42703', message: `column ${name}.${columns[0]} does not exist` });
  }
  if (found) return found;
  const names = [...given].sort().join(', ');
  const parameters =
    given.length === 0 ? 'without parameters' : `with parameter${given.length > 1 ? 's' : ''} ${names}`;
  throw new RestProblem(404, {
    code: 'PGRST202',
    message: `Could not find the function api.${name}${given.length === 0 ? ' without parameters' : `(${names})`} in the schema cache`,
    details:
      `Searched for the function api.${name} ${parameters}` +
      `${isJson ? ' or with a single unnamed json/jsonb parameter' : ''}, but no matches were found in the schema cache.`,
  });
}
