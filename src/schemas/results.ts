/**
 * Final results, `content/contests/<year>/results/`: written by `npm run contest:results`, never by hand. A published round
 * has three files: its canonical text, what was published beside it, and the names, which alone may change.
 */
import { z } from 'zod';
import { Line, Slug } from './text.ts';

const Time = z.iso.datetime({ precision: 3 });
const Count = z.int().min(0);

/** How many people, first in rank, are shown with their names. */
export const peopleShown = 100;

/** A unit as it stood on the final board. */
export const UnitResult = z.strictObject({
  /** Hạng theo tỉ lệ tham gia; null khi chưa có tổng số. */
  rank: z.int().min(1).nullable(),
  /** Mã đơn vị. */
  code: z.string().min(1),
  /** Tên đơn vị lúc công bố. */
  name: Line,
  /** Số người dự thi. */
  participants: Count,
  /** Tổng số người của đơn vị. */
  headcount: Count.nullable(),
  /** Tỉ lệ tham gia, từ 0 đến 1. */
  participation_rate: z.number().min(0).max(1).nullable(),
  /** Số lượt thi. */
  attempts: Count,
  /** Điểm trung bình. */
  mean_score: z.number().min(0).nullable(),
  /** Số bài điểm tối đa. */
  full_marks: Count.nullable(),
  /** Ít người dự thi hơn mức được xếp theo điểm trung bình. */
  below_minimum: z.boolean(),
});
export type UnitResult = z.output<typeof UnitResult>;

/** One level of the tree. */
export const UnitResults = z.strictObject({
  /** Tên các đơn vị cấp trên, từ gốc xuống; trống là cấp cao nhất. */
  path: z.array(Line),
  /** Các đơn vị, theo tỉ lệ tham gia. */
  rows: z.array(UnitResult),
  /** Số đơn vị của cấp này, kể cả những đơn vị không ghi ở trên. */
  total: Count,
});
export type UnitResults = z.output<typeof UnitResults>;

/** Unit code → names from the root down to the unit, as they were. */
const UnitPaths = z.record(z.string().min(1), z.array(Line).min(1));

/** `<round>.json`: what was published beside the canonical text. */
export const RoundResult = z.strictObject({
  /** Mã cuộc thi. */
  contest: Slug,
  /** Mã đợt thi, trùng tên tệp. */
  round: Slug,
  /** Công bố lúc. */
  published_at: Time,
  /** Số đúng của câu dự đoán; null nếu đợt không hỏi. */
  figure: Count.nullable(),
  /** Số bài được xếp hạng. */
  lines: Count,
  /** SHA-256 của tệp .txt cùng tên. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Bảng đơn vị: cấp cao nhất và cấp ngay dưới. */
  unit_boards: z.array(UnitResults),
  /** Tên đơn vị của những người được hiện trên trang. */
  units: UnitPaths,
});
export type RoundResult = z.output<typeof RoundResult>;

/** `_contest.json`: the board of the whole contest, once all its rounds are published. It has no canonical text. */
export const ContestResult = z.strictObject({
  /** Mã cuộc thi. */
  contest: Slug,
  /** Bảng xong lúc. */
  as_of: Time,
  /** Số người trên bảng. */
  total: Count,
  /** Những người đứng đầu, theo thứ hạng. */
  people: z
    .array(
      z.strictObject({
        /** Thứ hạng. */
        rank: z.int().min(1),
        /** Mã đơn vị. */
        unit: z.string().min(1),
        /** Tổng điểm các đợt. */
        score: Count,
        /** Tổng thời gian làm bài, mili giây. */
        duration_ms: Count,
        /** Nộp bài lúc. */
        submitted_at: Time,
      }),
    )
    .max(peopleShown),
  /** Bảng đơn vị: cấp cao nhất và cấp ngay dưới. */
  unit_boards: z.array(UnitResults),
  /** Tên đơn vị của những người được hiện trên trang. */
  units: UnitPaths,
});
export type ContestResult = z.output<typeof ContestResult>;

/** `<round>.names.json` and `_contest.names.json`: rank → name as the public sees it. */
export const ResultNames = z.strictObject({
  /** Thứ hạng → tên; ai đã xin xóa dữ liệu thì không có ở đây. */
  names: z.record(z.string().regex(/^[1-9]\d*$/), Line),
});
export type ResultNames = z.output<typeof ResultNames>;
