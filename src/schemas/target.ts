import { z } from 'zod';
import { Line, Slug } from './text.ts';

/** How a target's value is bounded in its source. */
export const Bound = z.enum(['exact', 'about', 'over', 'under', 'at-least']);
export type Bound = z.output<typeof Bound>;

/** One target: a value, or a range written `[from, to]`, in a unit. */
export const Target = z.strictObject({
  /** Mã chỉ tiêu; bài viết dẫn số liệu bằng mã này. */
  id: Slug,
  /** Chỉ tiêu gì, viết đầy đủ. */
  what: Line,
  /** Tên ngắn cho hình và bảng hẹp. */
  short: Line.max(48),
  /** Mức như văn bản viết: đúng bằng, khoảng, trên, dưới, tối thiểu. */
  bound: Bound,
  /** Giá trị, hoặc khoảng [từ, đến]. */
  value: z.union([z.number(), z.tuple([z.number(), z.number()])]),
  /** Đơn vị, viết ngay sau con số: "%", "%/năm", "USD", "tuổi". */
  unit: Line,
  /** Chỉ tiêu bằng tiếng Anh, cho phần tiếng Anh của trang. */
  english: z
    .strictObject({
      /** Chỉ tiêu gì, bằng tiếng Anh. */
      what: Line,
      /** Đơn vị bằng tiếng Anh: "% a year". */
      unit: Line,
    })
    .optional(),
});
export type Target = z.output<typeof Target>;

/** A dataset of targets: a file of `content/data/*.yaml` with `kind: targets`. */
export const TargetSet = z.strictObject({
  kind: z.literal('targets'),
  /** Mã bộ số liệu, trùng tên tệp. */
  id: Slug,
  /** Tên bộ số liệu. */
  title: Line,
  /** Kỳ kế hoạch: "2021–2025". */
  period: Line,
  /** Các văn bản làm nguồn của số liệu. */
  sources: z.array(Slug).min(1),
  /** Các nhóm chỉ tiêu, theo thứ tự của văn bản. */
  groups: z
    .array(
      z.strictObject({
        /** Mã nhóm: "kinh-te". */
        id: Slug,
        /** Tên nhóm: "Kinh tế". */
        title: Line,
        /** Tên nhóm bằng tiếng Anh. */
        english: Line.optional(),
        /** Các chỉ tiêu của nhóm. */
        targets: z.array(Target).min(1),
      }),
    )
    .min(1),
});
export type TargetSet = z.output<typeof TargetSet>;
