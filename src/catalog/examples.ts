/** Commended examples, as readers are told of them. */
import type { Example } from '../schemas/example.ts';

export const exampleSubjects: Record<Example['subject'], string> = {
  collective: 'Tập thể',
  individual: 'Cá nhân',
};
