/** A certificate's code: how it is written, and the address that carries it. */

/** The page that shows certificates, relative to the site. */
const route = '/chung-nhan/';

/** The address of a certificate. Its code may stand there because certificates are public; a ticket may not. */
export const certificateRoute = (code: string): string => `${route}?ma=${code}`;

/** The code that an address of the certificate page carries; empty where it carries none. */
export const codeOfAddress = (address: string): string => new URL(address).searchParams.get('ma')?.trim() ?? '';

/** A code as it is printed, `ABCD-EFGH-…`, from however it was typed: the server reads O, I and L as these digits too. */
export function writeCode(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return plain.match(/.{1,4}/g)?.join('-') ?? '';
}
