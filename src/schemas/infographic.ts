import { z } from 'zod';
import { Page } from './page.ts';
import { Line, Prose, Slug } from './text.ts';

/** An entry of `content/infographics/*.yaml` (route `/infographic/<slug>/`): a figure drawn from a dataset at build. */
export const Infographic = z.strictObject({
  ...Page.shape,
  /** Kiểu hình; mỗi kiểu là một thư mục của src/figures. */
  kind: z.enum(['target-bars']),
  /** Mã bộ số liệu trong content/data. */
  data: Slug,
  /** Chỉ vẽ các nhóm này của bộ số liệu; bỏ trống là vẽ hết. */
  groups: z.array(Slug).optional(),
  /** Mô tả dài: đọc thay cho hình. */
  description: Prose,
  /** Dòng nguồn nằm trong hình. */
  source_line: Line,
  /** Số phiên bản đã công bố; tăng lên khi số liệu hoặc chữ thay đổi. */
  version: z.int().min(1),
  /** Điều kiện dùng lại. */
  licence: Line,
});
export type Infographic = z.output<typeof Infographic>;
