import { z } from 'zod';
import { Milestone } from './milestone.ts';
import { Page } from './page.ts';
import { Line } from './text.ts';

/** A page of `content/themes/*.mdx` (route `/chuyen-de/<slug>/`): a theme of studying and following Hồ Chí Minh. */
export const Theme = z.strictObject({
  ...Page.shape,
  /** Chuyên đề toàn khóa hay chuyên đề của một năm. */
  scope: z.enum(['whole-term', 'year']),
  /** Năm của chuyên đề; với chuyên đề toàn khóa là năm bắt đầu. */
  year: z.int().min(1945).max(2100),
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
  /** Các mốc văn bản đã đặt ra, ghi như đã lên kế hoạch. */
  milestones: z.array(Milestone).default([]),
});
export type Theme = z.output<typeof Theme>;
