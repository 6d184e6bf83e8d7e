import { z } from 'zod';
import { Page } from './page.ts';

/** A page of `content/key-points/*.mdx` (route `/nghi-quyet/<slug>/`): one core part of the Resolution. */
export const KeyPoint = z.strictObject({
  ...Page.shape,
  /** Thứ tự trong loạt bài nội dung cốt lõi, từ 1. */
  order: z.int().min(1),
});
export type KeyPoint = z.output<typeof KeyPoint>;
