/** Reads `_headers` as Netlify and Cloudflare Pages do, and refuses whatever one of them would pass over. */
import type { Host } from './sent-headers.ts';

interface Rule {
  path: string;
  headers: [name: string, value: string][];
}

/** @throws Error at a line that is neither a path nor, indented below one, a header */
export function readHeadersFile(text: string): Rule[] {
  const rules: Rule[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const path = /^(\/[^\s:*]*\*?)$/.exec(line)?.[1];
    const [, name, value] = /^ {2}([A-Za-z-]+): (\S(?:.*\S)?)$/.exec(line) ?? [];
    const rule = rules.at(-1);
    if (path !== undefined) rules.push({ path, headers: [] });
    else if (rule && name !== undefined && value !== undefined) rule.headers.push([name, value]);
    else throw new Error(`line ${index + 1}: ${line}`);
    if (line.length > 2000) throw new Error(`line ${index + 1} has ${line.length} characters`);
  }
  if (rules.length > 100) throw new Error(`${rules.length} rules`);
  const empty = rules.find(({ headers }) => headers.length === 0);
  if (empty) throw new Error(`${empty.path} has no headers`);
  return rules;
}

/** Every rule that fits is applied. */
const host =
  (fits: (rule: string, path: string) => boolean) =>
  (text: string): Host => {
    const rules = readHeadersFile(text);
    return (path) => rules.filter((rule) => fits(rule.path, path)).flatMap(({ headers }) => headers);
  };

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `*` stands for any characters; the rest is literal. */
export const cloudflare = host((rule, path) => new RegExp(`^${rule.split('*').map(escaped).join('.*')}$`).test(path));

/** Letters large or small, a slash at the end or none; a last step of `*` may be missing with the slash before it. */
export const netlify = host((rule, path) => {
  const steps = rule.split('/').filter((step) => step !== '');
  return new RegExp(`^/${steps.map((step) => (step === '*' ? '?(.*)' : escaped(step))).join('/')}/?$`, 'iu').test(path);
});
