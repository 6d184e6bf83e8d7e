import { z } from 'zod';
import { Page } from './page.ts';
import { Day, Line, Slug } from './text.ts';

/** An article of `content/columns/*.mdx` (route `/chuyen-muc/<slug>/`), in one of the columns that `content/site.yaml` names. */
export const ColumnArticle = z.strictObject({
  ...Page.shape,
  /** Mã chuyên mục, khai báo ở `columns` trong content/site.yaml. */
  column: Slug,
  /** Dòng tác giả: tên cơ quan, ban biên tập. */
  author: Line,
  /** Ngày đăng. */
  date: Day,
});
export type ColumnArticle = z.output<typeof ColumnArticle>;
