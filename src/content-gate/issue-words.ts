/** Zod's issues, said to an editor: what is wrong and what to write instead. */
import type { z } from 'zod';
import { Passage, Route, Slug } from '../schemas/text.ts';
import { nearest } from './nearest.ts';
import { knownKeys, type Path } from './schema-keys.ts';

export interface Wording {
  path: Path;
  problem: string;
  remedy: string;
}

type Issue = z.core.$ZodIssue;

const kinds: Record<string, string> = {
  string: 'chữ',
  number: 'số',
  int: 'số nguyên',
  boolean: 'true hoặc false',
  array: 'danh sách (mỗi mục một dòng, bắt đầu bằng "- ")',
  object: 'nhóm trường (mỗi trường một dòng, thụt vào)',
  tuple: 'khoảng hai số [từ, đến]',
  null: 'bỏ trống',
};
const kind = (name: string) => kinds[name] ?? name;

/** Zod reports a pattern as text; these are the ones the schemas share. */
const patternOf = (schema: z.ZodType) => {
  const issue = schema.safeParse('!').error?.issues[0];
  return issue?.code === 'invalid_format' ? issue.pattern : undefined;
};
const patterns = new Map<string | undefined, Omit<Wording, 'path'>>([
  [
    patternOf(Slug),
    {
      problem: 'mã không đúng dạng',
      remedy: 'chỉ dùng chữ thường không dấu, chữ số và gạch nối, ví dụ: muc-tieu-2045',
    },
  ],
  [
    patternOf(Route),
    {
      problem: 'địa chỉ không đúng dạng',
      remedy:
        'viết địa chỉ trên trang này, bắt đầu và kết thúc bằng "/", ví dụ: /nghi-quyet/quan-diem/ hoặc /nghi-quyet/quan-diem/#quan-diem-2',
    },
  ],
  [
    patternOf(Passage),
    {
      problem: 'địa chỉ đoạn không đúng dạng',
      remedy: 'viết địa chỉ trang kèm neo của đoạn, ví dụ: /nghi-quyet/quan-diem/#quan-diem-2',
    },
  ],
]);

const formats: Record<string, Omit<Wording, 'path'>> = {
  date: { problem: 'ngày không đúng dạng hoặc không có trong lịch', remedy: 'viết năm-tháng-ngày, ví dụ: 2026-11-20' },
  datetime: {
    problem: 'giờ không đúng dạng',
    remedy: 'viết đủ ngày, giờ và múi giờ, ví dụ: 2026-11-20T08:00:00+07:00',
  },
  email: { problem: 'địa chỉ thư không đúng dạng', remedy: 'viết như: banbientap@vidu.vn' },
  url: { problem: 'địa chỉ trang web không đúng dạng', remedy: 'viết đủ https://, ví dụ: https://vidu.vn' },
};

const customRemedies: Record<string, string> = {
  'chữ chưa ở dạng NFC': 'gõ lại đoạn này bằng bảng mã Unicode dựng sẵn (không dùng Unicode tổ hợp)',
  'chỉ được một dòng': 'viết liền một dòng; cần nhiều dòng thì chuyển sang trường có Markdown',
  'chữ của tờ rơi chỉ có đoạn văn và gạch đầu dòng':
    'bỏ chữ đậm, liên kết, tiêu đề, thẻ HTML và danh sách đánh số: trên giấy không dùng được',
  'tối đa sáu phương án': 'bớt phương án sai, tổng cộng không quá sáu',
  'nhiệm vụ của chương trình hành động còn thiếu dòng này':
    'ghi đủ cơ quan chủ trì (owner) và lộ trình (deadline) của từng nhiệm vụ',
  'số ô khác số điều được so sánh': 'viết một ô cho mỗi tên ở columns, theo đúng thứ tự',
  'có hai phương án giống nhau': 'viết lại để các phương án đều khác nhau',
};

const quoted = (values: readonly unknown[]) => values.map((value) => `"${String(value)}"`).join(', ');

/**
 * An issue in words, one per offending field.
 * @param schema the schema the entry was parsed with, for the names it knows
 * @param prefix where the entry's issue paths begin
 */
