/** How PostgREST says no: a status and a body of four fields. */

export interface Refusal {
  code: string;
  message: string;
  details?: string | null;
  hint?: string | null;
}

/** Ends a request with a refusal. */
export class RestProblem extends Error {
  override name = 'RestProblem';
  readonly status: number;
  readonly refusal: Refusal;
  readonly headers: Record<string, string>;

  constructor(status: number, refusal: Refusal, headers: Record<string, string> = {}) {
    super(refusal.message);
    this.status = status;
    this.refusal = refusal;
    this.headers = headers;
  }

  toResponse(): Response {
    const { code, details = null, hint = null, message } = this.refusal;
    return new Response(JSON.stringify({ code, details, hint, message }), {
      status: this.status,
      headers: {
        'content-type': jsonType,
        ...(this.status === 401 && { 'www-authenticate': 'Bearer' }),
        ...this.headers,
      },
    });
  }
}

export const jsonType = 'application/json; charset=utf-8';

/** What a PostgreSQL driver throws, as far as it concerns a caller. */
export interface SqlError {
  code: string;
  message: string;
  detail?: string;
  hint?: string;
}

/** The HTTP statuses of SQLSTATEs, the longest prefix first. https://docs.postgrest.org/en/v12/references/errors.html */
const statuses: [prefix: string, status: number][] = [
  ['23503', 409],
  ['23505', 409],
  ['25006', 405],
  ['42883', 404],
  ['42P01', 404],
  ['42P17', 500],
  ['53400', 500],
  ['57P01', 503],
  ['P0001', 400],
  ['08', 503],
  ['09', 500],
  ['0L', 403],
  ['0P', 403],
  ['25', 500],
  ['28', 403],
  ['2D', 500],
  ['38', 500],
  ['39', 500],
  ['3B', 500],
  ['40', 500],
  ['53', 503],
  ['54', 500],
  ['55', 500],
  ['57', 500],
  ['58', 500],
  ['F0', 500],
  ['HV', 500],
  ['P0', 500],
  ['XX', 500],
];

/** @param isSignedIn whether the call was made as anybody but `anon`: only then is a missing right worth no sign-in. */
export function problemFromSql({ code, message, detail, hint }: SqlError, isSignedIn: boolean): RestProblem {
  const raised = /^PT(\d{3})$/.exec(code)?.[1];
  const status =
    raised !== undefined
      ? Number(raised)
      : code === '42501'
        ? isSignedIn
          ? 403
          : 401
        : (statuses.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 400);
  return new RestProblem(status, { code, message, details: detail ?? null, hint: hint ?? null });
}
