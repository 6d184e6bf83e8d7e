/** Reads matchers and `header` directives of a Caddyfile as Caddy does, and refuses whatever else stands there. */
import type { Host, Sent } from './sent-headers.ts';

interface Matcher {
  path: string[];
  not: string[];
}

export function caddy(text: string): Host {
  const matchers = new Map<string, Matcher>();
  const applied: { matcher: string | undefined; headers: Sent }[] = [];
  const lines = text.split('\n').map((line) => line.trim());
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === '' || line.startsWith('#')) continue;
    const block = blockOf(lines);
    const name = /^(@[a-z-]+) \{$/.exec(line)?.[1];
    const header = /^header(?: (@[a-z-]+))? \{$/.exec(line);
    if (name !== undefined) {
      if (matchers.has(name)) throw new Error(`Caddy: ${name} twice`);
      matchers.set(name, readMatcher(block));
    } else if (header) applied.push({ matcher: header[1], headers: block.map(readHeader) });
    else throw new Error(`Caddy: ${line}`);
  }
  for (const { matcher } of applied)
    if (matcher !== undefined && !matchers.has(matcher)) throw new Error(`Caddy: no matcher ${matcher}`);
  return (path) =>
    applied
      .filter(({ matcher }) => matcher === undefined || fits(matchers.get(matcher), path))
      .flatMap(({ headers }) => headers);
}

/** Lines up to the brace that closes the block. */
function blockOf(lines: string[]): string[] {
  const end = lines.indexOf('}');
  if (end < 0) throw new Error('Caddy: a block is left open');
  return lines.splice(0, end + 1).slice(0, -1);
}

/** Matchers of one set are all to fit. */
function readMatcher(block: string[]): Matcher {
  const matcher: Matcher = { path: [], not: [] };
  for (const line of block) {
    const [, not, paths] = /^(not )?path ((?: ?\/[^\s"{}]*)+)$/.exec(line) ?? [];
    if (paths === undefined) throw new Error(`Caddy: ${line}`);
    matcher[not === undefined ? 'path' : 'not'].push(...paths.split(' '));
  }
  return matcher;
}

/** A quoted value without what Caddy would replace in it. */
function readHeader(line: string): Sent[number] {
  const [, name, value] = /^([A-Za-z-]+) "([^"\\{}`]+)"$/.exec(line) ?? [];
  if (name === undefined || value === undefined) throw new Error(`Caddy: ${line}`);
  return [name, value];
}

const fits = (matcher: Matcher | undefined, path: string): boolean =>
  matcher !== undefined &&
  (matcher.path.length === 0 || matcher.path.some((own) => fitsPath(own, path))) &&
  !matcher.not.some((own) => fitsPath(own, path));

/** Letters large or small. */
const fitsPath = (pattern: string, path: string): boolean => {
  const [own, address] = [pattern.toLowerCase(), path.toLowerCase()];
  return own.endsWith('*') ? address.startsWith(own.slice(0, -1)) : address === own;
};
