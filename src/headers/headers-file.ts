/**
 * `_headers`, as Netlify and Cloudflare Pages read it. Both apply every rule that fits an address and join the values of a
 * header that two of them give: a page with two policies obeys both, and with two framing rules nobody may frame it. So no
 * two rules but `/*` fit one address, and `/*` says nothing that another says.
 */
import { placesOf } from './places.ts';
import { commonHeaders, roomOf, type Header, type Room } from './site-headers.ts';

/** What Cloudflare Pages reads of the file at most; Netlify sets no such limits. */
const most = { rules: 100, line: 2000 };

/**
 * @param files paths of every file of the built site
 * @throws Error where a host would not read the file, or would read it otherwise than meant
 */
export function headersFile(files: readonly string[], rooms: readonly Room[]): string {
  const places = placesOf(files, rooms);
  // Netlify's `/en/*` fits `/english/` as well.
  for (const { path } of places.filter(({ exact }) => !exact))
    for (const other of places)
      if (other.path !== path && other.path.startsWith(path.slice(0, -1)))
        throw new Error(`_headers: Netlify áp quy tắc của ${path} cho cả ${other.path}: hãy đổi tên một trong hai`);
  const rules: [string, readonly Header[]][] = [
    ['/*', commonHeaders],
    ...places.map(({ path, exact }): [string, readonly Header[]] => [
      exact ? path : `${path}*`,
      roomOf(path, rooms).headers,
    ]),
  ];
  const lines = [
    '# npm run headers -- _headers: sửa ở src/headers/site-headers.ts',
    ...rules.flatMap(([path, headers]) => [path, ...headers.map(([name, value]) => `  ${name}: ${value}`), '']),
  ];
  const longest = lines.find((line) => line.length > most.line);
  if (rules.length > most.rules)
    throw new Error(`_headers: ${rules.length} quy tắc, Cloudflare Pages chỉ đọc ${most.rules}`);
  if (longest !== undefined)
    throw new Error(
      `_headers: một dòng dài ${longest.length} ký tự, Cloudflare Pages chỉ đọc ${most.line}: ${longest}`,
    );
  return `${lines.join('\n').trimEnd()}\n`;
}
