import { z } from 'zod';
import { Page } from './page.ts';
import { Line, Prose, Slug } from './text.ts';

/** Paper has no links, and what is set bold on it is decided by the layout: paragraphs and dashes are all the writing there is. */
const markup = /[*_`<>[\]]|^#|^\d+\. /m;

/** One of the four panels an editor writes. */
export const LeafletPanel = z.strictObject({
  /** Mã của mặt, cũng là neo trên trang đọc: `viec-cua-doanh-nghiep`. Không đổi sau khi đã in. */
  id: Slug,
  /** Tiêu đề của mặt. */
  title: Line.max(90),
  /** Chữ của mặt: các đoạn cách nhau một dòng trống; dòng mở đầu bằng "- " là gạch đầu dòng. Số liệu viết `{{mã-chỉ-tiêu}}`. */
  text: Prose.refine((text) => !markup.test(text), {
    error: 'chữ của tờ rơi chỉ có đoạn văn và gạch đầu dòng',
  }),
  /** Mã các chỉ tiêu in thành số lớn dưới phần chữ, lấy từ content/data. */
  targets: z.array(Slug).default([]),
});
export type LeafletPanel = z.output<typeof LeafletPanel>;

/**
 * A file of `content/leaflets/*.yaml` (route `/to-roi/<slug>/`): a sheet of A4 folded twice, for one kind of reader.
 * Of its six panels the cover and the back are made from the fields every page carries, and from the office.
 */
export const Leaflet = z.strictObject({
  ...Page.shape,
  /** Thứ tự trong danh sách tờ rơi, từ 1. */
  order: z.int().min(1),
  /** Tên in trên bìa, mỗi dòng một mục, để ngắt dòng cho đẹp; không có thì lấy `title`. */
  cover: z.array(Line).min(1).max(5).optional(),
  /** `true`: in chữ to, cho người đọc mắt kém; mỗi mặt chứa được ít chữ hơn. */
  large_print: z.boolean().default(false),
  /** Dòng nguồn in ở mặt sau. */
  source_line: Line,
  /** Bốn mặt viết tay, theo thứ tự: ba mặt trong từ trái sang phải, rồi mặt gấp vào. */
  panels: z.array(LeafletPanel).length(4),
});
export type Leaflet = z.output<typeof Leaflet>;