export function wordIssue(issue: Issue, schema: z.core.$ZodType, prefix: Path = []): Wording[] {
  const path = [...prefix, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  const at = (problem: string, remedy: string): Wording[] => [{ path, problem, remedy }];
  const name = path.findLast((step) => typeof step === 'string') ?? '';

  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined)
        return at(`thiếu trường "${name}"`, `thêm dòng "${name}: …" (${kind(issue.expected)})`);
      if (issue.input === null)
        return at(
          `trường "${name}" để trống`,
          `điền ${kind(issue.expected)}, hoặc xóa cả dòng nếu trường không bắt buộc`,
        );
      if (issue.expected === 'string') return at('phải là chữ', `đặt giá trị trong dấu nháy: "${String(issue.input)}"`);
      return at(`phải là ${kind(issue.expected)}`, `viết lại giá trị thành ${kind(issue.expected)}`);
    case 'invalid_value': {
      if (issue.input === undefined) return at(`thiếu trường "${name}"`, `thêm một trong: ${quoted(issue.values)}`);
      const near = nearest(String(issue.input), issue.values.map(String));
      return at(
        `giá trị "${String(issue.input)}" không có trong danh sách`,
        `${near === undefined ? '' : `có phải "${near}"? `}Chọn một trong: ${quoted(issue.values)}`,
      );
    }
    case 'invalid_format': {
      if (issue.format === 'ends_with') return at('phải kết thúc bằng dấu hỏi', 'thêm "?" vào cuối câu');
      const words = issue.format === 'regex' ? patterns.get(issue.pattern) : formats[issue.format];
      return at(words?.problem ?? issue.message, words?.remedy ?? `viết theo mẫu ${issue.pattern ?? issue.format}`);
    }
    case 'too_small':
      if (issue.origin === 'string')
        return at('đang để trống', 'viết nội dung, hoặc xóa cả dòng nếu trường không bắt buộc');
      if (issue.origin === 'array') return at(`danh sách có quá ít mục`, `cần ít nhất ${issue.minimum} mục`);
      return at(`số quá nhỏ`, `nhỏ nhất là ${issue.minimum}`);
    case 'too_big':
      if (issue.origin === 'string') {
        const length = typeof issue.input === 'string' ? issue.input.length : 0;
        return at(`dài ${length} ký tự, quá ${issue.maximum}`, `rút gọn còn tối đa ${issue.maximum} ký tự`);
      }
      if (issue.origin === 'array') return at('danh sách có quá nhiều mục', `tối đa ${issue.maximum} mục`);
      return at('số quá lớn', `lớn nhất là ${issue.maximum}`);
    case 'unrecognized_keys':
      return issue.keys.map((key) => wordUnknownKey(key, path, schema));
    case 'invalid_union':
      return wordUnion(issue, schema, path);
    case 'custom':
      return at(issue.message, customRemedies[issue.message] ?? 'sửa lại theo yêu cầu đã nêu');
    default:
      return at(issue.message, 'sửa lại theo yêu cầu đã nêu');
  }
}

function wordUnknownKey(key: string, path: Path, schema: z.core.$ZodType): Wording {
  const known = knownKeys(schema, path);
  const near = nearest(key, known);
  return {
    path: [...path, key],
    problem: `không có trường nào tên "${key}"`,
    remedy:
      near === undefined
        ? `xóa dòng này; các trường dùng được: ${known.join(', ')}`
        : `có phải "${near}"? Nếu không thì xóa dòng này`,
  };
}

/** Of several allowed shapes, speak of the one the editor was writing: the one whose outer type fits. */
function wordUnion(issue: Extract<Issue, { code: 'invalid_union' }>, schema: z.core.$ZodType, path: Path): Wording[] {
  const misfit = (inner: Issue) => inner.code === 'invalid_type' && inner.path.length === 0;
  const meant = issue.errors.find((branch) => !branch.some(misfit));
  if (meant) return meant.flatMap((inner) => wordIssue(inner, schema, path));
  const name = path.findLast((step) => typeof step === 'string') ?? '';
  const expected = issue.errors
    .flatMap((branch) => branch.filter(misfit))
    .flatMap((inner) => (inner.code === 'invalid_type' ? [kind(inner.expected)] : []));
  if (issue.input === undefined)
    return [{ path, problem: `thiếu trường "${name}"`, remedy: `thêm dòng "${name}: …" (${expected.join(' hoặc ')})` }];
  return [{ path, problem: 'giá trị không đúng kiểu', remedy: `viết ${expected.join(' hoặc ')}` }];
}
