import { z } from 'zod';
import { Milestone } from './milestone.ts';
import { Page } from './page.ts';
import { Line, Slug } from './text.ts';

/** One task of a plan: who does what, by when. Its `id` is its anchor on the page. */
export const PlanTask = z.strictObject({
  /** Mã nhiệm vụ, cũng là neo trên trang. Không đổi sau khi đã công bố. */
  id: Slug,
  /** Phần của kế hoạch mà nhiệm vụ thuộc về, làm tiêu đề nhóm: "Học tập, quán triệt". Với chương trình hành động: mục tiêu mà nhiệm vụ phục vụ. */
  part: Line,
  /** Việc phải làm, diễn đạt lại cho gọn. */
  task: Line,
  /** Cơ quan, tổ chức chủ trì, theo tên gọi khi ban hành; bỏ trống khi văn bản không ghi. */
  owner: Line.optional(),
  /** Thời hạn như văn bản viết: "hằng quý", "trước 30/11 hằng năm"; bỏ trống khi văn bản không ghi. */
  deadline: Line.optional(),
  /** Ghi chú cho người đọc, ví dụ khi thời hạn trong văn bản có chỗ không khớp. */
  note: Line.optional(),
});
export type PlanTask = z.output<typeof PlanTask>;

/**
 * A page of `content/plans/*.mdx` (route `/ke-hoach/<slug>/`): what a body set out to do, who does it, by when.
 * An action programme goes from goals to tasks to a roadmap to whoever answers for it, so none of its tasks may lack the last two.
 */
export const Plan = z
  .strictObject({
    ...Page.shape,
    /** Kế hoạch, hướng dẫn, hay chương trình hành động (mục tiêu → nhiệm vụ → lộ trình → cơ quan chủ trì). */
    kind: z.enum(['plan', 'guidance', 'action-programme']),
    /** Mã văn bản mà trang này tóm tắt. */
    document: Slug,
    /** Cơ quan ban hành, theo tên gọi khi ban hành. */
    issuer: Line,
    /** Thời gian thực hiện như văn bản viết: "năm 2023", "nhiệm kỳ 2021–2026". */
    period: Line,
    /** Mục đích, yêu cầu, mục tiêu đề ra. */
    goals: z.array(Line).min(1),
    /** Nhiệm vụ → đơn vị chủ trì → thời hạn, theo thứ tự của văn bản. */
    tasks: z.array(PlanTask).min(1),
    /** Các mốc đã đặt ra; cũng có trong tệp lịch /lich.ics. */
    milestones: z.array(Milestone).default([]),
  })
  .superRefine(({ kind, tasks }, context) => {
    if (kind !== 'action-programme') return;
    for (const [index, task] of tasks.entries())
      for (const field of ['owner', 'deadline'] as const)
        if (task[field] === undefined)
          context.addIssue({
            code: 'custom',
            path: ['tasks', index, field],
            message: 'nhiệm vụ của chương trình hành động còn thiếu dòng này',
          });
  });
export type Plan = z.output<typeof Plan>;
