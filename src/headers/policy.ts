/** A Content-Security-Policy as data: what it allows, and how it is written. */
import { createHash } from 'node:crypto';

type Fetched = 'script' | 'style' | 'font' | 'img' | 'media' | 'connect' | 'manifest' | 'worker' | 'frame' | 'object';
export type Directive = 'default-src' | `${Fetched}-src` | 'form-action' | 'base-uri' | 'frame-ancestors';

/** Sources by directive, quoted as the header quotes them. Whatever fetches and is not named falls back to `default-src`. */
export type Policy = Readonly<Partial<Record<Directive, readonly string[]>>>;

/** The value of the header, or of a `<meta>`. */
export const policyText = (policy: Policy): string =>
  Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources.length > 0 ? sources.join(' ') : "'none'"}`)
    .join('; ');

/** What a policy calls an inline script or style sheet by. */
export const sourceOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What a directive allows, where the policy says anything of it; the last two stand for themselves alone. */
const sourcesOf = (policy: Policy, directive: Directive): readonly string[] | undefined =>
  policy[directive] ?? (directive === 'form-action' || directive === 'base-uri' ? undefined : policy['default-src']);

/** Whether a page under the policy may hold this text as an inline script or style sheet. */
export function allowsInline(policy: Policy, directive: 'script-src' | 'style-src', text: string): boolean {
  const sources = sourcesOf(policy, directive);
  if (!sources || sources.includes(sourceOf(text))) return true;
  // A browser that sees a hash ignores 'unsafe-inline'.
  return sources.includes("'unsafe-inline'") && !sources.some((source) => source.startsWith("'sha256-"));
}

/** Whether a page under the policy may load from, or send to, an address as it is written in the page. */
export function allowsAddress(policy: Policy, directive: Directive, address: string): boolean {
  const sources = sourcesOf(policy, directive);
  if (!sources) return true;
  const site = 'https://site.invalid';
  if (!URL.canParse(address, site)) return false;
  const { origin, protocol } = new URL(address, site);
  return sources.includes(origin === site ? "'self'" : origin) || sources.includes(protocol);
}
