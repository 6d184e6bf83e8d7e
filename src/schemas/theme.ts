import { z } from 'zod';
import { ReadingAudience } from './audience.ts';
import { Milestone } from './milestone.ts';
import { Page } from './page.ts';
import { Line, Route, Slug } from './text.ts';

/** One group of people a theme is for: what the document asks of them, and what of this site is theirs to read. */
export const ThemeGroup = z.strictObject({
  /** Mã nhóm, cũng là neo trên trang. Không đổi sau khi đã công bố. */
  id: Slug,
  /** Nhóm người đọc tương ứng của trang. */
  audience: ReadingAudience,
  /** Tên nhóm như văn bản gọi: "Đảng viên cao tuổi, đã nghỉ hưu". */
  who: Line,
  /** Việc văn bản nêu cho nhóm này, diễn đạt lại cho gọn. */
  tasks: z.array(Line).min(1),
  /** Tài liệu của nhóm này trên trang: địa chỉ các bài, câu hỏi, phần luyện tập nên đọc. */
  materials: z.array(Route).default([]),
});
export type ThemeGroup = z.output<typeof ThemeGroup>;

/** A page of `content/themes/*.mdx` (route `/chuyen-de/<slug>/`): a theme of studying and following Hồ Chí Minh. */
export const Theme = z.strictObject({
  ...Page.shape,
  /** Chuyên đề toàn khóa hay chuyên đề của một năm. */
  scope: z.enum(['whole-term', 'year']),
  /** Năm của chuyên đề; với chuyên đề toàn khóa là năm bắt đầu. */
  year: z.int().min(1945).max(2100),
  /** Chuyên đề toàn khóa đồng thời là chuyên đề của năm bắt đầu. */
  also_of_year: z.boolean().default(false),
  /** Tên đầy đủ của chuyên đề như văn bản ghi. */
  full_title: Line,
  /** Cơ quan có văn bản làm nguồn của trang này. */
  issuer: Line,
  /** Các nội dung học tập, theo thứ tự trong văn bản. */
  contents: z.array(Line).min(1),
  /** Tài liệu học tập mà văn bản nêu. */
  materials: z
    .array(
      z.strictObject({
        /** Tên tài liệu. */
        title: Line,
        /** Cơ quan biên soạn, phát hành. */
        publisher: Line,
      }),
    )
    .default([]),
  /** Học và làm theo, cho từng nhóm người mà văn bản nêu. */
  groups: z.array(ThemeGroup).default([]),
  /** Các mốc văn bản đã đặt ra, ghi như đã lên kế hoạch. Mốc đã có ở trang kế hoạch thì giữ đúng mã và lời ở đó. */
  milestones: z.array(Milestone).default([]),
});
export type Theme = z.output<typeof Theme>;
