import { z } from 'zod';
import { Day, Line, Route, Slug } from './text.ts';

/** `content/site.yaml`: the office that runs this site. Nothing about one province is written into code. */
export const Site = z.strictObject({
  /** Tên trang. */
  name: Line,
  /** Tên ngắn cho đầu trang trên điện thoại. */
  short_name: Line.max(32),
  /** Một câu giới thiệu trang. */
  description: Line,
  /** Địa chỉ công khai của trang; biến môi trường SITE_URL thay được. */
  url: z.url({ protocol: /^https?$/ }),
  /** `true` khi đây là dữ liệu mẫu; mọi trang hiện dải báo "trang mẫu". */
  sample: z.boolean(),
  /** Cơ quan chủ quản. */
  office: Line,
  /** Người chịu trách nhiệm nội dung, ghi chức danh. */
  responsible: Line,
  /** Số giấy phép của trang thông tin điện tử. */
  licence: Line,
  /** Nơi nhận phản ánh, báo lỗi nội dung. */
  contact: z.strictObject({
    email: z.email(),
    phone: Line,
    address: Line,
  }),
  /** Ngày toàn trang được rà soát gần nhất. */
  reviewed: Day,
  /** Các chuyên mục của trang; bài viết ở content/columns chọn một trong số này. */
  columns: z
    .array(
      z.strictObject({
        /** Mã chuyên mục, cũng là neo ở trang /chuyen-muc/. */
        id: Slug,
        /** Tên chuyên mục. */
        title: Line,
        /** Chuyên mục nói về điều gì, một hoặc hai câu. */
        summary: Line,
      }),
    )
    .default([]),
  /** Những điều trên bằng tiếng Anh, cho phần tiếng Anh của trang; bỏ trống thì trang không có tiếng Anh. */
  english: z
    .strictObject({
      /** Tên trang bằng tiếng Anh. */
      name: Line,
      /** Tên ngắn bằng tiếng Anh. */
      short_name: Line.max(32),
      /** Một câu giới thiệu bằng tiếng Anh. */
      description: Line,
      /** Cơ quan chủ quản, bằng tiếng Anh. */
      office: Line,
      /** Người chịu trách nhiệm nội dung, bằng tiếng Anh. */
      responsible: Line,
      /** Số giấy phép, bằng tiếng Anh. */
      licence: Line,
      /** Địa chỉ, bằng tiếng Anh. */
      address: Line,
      /** Số điện thoại; ghi chú bằng tiếng Anh. */
      phone: Line,
      /** Các mục ở thanh điều hướng của phần tiếng Anh. */
      navigation: z.array(z.strictObject({ title: Line, route: Route })).min(1),
    })
    .optional(),
  /** Các mục ở thanh điều hướng, theo thứ tự. */
  navigation: z.array(z.strictObject({ title: Line, route: Route })).min(1),
  /** Các mục còn lại: hiện trong Mục lục và ở trang đầu. */
  more: z
    .array(
      z.strictObject({
        /** Tên mục. */
        title: Line,
        /** Địa chỉ của mục. */
        route: Route,
        /** Mục có gì, một dòng. */
        summary: Line,
      }),
    )
    .default([]),
});
export type Site = z.output<typeof Site>;
