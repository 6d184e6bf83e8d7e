/** Reads `_headers` as Netlify and Cloudflare Pages do, and refuses whatever one of them would pass over. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllHeaders } from '@netlify/headers-parser';
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

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Every rule that fits is applied: `*` stands for any characters, the rest is literal. */
export function cloudflare(text: string): Host {
  const rules = readHeadersFile(text).map(({ path, headers }) => ({
    fits: new RegExp(`^${path.split('*').map(escaped).join('.*')}$`),
    headers,
  }));
  return (path) => rules.filter(({ fits }) => fits.test(path)).flatMap(({ headers }) => headers);
}

/** As Netlify's own parser has it, which passes over what it does not understand: `readHeadersFile` does not. */
export async function netlify(text: string): Promise<Host> {
  const folder = await mkdtemp(join(tmpdir(), 'headers-'));
  try {
    const file = join(folder, '_headers');
    await writeFile(file, text);
    const { headers, errors } = await parseAllHeaders({ headersFiles: [file], configHeaders: [], minimal: false });
    if (errors.length > 0) throw new AggregateError(errors, errors.map(({ message }) => message).join('\n'));
    const rules = headers.flatMap((rule) => ('forRegExp' in rule ? rule : []));
    return (path) =>
      rules.filter(({ forRegExp }) => forRegExp.test(path)).flatMap(({ values }) => Object.entries(values));
  } finally {
    await rm(folder, { recursive: true });
  }
}
