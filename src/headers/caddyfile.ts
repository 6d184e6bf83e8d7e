/** The headers as Caddy directives, to be imported into the site's block. */
import { plainValue } from './plain-value.ts';
import { commonHeaders, type Header, type Room } from './site-headers.ts';

/** Caddy applies every `header` whose matcher fits: a room's matcher leaves out the rooms inside it. */
export function caddyfile(rooms: readonly Room[]): string {
  const all = rooms.flatMap(({ paths }) => paths);
  const blocks = rooms.map(({ name, paths, headers }) => {
    const inner = all.filter((path) => !paths.includes(path) && paths.some((own) => path.startsWith(own)));
    return [
      `@${name} {`,
      ...(paths.includes('/') ? [] : [`\tpath ${paths.map(pattern).join(' ')}`]),
      ...(inner.length > 0 ? [`\tnot path ${inner.map(pattern).join(' ')}`] : []),
      '}',
      `header @${name} {`,
      ...written(headers),
      '}',
    ].join('\n');
  });
  const everywhere = ['header {', ...written(commonHeaders), '}'].join('\n');
  return `# npm run headers -- caddy: sửa ở src/headers/site-headers.ts\n\n${everywhere}\n\n${blocks.join('\n\n')}\n`;
}

const pattern = (path: string) => (path.endsWith('/') ? `${path}*` : path);
const written = (headers: readonly Header[]) => headers.map((header) => `\t${header[0]} "${plainValue(header)}"`);
