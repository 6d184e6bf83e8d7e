import { z } from 'zod';
import { Day, Line, Slug } from './text.ts';

/** A point in time that a document set for something to be done by: shown as planned, never as kept or due. */
export const Milestone = z.strictObject({
  /** Mã mốc: neo trên trang và mã sự kiện trong tệp lịch. Không đổi sau khi đã công bố. */
  id: Slug,
  /** Mốc như văn bản viết: "quý I/2023". */
  when: Line,
  /** Ngày cuối của mốc, để xếp thứ tự và đưa vào lịch. */
  due: Day,
  /** Việc cần xong. */
  what: Line,
  /** Cơ quan, tổ chức phải làm, theo tên gọi khi ban hành; bỏ trống khi văn bản không ghi. */
  owner: Line.optional(),
  /** Văn bản đặt ra mốc. */
  source: Slug,
  /** Ghi chú cho người đọc, ví dụ khi ngày trong văn bản có chỗ không khớp. */
  note: Line.optional(),
});
export type Milestone = z.output<typeof Milestone>;
