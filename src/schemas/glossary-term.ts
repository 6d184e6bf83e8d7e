import { z } from 'zod';
import { Page } from './page.ts';
import { Line, Prose } from './text.ts';

/** An entry of `content/glossary/*.yaml` (route `/thuat-ngu/<slug>/`): a term, explained. `title` is the term, `summary` the definition opened in place. */
export const GlossaryTerm = z.strictObject({
  ...Page.shape,
  /** Nghĩa của thuật ngữ, viết đầy đủ hơn `summary`, bằng Markdown. */
  meaning: Prose,
  /** Cách viết khác, chữ viết tắt: giúp tìm kiếm và tra cứu. */
  also: z.array(Line).default([]),
});
export type GlossaryTerm = z.output<typeof GlossaryTerm>;
