import { z } from 'zod';
import { Page } from './page.ts';
import { Line, Prose, Slug } from './text.ts';

/** What stands in words around every figure, and beside it. */
const FigureWords = z.strictObject({
  /** Dòng nhỏ dưới tiêu đề, trong hình. */
  subtitle: Line.optional(),
  /** Mô tả dài: đọc thay cho hình. */
  description: Prose,
  /** Dòng nguồn nằm trong hình. */
  source_line: Line,
});

/** What every infographic carries, whatever it draws. */
const AnyInfographic = z.strictObject({
  ...Page.shape,
  ...FigureWords.shape,
  /** Số phiên bản đã công bố; tăng lên khi số liệu hoặc chữ thay đổi. */
  version: z.int().min(1),
  /** Điều kiện dùng lại. */
  licence: Line,
});

/** The same words in English; an infographic that has them has an English page. */
const EnglishWords = z.strictObject({
  /** Tiêu đề bằng tiếng Anh. */
  title: Line,
  /** Tóm tắt bằng tiếng Anh. */
  summary: Line.max(320),
  ...FigureWords.shape,
});

/** Targets of a dataset, as bars and figures. */
export const TargetBarsInfographic = z.strictObject({
  ...AnyInfographic.shape,
  /** Kiểu hình: mức của các chỉ tiêu. */
  kind: z.literal('target-bars'),
  /** Mã bộ số liệu trong content/data. */
  data: Slug,
  /** Chỉ vẽ các nhóm này của bộ số liệu; bỏ trống là vẽ hết. */
  groups: z.array(Slug).optional(),
  /** Hình bằng tiếng Anh; chỉ tiêu lấy phần tiếng Anh của bộ số liệu. */
  english: EnglishWords.optional(),
});

/** An entry of `content/infographics/*.yaml` (route `/infographic/<slug>/`): a figure drawn from its data at build. */
export const Infographic = z.discriminatedUnion('kind', [TargetBarsInfographic]);
export type Infographic = z.output<typeof Infographic>;
