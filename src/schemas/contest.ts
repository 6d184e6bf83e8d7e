import { z } from 'zod';
import { Difficulty } from './question.ts';
import { Line, Moment, Prose, Slug } from './text.ts';

/** A moment of a sample contest, counted in days from the day the local product is started, in Viet Nam time. */
export const SampleMoment = z.strictObject({
  /** Số ngày kể từ hôm nay; âm là đã qua. */
  day: z.int().min(-365).max(365),
  /** Giờ trong ngày, "08:00". */
  at: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/),
});
export type SampleMoment = z.output<typeof SampleMoment>;

const ContestMoment = z.union([Moment, SampleMoment]);

/** What a round asks the participant to guess; `none` asks nothing. */
export const PredictionKind = z.enum([
  'none',
  'participants_all_correct',
  'attempts_all_correct',
  'participants_total',
]);
export type PredictionKind = z.output<typeof PredictionKind>;

/** One cell of a round's blueprint. */
export const BlueprintCell = z.strictObject({
  /** Mã chuyên đề. */
  topic: Slug,
  /** Độ khó. */
  difficulty: Difficulty,
  /** Số câu rút từ ô này. */
  count: z.int().min(1).max(100),
  /** Điểm mỗi câu đúng. */
  weight: z.int().min(1).max(100),
});
export type BlueprintCell = z.output<typeof BlueprintCell>;

export const Round = z.strictObject({
  /** Mã đợt thi. */
  slug: Slug,
  /** Tên đợt thi. */
  title: Line,
  /** Giờ mở, có +07:00 (cuộc thi mẫu dùng số ngày kể từ hôm nay). */
  opens_at: ContestMoment,
  /** Giờ đóng. */
  closes_at: ContestMoment,
  /** Thời gian làm bài, phút; không lâu hơn cả đợt. */
  time_limit_minutes: z.int().min(1).max(240),
  /** Số lượt thi tối đa; lượt tốt nhất được tính. */
  max_attempts: z.int().min(1).max(10),
  /** Có xáo phương án trả lời không. */
  shuffle_options: z.boolean(),
  /** Câu dự đoán. */
  prediction: PredictionKind,
  /** Khi nào người dự thi thấy điểm. */
  score_shown: z.enum(['after_submit', 'after_round']),
  /** Khi nào người dự thi xem lại được bài; `after_submit` chỉ dùng cho đợt không tính điểm, không chung ô nào với đợt tính điểm. */
  review: z.enum(['after_round', 'after_submit', 'never']),
  /** `false`: đợt thi thử, không vào bảng xếp hạng. */
  ranked: z.boolean().default(true),
  /** Bảng xếp hạng đứng yên trong chừng này phút cuối của đợt; 0 là không, và chỉ dùng cho đợt tính điểm. */
  freeze_minutes: z.int().min(0).max(10_080).default(0),
  /** Ma trận đề: mỗi ô là bao nhiêu câu của chuyên đề nào, khó mức nào. */
  blueprint: z.array(BlueprintCell).min(1),
});
export type Round = z.output<typeof Round>;

/** `content/contests/<year>/contest.yaml`: the rules, fixed before a round opens and shown to members. */
export const Contest = z.strictObject({
  /** Mã cuộc thi. */
  slug: Slug,
  /** Năm của cuộc thi, trùng tên thư mục. */
  year: z.int().min(2020).max(2100),
  /** Tên cuộc thi. */
  title: Line,
  /** Một hai câu giới thiệu. */
  summary: Line,
  /** `true`: cuộc thi mẫu, luôn mở trong ngày khởi động; giờ viết theo số ngày kể từ hôm nay. */
  sample: z.boolean(),
  /** Các chuyên đề có câu hỏi. */
  topics: z.array(z.strictObject({ id: Slug, title: Line })).min(1),
  /** Bảng đơn vị chỉ xếp hạng điểm trung bình từ chừng này người dự thi trở lên. */
  min_participants: z.int().min(1),
  /** Văn bản đồng ý xử lý dữ liệu cá nhân; đổi chữ thì đổi `version`. */
  consent: z.strictObject({
    version: Slug,
    text: Prose,
  }),
  /** Quy định thêm của ban tổ chức, ngoài phần trang tự viết từ các đợt thi. */
  rules: z.array(Line).default([]),
  /** Cơ cấu giải. */
  prizes: z.array(z.strictObject({ title: Line, count: z.int().min(1), note: Line.optional() })).default([]),
  /** Các đợt thi, theo thứ tự. */
  rounds: z.array(Round).min(1),
});
export type Contest = z.output<typeof Contest>;
