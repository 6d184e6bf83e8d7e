import { z } from 'zod';
import { Line, Passage, Prose, Slug } from './text.ts';

/** How hard a question is; a round's blueprint asks for so many of each. */
export const Difficulty = z.enum(['easy', 'medium', 'hard']);
export type Difficulty = z.output<typeof Difficulty>;

/** One question of the bank. Option letters do not exist here: they are given after shuffling, anew for each attempt. */
export const Question = z
  .strictObject({
    /** Mã câu, duy nhất trong cả cuộc thi (cả câu thi lẫn câu luyện tập). */
    id: Slug,
    /** Chuyên đề, theo mã trong contest.yaml. */
    topic: Slug,
    /** Độ khó. */
    difficulty: Difficulty,
    /** Câu hỏi. Số liệu viết `{{mã-chỉ-tiêu}}`. */
    prompt: Line.max(400),
    /** Phương án đúng; nhiều hơn một thì người dự thi phải chọn đủ và chỉ chọn các phương án đúng. */
    right: z.array(Line.max(240)).min(1),
    /** Phương án sai. Không viết "cả A và B" hay "tất cả": thứ tự phương án bị xáo. */
    wrong: z.array(Line.max(240)).min(1),
    /** Vì sao đúng; hiện khi xem lại bài. */
    explanation: Prose,
    /** Đoạn đã học chứa câu trả lời, là địa chỉ có neo trên trang này. */
    source: Passage,
  })
  .refine(({ right, wrong }) => right.length + wrong.length <= 6, { error: 'tối đa sáu phương án' })
  .refine(({ right, wrong }) => new Set([...right, ...wrong]).size === right.length + wrong.length, {
    error: 'có hai phương án giống nhau',
  });
export type Question = z.output<typeof Question>;

/** A file of `content/contests/<year>/questions/{practice,rounds}/*.yaml`. */
export const QuestionFile = z.array(Question).min(1);
