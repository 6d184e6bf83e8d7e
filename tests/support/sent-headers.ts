/** Headers as a host sends them: every one, also one of a name that was sent before. */
export type Sent = (readonly [name: string, value: string])[];

/** A host with the headers of a site: what it answers at an address with. */
export type Host = (path: string) => Sent;

/** The values a header was sent with; a browser heeds them all. */
export const valuesOf = (sent: Sent, name: string): string[] =>
  sent.filter(([own]) => own.toLowerCase() === name.toLowerCase()).map(([, value]) => value);

/** What a Content-Security-Policy says by directive. */
export const directivesOf = (policy: string): Record<string, string[]> =>
  Object.fromEntries(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
