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

/** A short text with its name: a point of a text panel, or a step. */
const NamedText = z.strictObject({
  /** Tên ngắn, in đậm. */
  title: Line,
  /** Một, hai câu ngắn. Số liệu viết `{{mã-chỉ-tiêu}}`. */
  text: Line,
});

/** Short numbered texts, in their order. */
export const TextPanelInfographic = z.strictObject({
  ...AnyInfographic.shape,
  /** Kiểu hình: các đoạn chữ ngắn có số thứ tự, không phải trích dẫn. */
  kind: z.literal('text-panel'),
  /** Các đoạn chữ, theo thứ tự. */
  items: z.array(NamedText).min(1),
  /** Hình bằng tiếng Anh. */
  english: z
    .strictObject({
      ...EnglishWords.shape,
      /** Các đoạn chữ bằng tiếng Anh, theo thứ tự. */
      items: z.array(NamedText).min(1),
    })
    .optional(),
});

/** What is done first, next and last. */
export const StepsInfographic = z.strictObject({
  ...AnyInfographic.shape,
  /** Kiểu hình: các bước, từ bước đầu đến bước cuối. */
  kind: z.literal('steps'),
  /** Các bước, theo thứ tự. */
  steps: z.array(NamedText).min(1),
  /** Hình bằng tiếng Anh. */
  english: z
    .strictObject({
      ...EnglishWords.shape,
      /** Các bước bằng tiếng Anh, theo thứ tự. */
      steps: z.array(NamedText).min(1),
    })
    .optional(),
});

const treeWords = z.strictObject({
  /** Tên của mục. */
  title: Line,
  /** Dòng nhỏ dưới tên. */
  note: Line.optional(),
});
const TreeLeaf = treeWords;
const TreeTwig = z.strictObject({
  ...treeWords.shape,
  /** Các mục thuộc mục này. */
  branches: z.array(TreeLeaf).min(1).optional(),
});
const TreeBranch = z.strictObject({
  ...treeWords.shape,
  /** Các mục thuộc mục này. */
  branches: z.array(TreeTwig).min(1).optional(),
});
const TreeRoot = z.strictObject({
  ...treeWords.shape,
  /** Các nhánh, nhiều nhất ba tầng. */
  branches: z.array(TreeBranch).min(1),
});

/** A root, what hangs on it, and what hangs on that. */
export const TreeInfographic = z.strictObject({
  ...AnyInfographic.shape,
  /** Kiểu hình: cây, từ một gốc chia thành nhánh. */
  kind: z.literal('tree'),
  /** Gốc của cây và các nhánh. */
  root: TreeRoot,
  /** Hình bằng tiếng Anh. */
  english: z
    .strictObject({
      ...EnglishWords.shape,
      /** Gốc và các nhánh bằng tiếng Anh. */
      root: TreeRoot,
    })
    .optional(),
});

const TimelineMoment = z.strictObject({
  /** Ngày, tháng hoặc năm, viết như sẽ in. */
  when: Line,
  /** Việc gì, in đậm. */
  title: Line,
  /** Một, hai câu ngắn; bỏ trống khi tên việc đã đủ. Số liệu viết `{{mã-chỉ-tiêu}}`. */
  text: Line.optional(),
});

/** What happened, or is to be reached, and when. */
export const TimelineInfographic = z.strictObject({
  ...AnyInfographic.shape,
  /** Kiểu hình: các mốc thời gian, từ trước đến sau. */
  kind: z.literal('timeline'),
  /** Các mốc, từ trước đến sau. */
  moments: z.array(TimelineMoment).min(1),
  /** Hình bằng tiếng Anh. */
  english: z
    .strictObject({
      ...EnglishWords.shape,
      /** Các mốc bằng tiếng Anh, từ trước đến sau. */
      moments: z.array(TimelineMoment).min(1),
    })
    .optional(),
});

const ComparedPoint = z.strictObject({
  /** Tên điểm so sánh. */
  title: Line,
  /** Một ô cho mỗi điều được so sánh, đúng thứ tự của columns. Số liệu viết `{{mã-chỉ-tiêu}}`. */
  cells: z.array(Line).min(2).max(3),
});
const Compared = z.strictObject({
  /** Tên hai hoặc ba điều được so sánh. */
  columns: z.array(Line).min(2).max(3),
  /** Các điểm so sánh. */
  rows: z.array(ComparedPoint).min(1),
});

/** A cell left out would put every cell after it under another's name. */
function everyPointIsWhole({ columns, rows }: z.output<typeof Compared>, context: z.RefinementCtx): void {
  for (const [index, { cells }] of rows.entries())
    if (cells.length !== columns.length)
      context.addIssue({ code: 'custom', path: ['rows', index, 'cells'], message: 'số ô khác số điều được so sánh' });
}

/** The same points of two or three things, side by side. */
export const ComparisonInfographic = z
  .strictObject({
    ...AnyInfographic.shape,
    /** Kiểu hình: bảng so sánh. */
    kind: z.literal('comparison'),
    ...Compared.shape,
    /** Hình bằng tiếng Anh. */
    english: z
      .strictObject({ ...EnglishWords.shape, ...Compared.shape })
      .superRefine(everyPointIsWhole)
      .optional(),
  })
  .superRefine(everyPointIsWhole);

/** A few targets of a dataset, large enough to be remembered. */
export const KeyFiguresInfographic = z.strictObject({
  ...AnyInfographic.shape,
  /** Kiểu hình: vài con số chính, in lớn. */
  kind: z.literal('key-figures'),
  /** Mã bộ số liệu trong content/data. */
  data: Slug,
  /** Mã các chỉ tiêu của bộ số liệu, theo thứ tự sẽ in. */
  figures: z.array(Slug).min(1),
  /** Hình bằng tiếng Anh; chỉ tiêu lấy phần tiếng Anh của bộ số liệu. */
  english: EnglishWords.optional(),
});

/** An entry of `content/infographics/*.yaml` (route `/infographic/<slug>/`): a figure drawn from its data at build. */
export const Infographic = z.discriminatedUnion('kind', [
  TargetBarsInfographic,
  StepsInfographic,
  TextPanelInfographic,
  TreeInfographic,
  TimelineInfographic,
  ComparisonInfographic,
  KeyFiguresInfographic,
]);
export type Infographic = z.output<typeof Infographic>;
