/** What every entry that becomes a page carries, whatever its collection. */
import { z } from 'zod';
import { ReadingAudience } from './audience.ts';
import type { Language } from './language.ts';
import { Check, Day, Line, Route, Slug } from './text.ts';

/** The Party congress whose term a page belongs to. */
export const Term = z.enum(['xiii', 'xiv']);
export type Term = z.output<typeof Term>;

/** What each term is called, and what is said where a newer one exists. */
export const termWords: Record<Language, Record<Term, { name: string; newer?: string }>> = {
  vi: {
    xiii: { name: 'Đại hội XIII, nhiệm kỳ 2021–2026', newer: 'Đại hội XIV đã họp tháng 01/2026' },
    xiv: { name: 'Đại hội XIV' },
  },
  en: {
    xiii: { name: '13th National Party Congress, term 2021–2026', newer: 'the 14th Congress met in January 2026' },
    xiv: { name: '14th National Party Congress' },
  },
};

/** One public correction or revision of a page. */
export const Revision = z.strictObject({
  /** Ngày sửa. */
  day: Day,
  /** Sửa gì, viết cho người đọc. */
  note: Line,
});

export const Page = z.strictObject({
  /** Tiêu đề trang. */
  title: Line,
  /** Một hoặc hai câu tóm tắt; hiện ở danh sách, kết quả tìm kiếm và thẻ chia sẻ. */
  summary: Line.max(320),
  /** Nhiệm kỳ Đại hội mà trang thuộc về. */
  term: Term,
  /** Trang viết cho ai. */
  audiences: z.array(ReadingAudience).min(1),
  /** Mã các văn bản (trong content/sources.yaml) làm căn cứ cho trang. */
  sources: z.array(Slug).min(1),
  /** Ngày nội dung được rà soát gần nhất; không lấy từ git hay đồng hồ. */
  updated: Day,
  /** Mức đã kiểm tra; `known` và `one` chờ biên tập viên ký duyệt. */
  check: Check,
  /** Các trang nên đọc tiếp. */
  related: z.array(Route).default([]),
  /** Địa chỉ cũ của trang; mỗi địa chỉ thành một chuyển hướng. */
  aliases: z.array(Route).default([]),
  /** Các lần sửa đã công bố, mới nhất trước. */
  revisions: z.array(Revision).default([]),
});
export type Page = z.output<typeof Page>;
