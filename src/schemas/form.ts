import { z } from 'zod';
import { Page } from './page.ts';
import { Line, Slug } from './text.ts';

/** What every field of a form says, whatever its kind. */
export const AnyFormField = z.strictObject({
  /** Mã ô, riêng trong cả biểu mẫu. Không đổi sau khi đã công bố: bản người ta đang điền dở gọi ô theo mã này. */
  id: Slug,
  /** Tên ô, in cả trên giấy. */
  label: Line,
  /** Lời gợi ý dưới tên ô; không in trên giấy. */
  hint: Line.optional(),
  /** `true`: ô cần điền; trang nhắc khi còn trống nhưng không chặn. */
  required: z.boolean().default(false),
});

/** One thing to fill in, by its kind: a line, a text, a day, a number, a choice, or a table with rows to add. */
export const FormField = z.discriminatedUnion('kind', [
  z.strictObject({
    ...AnyFormField.shape,
    /** Loại ô: `line` một dòng, `text` nhiều dòng, `date` ngày, `number` số, `choice` chọn một (thêm `choices`), `rows` bảng (thêm `columns`). */
    kind: z.enum(['line', 'date', 'number']),
  }),
  z.strictObject({
    ...AnyFormField.shape,
    kind: z.literal('text'),
    /** Số dòng kẻ chấm trên giấy khi ô để trống. */
    lines: z.int().min(2).max(12).default(3),
  }),
  z.strictObject({
    ...AnyFormField.shape,
    kind: z.literal('choice'),
    /** Các lựa chọn. */
    choices: z.array(Line).min(2).max(6),
  }),
  z.strictObject({
    ...AnyFormField.shape,
    kind: z.literal('rows'),
    /** Tên các cột. */
    columns: z.array(Line).min(2).max(4),
    /** Số dòng có sẵn. */
    rows: z.int().min(1).max(10).default(3),
  }),
]);
export type FormField = z.output<typeof FormField>;

export const FormSection = z.strictObject({
  /** Mã phần, cũng là neo trên trang. */
  id: Slug,
  /** Tên phần, in cả trên giấy. */
  title: Line,
  /** Văn bản yêu cầu điều gì ở phần này, một hoặc hai câu. */
  asked: Line,
  /** Mã các văn bản yêu cầu điều ấy, khai báo trong content/sources.yaml. */
  sources: z.array(Slug).min(1),
  /** Các ô của phần. */
  fields: z.array(FormField).min(1),
});
export type FormSection = z.output<typeof FormSection>;

/** A file of `content/forms/*.yaml` (route `/bieu-mau/<slug>/`): a suggested form, filled in on the reader's own device. */
export const Form = z.strictObject({
  ...Page.shape,
  /** Thứ tự trong danh sách, từ 1. */
  order: z.int().min(1),
  /** Tên văn bản in ở đầu tờ giấy. */
  heading: Line,
  /** Các phần, theo thứ tự. */
  sections: z.array(FormSection).min(1),
  /** Những người ký ở cuối, từ trái sang phải. */
  signatures: z.array(Line).min(1).max(3),
});
export type Form = z.output<typeof Form>;
