/** Who calls: what the bearer's JWT says, once its signature, its times and its form have been checked as PostgREST does. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { RestProblem } from './problem.ts';

export interface Caller {
  role: string;
  /** The JWT's claims with the role, as functions read them from `request.jwt.claims`. */
  claims: Record<string, unknown>;
}

/** How far the clocks of who signs and who checks may be apart. */
const allowedSkewSeconds = 30;

/** @throws RestProblem for a bearer that is not a valid JWT. Without a bearer the caller is `anon`. */
export function identify(authorization: string | null, secret: string, now: Date): Caller {
  const token = /^bearer +(.+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return { role: 'anon', claims: { role: 'anon' } };
  const claims = verify(token, secret);
  checkTimes(claims, now.getTime() / 1000);
  const role = claims['role'] === undefined ? 'anon' : String(claims['role']);
  return { role, claims: { ...claims, role } };
}

function verify(token: string, secret: string): Record<string, unknown> {
  const parts = token.split('.');
  const [header = '', payload = '', signature = ''] = parts;
  if (parts.length !== 3) {
    throw invalid(`JWSError (CompactDecodeError Invalid number of parts: Expected 3 parts; got ${parts.length})`);
  }
  const isCanonical = parts.every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
  const algorithm = decode(header)?.['alg'];
  if (!isCanonical || algorithm === undefined) throw invalid('JWSError (JSONDecodeError "Not valid base64url")');
  // Without the key's own algorithm there is nothing to check, and an unsigned token is nobody's.
  if (algorithm === 'none') throw invalid('JWSError JWSNoSignatures');
  const expected = createHmac('sha256', secret).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (algorithm !== 'HS256' || given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw invalid('JWSError JWSInvalidSignature');
  }
  const claims = decode(payload);
  if (!claims) throw invalid('JWTClaimsSetDecodeError "Error in $: not enough input"');
  return claims;
}

function decode(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function checkTimes(claims: Record<string, unknown>, now: number): void {
  const moment = (name: string): number | undefined => {
    const value = claims[name];
    if (value === undefined || typeof value === 'number') return value;
    throw invalid(`JWTClaimsSetDecodeError "Error in $.${name}: parsing NumericDate failed, expected Number"`);
  };
  const [expires, notBefore, issued] = [moment('exp'), moment('nbf'), moment('iat')];
  if (expires !== undefined && now - allowedSkewSeconds > expires) throw invalid('JWT expired');
  if (notBefore !== undefined && now + allowedSkewSeconds < notBefore) throw invalid('JWTNotYetValid');
  if (issued !== undefined && now + allowedSkewSeconds < issued) throw invalid('JWTIssuedAtFuture');
}

function invalid(message: string): RestProblem {
  return new RestProblem(
    401,
    { code: 'PGRST301', message },
    { 'www-authenticate': `Bearer error="invalid_token", error_description=${JSON.stringify(message)}` },
  );
}
