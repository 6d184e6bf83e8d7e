/** What Supabase puts before PostgREST: the API key is checked, and the caller's address is put on record. */

/** What a caller without the right key is told. */
const refusals = {
  UNAUTHORIZED_MISSING_API_KEY: {
    message: 'No API key found in request',
    hint: 'No `apikey` request header or url param was found.',
  },
  UNAUTHORIZED_INVALID_API_KEY: { message: 'Invalid API key', hint: 'Double check your Supabase `apikey`' },
};

/** `request` is what PostgREST gets, without `/rest/v1`; `refused` is what the caller gets instead. */
export type Entered = { request: Request; refused?: undefined } | { refused: Response };

/**
 * Lets a request for `/rest/v1/…` in, or refuses it.
 * @param address the caller's socket address: whatever else the request says of where it comes from, the caller typed.
 */
export function enterGateway(request: Request, address: string, publishableKey: string): Entered {
  const url = new URL(request.url);
  const key = request.headers.get('apikey') ?? url.searchParams.get('apikey');
  // A browser asks whether it may send the key before it sends it.
  if (request.method !== 'OPTIONS' && key !== publishableKey) {
    const reason = key === null ? 'UNAUTHORIZED_MISSING_API_KEY' : 'UNAUTHORIZED_INVALID_API_KEY';
    const refused = Response.json(refusals[reason], {
      status: 401,
      headers: { 'sb-error-code': reason, 'access-control-allow-origin': '*' },
    });
    return { refused };
  }
  const headers = new Headers(request.headers);
  // supabase-js repeats its API key as bearer while nobody is signed in; it is no JWT.
  if (headers.get('authorization') === `Bearer ${publishableKey}`) headers.delete('authorization');
  headers.append('x-forwarded-for', address);
  url.pathname = url.pathname.replace(/^\/rest\/v1(?=\/|$)/, '');
  url.searchParams.delete('apikey');
  const body = request.body && { body: request.body, duplex: 'half' as const };
  return { request: new Request(url, { method: request.method, headers, ...body }) };
}
