import { z } from 'zod';
import { Page } from './page.ts';
import { Line, Slug } from './text.ts';

/** A page of `content/examples/*.mdx` (route `/guong-dien-hinh/<slug>/`): a collective or a person commended for studying and following Hồ Chí Minh. */
export const Example = z.strictObject({
  ...Page.shape,
  /** Tập thể hay cá nhân. */
  subject: z.enum(['collective', 'individual']),
  /** Tên tập thể hoặc họ tên cá nhân được biểu dương. */
  name: Line,
  /** Đơn vị. */
  unit: Line,
  /** Năm được biểu dương. */
  year: z.int().min(1945).max(2100),
  /** Việc làm được biểu dương, một câu. */
  deed: Line,
  /** Mã văn bản biểu dương, khai báo trong content/sources.yaml. */
  decision: Slug,
});
export type Example = z.output<typeof Example>;
