import { z } from 'zod';

/** Whom a page is written for. A closed list: filters and leaflets are built from it. */
export const ReadingAudience = z.enum([
  'everyone',
  'party-members',
  'civil-servants',
  'youth',
  'elderly',
  'non-state-enterprises',
  'fdi-enterprises',
  'press',
]);
export type ReadingAudience = z.output<typeof ReadingAudience>;
