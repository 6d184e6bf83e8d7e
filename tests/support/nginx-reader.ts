/** Reads an nginx file of locations as nginx does, and refuses every directive and option it does not know. */
import type { Host, Sent } from './sent-headers.ts';

interface Location {
  modifier: string;
  path: string;
  headers: Sent;
}

export function nginx(text: string): Host {
  const locations = readLocations(text);
  return (path) => {
    const exact = locations.find((one) => one.modifier === '=' && one.path === path);
    const [longest] = locations
      .filter((one) => one.modifier === '^~' && path.startsWith(one.path))
      .sort((a, b) => b.path.length - a.path.length);
    return (exact ?? longest)?.headers ?? [];
  };
}

function readLocations(text: string): Location[] {
  const words = wordsOf(text);
  const locations: Location[] = [];
  const next = () => words.shift() ?? fail('the file ends too early');
  const expect = (wanted: string) => {
    const word = next();
    if (word !== wanted) fail(`"${wanted}" wanted, not "${word}"`);
  };
  while (words.length > 0) {
    expect('location');
    const location: Location = { modifier: next(), path: next(), headers: [] };
    if (!['=', '^~'].includes(location.modifier)) fail(`modifier ${location.modifier}`);
    // nginx does not start where a location is given twice.
    if (locations.some(({ modifier, path }) => modifier === location.modifier && path === location.path))
      fail(`location ${location.path} twice`);
    locations.push(location);
    expect('{');
    for (let word = next(); word !== '}'; word = next()) {
      if (word !== 'add_header') fail(`directive ${word}`);
      location.headers.push([next(), next()]);
      // Without it the page of what is not found has no headers.
      expect('always');
      expect(';');
    }
  }
  return locations;
}

/** Words, quoted strings without their quotes, and `{`, `}`, `;`. A variable is none of them. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  const pattern = /\s+|#[^\n]*|"([^"\\$]*)"|([{};])|([^\s"'{};#$\\]+)/y;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const found = pattern.exec(text) ?? fail(`at ${text.slice(at, at + 40)}`);
    const word = found[1] ?? found[2] ?? found[3];
    if (word !== undefined) words.push(word);
  }
  return words;
}

function fail(why: string): never {
  throw new Error(`nginx: ${why}`);
}
