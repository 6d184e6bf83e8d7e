import { z } from 'zod';
import { Check, Day, Line, Route, Slug } from './text.ts';

/** A document cited anywhere on the site: one entry of `content/sources.yaml`, shown at `/van-ban/<id>/`. */
export const Source = z.strictObject({
  /** Mã dùng để dẫn nguồn, cũng là địa chỉ trang. */
  id: Slug,
  /** Số, ký hiệu: "05-CT/TW". Bỏ trống khi nguồn không ghi. */
  number: Line.optional(),
  /** Ngày ban hành. Bỏ trống khi nguồn không ghi. */
  date: Day.optional(),
  /** Năm ban hành, khi nguồn chỉ cho biết năm. */
  year: z.int().min(1900).max(2100).optional(),
  /** Cơ quan ban hành, theo tên gọi khi ban hành. */
  issuer: Line,
  /** Loại văn bản. `tác phẩm` dành cho sách và bài viết làm nguồn. */
  kind: z.enum([
    'nghị quyết',
    'chỉ thị',
    'kết luận',
    'hướng dẫn',
    'quy định',
    'quyết định',
    'kế hoạch',
    'văn kiện',
    'tác phẩm',
  ]),
  /** Trích yếu. Bỏ trống khi nguồn không ghi. */
  title: Line.optional(),
  /** Văn bản mà văn bản này thực hiện, tiếp tục, hướng dẫn hoặc thay thế. */
  relations: z
    .strictObject({
      implements: z.array(Slug).default([]),
      continues: z.array(Slug).default([]),
      guides: z.array(Slug).default([]),
      replaces: z.array(Slug).default([]),
    })
    .prefault({}),
  /** Ghi chú cho người đọc, ví dụ về tên gọi khi ban hành. */
  note: Line.optional(),
  /** Địa chỉ cũ. */
  aliases: z.array(Route).default([]),
  /** Mức đã kiểm tra. */
  check: Check,
});
export type Source = z.output<typeof Source>;
