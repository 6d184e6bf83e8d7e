import { z } from 'zod';
import { Day, Line, Slug } from './text.ts';

/** A point in time that a document set for something to be done by: shown as planned, never as kept or due. */
export const Milestone = z.strictObject({
  /** Mã mốc: neo trên trang và mã sự kiện trong tệp lịch. Không đổi sau khi đã công bố. */
  id: Slug,
  /** Mốc như văn bản viết: "quý I/2023". */
  when: Line,
  /** Ngày để xếp thứ tự và đưa vào lịch: ngày cuối của thời hạn ("quý I/2023" là 31/03/2023); mốc bắt đầu ("từ tháng 8/2021") thì là ngày đầu. */
  due: Day,
  /** Văn bản đặt mốc lặp lại; `due` khi ấy là lần đầu. Lịch chỉ ghi lần đầu, vì không ai biết mốc còn lặp đến bao giờ. */
  repeats: z.enum(['monthly', 'quarterly', 'yearly']).optional(),
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
