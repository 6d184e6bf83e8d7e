import { z } from 'zod';
import { ReadingAudience } from './audience.ts';
import { Page } from './page.ts';
import { Line, Prose, Slug } from './text.ts';

/** What the site itself lays down, where no document does: how its contest runs, what it keeps of a participant. */
export const SiteRule = z.enum(['contest-rules', 'privacy-notice']);
export type SiteRule = z.output<typeof SiteRule>;

/** One question and its answer; its `id` is its anchor on the set's page. */
export const QaItem = z
  .strictObject({
    /** Mã câu, cũng là neo trên trang: `muc-tieu-2045`. Không đổi sau khi đã công bố. */
    id: Slug,
    /** Câu hỏi, kết thúc bằng dấu hỏi. */
    question: Line.endsWith('?'),
    /** Câu trả lời, viết bằng Markdown. Số liệu viết `{{mã-chỉ-tiêu}}` để lấy từ content/data. */
    answer: Prose,
    /** Ai cần câu này nhất, dùng để lọc ở `/hoi-dap/`. Bỏ trống thì lấy theo cả bộ. */
    audiences: z.array(ReadingAudience).min(1).optional(),
    /** Mã các văn bản làm căn cứ cho câu trả lời. */
    sources: z.array(Slug).default([]),
    /** Quy định của chính trang này làm căn cứ, khi không văn bản nào nói tới: thể lệ cuộc thi, quyền riêng tư. */
    site_rules: z.array(SiteRule).default([]),
  })
  .refine(({ sources, site_rules }) => sources.length + site_rules.length > 0, {
    path: ['sources'],
    error: 'câu trả lời chưa có căn cứ: cần một văn bản, hoặc một quy định của trang ở site_rules',
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
