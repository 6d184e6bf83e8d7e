import type { Header } from './site-headers.ts';

/**
 * The value, as it can stand between double quotes in an nginx or Caddy file.
 * @throws Error where it has a character that one of them gives a meaning to
 */
export function plainValue([name, value]: Header): string {
  if (!/^[\x20-\x7e]+$/.test(value) || /["\\${}`]/.test(value))
    throw new Error(`${name}: giá trị này không viết được vào tệp cấu hình: ${value}`);
  return value;
}
