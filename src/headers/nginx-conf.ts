/** The headers as nginx locations, to be included in the site's `server` block. */
import { plainValue } from './plain-value.ts';
import { commonHeaders, type Room } from './site-headers.ts';

/**
 * Every location says every header: nginx takes over `add_header` from outside only where a location has none of its own.
 * `always` has them on pages of what is not found too. `^~` keeps a location by pattern, such as one for all pictures, from
 * taking files out of theirs.
 */
export function nginxConf(rooms: readonly Room[]): string {
  const locations = rooms.flatMap(({ paths, headers }) =>
    paths.map((path) =>
      [
        `location ${path.endsWith('/') ? '^~' : '='} ${path} {`,
        ...[...commonHeaders, ...headers].map((header) => `  add_header ${header[0]} "${plainValue(header)}" always;`),
        '}',
      ].join('\n'),
    ),
  );
  return `# npm run headers -- nginx: sửa ở src/headers/site-headers.ts\n\n${locations.join('\n\n')}\n`;
}
