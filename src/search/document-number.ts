/** Numbers of documents as people write them: 05-CT/TW, 27/CT-TTg, "chi thi 5". */
import { fold } from './vietnamese.ts';

/** Kinds of Party and State documents, folded, and the letters that stand for them in a number. */
const kindLetters: Record<string, string> = {
  'nghi quyet': 'nq',
  'chi thi': 'ct',
  'ket luan': 'kl',
  'huong dan': 'hd',
  'quyet dinh': 'qd',
  'quy dinh': 'qd',
  'quy che': 'qc',
  'ke hoach': 'kh',
  'thong bao': 'tb',
  'thong tri': 'tt',
  'bao cao': 'bc',
  'cong van': 'cv',
  'to trinh': 'ttr',
  'nghi dinh': 'nd',
  'cong dien': 'cd',
};
const letters = [...new Set(Object.values(kindLetters)), 'vb'].join('|');

/** A number, the letters of its kind, and those of its issuer: 05-CT/TW, 27/CT-TTg, 37-KH/ĐU, "05 ct tw". Older iPhones cannot look behind. */
const numberPattern = new RegExp(
  String.raw`(?:^|[^\p{L}\p{N}])(\d{1,4})((?:[\s/.-]+(?:\d{4}[\s/.-]+)?)(?:${letters})(?:[\s/.-]+[a-z]{1,8})?)(?![\p{L}\p{N}])`,
  'u',
);
/** A kind's name and a bare number, which is no year and no share: "chỉ thị 05", "Nghị quyết số 35". */
const namePattern = new RegExp(
  String.raw`(?:^|[^\p{L}\p{N}])(${Object.keys(kindLetters).join('|')})\s+(?:so\s+)?(?!(?:19|20)\d\d)(\d{1,4})(?![\p{L}\p{N}]|[.,]\d|\s*%)`,
  'u',
);

/** The document number in a text, folded and with one spelling of its separators; `null` when there is none. */
export function documentNumber(text: string): string | null {
  const found = numberPattern.exec(fold(text));
  if (!found) return null;
  const [digits = '', ...parts] = `${found[1] ?? ''}${found[2] ?? ''}`.split(/[\s/.-]+/).filter((part) => part !== '');
  return `${digits.padStart(2, '0')}-${parts.join('/')}`;
}

/** The document number a reader asks for: as `documentNumber`, or by its kind's name without the letters. */
export function askedNumber(text: string): string | null {
  const whole = documentNumber(text);
  if (whole !== null) return whole;
  const [, kind = '', digits = ''] = namePattern.exec(fold(text).replace(/\s+/g, ' ')) ?? [];
  const sign = kindLetters[kind];
  return sign === undefined ? null : `${digits.padStart(2, '0')}-${sign}`;
}

/**
 * Is a title that of the document with this number, not of one about it ("Kế hoạch: Thực hiện Kết luận số 01-KL/TW")?
 * A reader may leave the number's end out: "chỉ thị 05-CT".
 */
export function isTitleOfNumber(wanted: string, title: string): boolean {
  const number = documentNumber(title);
  const named = /^[^\d:]{1,20} số (?=\d)/.test(title);
  return number !== null && named && (number === wanted || number.startsWith(`${wanted}/`));
}
