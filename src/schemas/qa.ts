import { z } from 'zod';
import { Page } from './page.ts';
import { Line, Prose, Slug } from './text.ts';

/** One question and its answer; its `id` is its anchor on the set's page. */
export const QaItem = z.strictObject({
  /** Mã câu, cũng là neo trên trang: `muc-tieu-2045`. Không đổi sau khi đã công bố. */
  id: Slug,
  /** Câu hỏi, kết thúc bằng dấu hỏi. */
  question: Line.endsWith('?'),
  /** Câu trả lời, viết bằng Markdown. Số liệu viết `{{mã-chỉ-tiêu}}` để lấy từ content/data. */
  answer: Prose,
  /** Mã các văn bản làm căn cứ cho câu trả lời. */
  sources: z.array(Slug).min(1),
});
export type QaItem = z.output<typeof QaItem>;

/** A file of `content/qa/*.yaml` (route `/hoi-dap/<slug>/`): a set of questions and answers on one topic. */
export const QaSet = z.strictObject({
  ...Page.shape,
  /** Thứ tự trong danh sách hỏi – đáp, từ 1. */
  order: z.int().min(1),
  /** Chủ đề dùng để lọc ở `/hoi-dap/`. */
  topic: Line,
  /** Các câu hỏi – đáp, theo thứ tự hiện trên trang. */
  questions: z.array(QaItem).min(1),
});
export type QaSet = z.output<typeof QaSet>;
