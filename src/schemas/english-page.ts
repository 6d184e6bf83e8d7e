import { z } from 'zod';
import { Page } from './page.ts';
import { Route } from './text.ts';

/** A page of `content/en/*.mdx` (route `/en/<slug>/`; `index.mdx` is `/en/`): the core of the site in English. */
export const EnglishPage = z.strictObject({
  ...Page.shape,
  /** Trang tiếng Việt cùng nội dung; bỏ trống khi không có trang nào tương ứng cả trang. */
  of: Route.optional(),
});
export type EnglishPage = z.output<typeof EnglishPage>;
