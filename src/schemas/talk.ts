import { z } from 'zod';
import { Page } from './page.ts';
import { Day, Line } from './text.ts';

/** A moment in a recording: `h:mm:ss` or `mm:ss`. */
const Offset = z.string().regex(/^(?:\d{1,2}:)?[0-5]?\d:[0-5]\d$/);

/** A page of `content/talks/*.mdx` (route `/bao-cao-vien/<slug>/`): a recorded talk; the page's text is its transcript. */
export const Talk = z.strictObject({
  ...Page.shape,
  /** Báo cáo viên, kèm chức danh khi báo cáo. */
  speaker: Line,
  /** Ngày báo cáo. */
  date: Day,
  /** Tệp ghi hình hoặc ghi âm đặt trong `public/`, phát bằng trình phát của chính trình duyệt. */
  recording: z.strictObject({
    /** Ghi hình hay ghi âm. */
    kind: z.enum(['video', 'audio']),
    /** Địa chỉ tệp trên trang này: `/bao-cao-vien/ten-tep.mp4`. */
    file: z.string().regex(/^\/(?:[a-z0-9-]+\/)*[a-z0-9-]+\.(?:mp4|webm|mp3|m4a|ogg)$/),
    /** Tệp phụ đề WebVTT, khi có. */
    captions: z
      .string()
      .regex(/^\/(?:[a-z0-9-]+\/)*[a-z0-9-]+\.vtt$/)
      .optional(),
    /** Thời lượng: "45:10". */
    duration: Offset,
  }),
  /** Các đoạn đáng nghe, theo thứ tự thời gian. */
  moments: z
    .array(
      z.strictObject({
        /** Bắt đầu từ phút nào: "12:30". */
        at: Offset,
        /** Nói về điều gì. */
        title: Line,
      }),
    )
    .default([]),
});
export type Talk = z.output<typeof Talk>;
