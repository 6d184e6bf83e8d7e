/** What the island says for the contract's tokens, times and counts. */
import type { Audience, Refusal, ReviewedQuestion, Round, UnitMetric, UnitNode, UnitRow } from '../contract.ts';
import type { PhoneFault } from '../registration.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const clockTime = new Intl.DateTimeFormat('vi-VN', { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' });
const shortTime = new Intl.DateTimeFormat('vi-VN', { timeZone, hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('vi-VN', { timeZone, day: '2-digit', month: '2-digit', year: 'numeric' });
const number = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 });

/** `10:42:07`, Viet Nam time. */
export const clockText = (moment: string | number): string => clockTime.format(new Date(moment));

/** `08:00 ngày 19/11/2026`, Viet Nam time. */
export const momentText = (moment: string | number): string =>
  `${shortTime.format(new Date(moment))} ngày ${day.format(new Date(moment))}`;

/** `19/11/2026`, Viet Nam time. */
export const dayText = (moment: string | number): string => day.format(new Date(moment));

/** A name for a narrow place: a number at its end stays on the line of the word before it ("Phường Mẫu 2"). */
export const unbrokenName = (name: string): string => name.replace(/ (?=\d+$)/, '\u00a0');

/** `1.234,5` */
export const numberText = (value: number): string => number.format(value);

/** `12,5 %`, from a share between 0 and 1. */
export const shareText = (share: number): string => `${number.format(share * 100)}\u00a0%`;

/** `9 phút 05 giây` */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return `${seconds} giây`;
  return `${minutes} phút ${String(seconds % 60).padStart(2, '0')} giây`;
}

/** `09:05`, rounded up: the clock shows 00:00 only when the time is over. */
export function countdownText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

export const audienceWords: Record<Audience, string> = {
  party_member: 'Đảng viên',
  youth_union_member: 'Đoàn viên thanh niên',
  association_member: 'Hội viên các hội, đoàn thể',
  civil_servant: 'Cán bộ, công chức, viên chức, người lao động',
  student: 'Học sinh, sinh viên',
  public: 'Nhân dân (không thuộc các nhóm trên)',
};

/** Kinds of units by name. An organiser's sheet may bring others, which stand as they are written there. */
const kindWords: Record<string, string> = {
  province: 'tỉnh',
  commune: 'xã',
  ward: 'phường',
  'party-committee': 'đảng bộ',
  'party-cell': 'chi bộ',
  agency: 'cơ quan',
  school: 'trường',
  enterprise: 'doanh nghiệp',
  association: 'hội và đoàn thể',
};

/** `126 đơn vị: 103 xã, 23 phường`; units of one kind are counted by it alone: `80 chi bộ`. */
export function unitCountText(units: readonly Pick<UnitNode, 'kind'>[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of units) {
    const words = kindWords[kind] ?? kind;
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const parts = [...counts].sort(([, a], [, b]) => b - a).map(([words, count]) => `${numberText(count)} ${words}`);
  return parts.length === 1 ? String(parts[0]) : `${numberText(units.length)} đơn vị: ${parts.join(', ')}`;
}

export const metricWords: Record<UnitMetric, string> = {
  participation_rate: 'Tỉ lệ tham gia',
  participants: 'Số người dự thi',
  mean_score: 'Điểm trung bình',
  full_marks: 'Số bài điểm tối đa',
};

/** A unit's figure on the board, in words where there is none. */
export function metricText(row: UnitRow, metric: UnitMetric): string {
  const value = row[metric];
  if (metric === 'participation_rate') return value === null ? 'chưa có tổng số' : shareText(value);
  if (metric === 'mean_score' && row.below_minimum)
    return value === null ? '–' : `${numberText(value)} (ít người, chưa xếp)`;
  return value === null ? '–' : numberText(value);
}

export const verdictWords: Record<ReviewedQuestion['verdict'], string> = {
  right: 'Đúng.',
  wrong: 'Chưa đúng.',
  voided: 'Câu này có sai sót nên đã hủy: mọi người nhận câu này đều được điểm.',
  accepted_later: 'Được tính đúng: ban tổ chức đã công nhận thêm phương án của bạn.',
};

export const roundStateWords: Record<Round['state'], string> = {
  upcoming: 'Sắp mở',
  open: 'Đang mở',
  closed: 'Đã đóng',
  published: 'Đã công bố kết quả',
};

export const predictionWords: Record<Exclude<Round['prediction'], 'none'>, string> = {
  participants_all_correct: 'Theo bạn, sẽ có bao nhiêu người trả lời đúng tất cả các câu?',
  attempts_all_correct: 'Theo bạn, sẽ có bao nhiêu lượt thi đúng tất cả các câu?',
  participants_total: 'Theo bạn, sẽ có bao nhiêu người dự thi đợt này?',
};

/** What was to be predicted, where its true figure is told. */
export const predictionFigureWords: typeof predictionWords = {
  participants_all_correct: 'số người trả lời đúng tất cả các câu',
  attempts_all_correct: 'số lượt thi đúng tất cả các câu',
  participants_total: 'số người dự thi',
};

/** What went wrong and how to mend it. */
export const refusalWords: Record<Refusal, string> = {
  ticket_unknown: 'Không tìm thấy mã dự thi này. Hãy xem lại từng ký tự trên giấy hoặc ảnh bạn đã lưu.',
  contest_not_found: 'Chưa có cuộc thi nào ở đây.',
  round_not_found: 'Không có đợt thi này. Hãy tải lại trang.',
  attempt_not_found: 'Không tìm thấy lượt thi này. Hãy tải lại trang.',
  method_not_allowed: 'Trang gửi sai cách. Hãy tải lại trang.',
  round_not_open: 'Đợt thi này không mở vào lúc này, hoặc cuộc thi đã kết thúc.',
  attempts_exhausted: 'Bạn đã dùng hết số lượt thi của đợt này.',
  attempt_closed: 'Lượt thi này đã kết thúc.',
  phone_already_registered:
    'Số điện thoại này đã đăng ký. Nếu đó là bạn, hãy chọn "Tôi đã có mã dự thi"; nếu không, hãy kiểm tra lại số.',
  certificate_not_found: 'Không tìm thấy giấy chứng nhận này. Hãy xem lại từng ký tự của mã.',
  round_not_published: 'Kết quả đợt thi này chưa được công bố.',
  review_not_open: 'Đáp án chỉ mở khi không còn ai làm bài của đợt thi này.',
  disqualified: 'Ban tổ chức đã dừng quyền dự thi của mã này. Hãy liên hệ ban tổ chức.',
  unit_unknown: 'Hãy tìm và chọn đơn vị của bạn trong danh sách. Chưa có đơn vị thì chọn xã, phường nơi bạn ở.',
  consent_required: 'Hãy đọc và đánh dấu đồng ý thì mới đăng ký được.',
  guardian_consent_required: 'Ở tuổi của bạn cần cha, mẹ hoặc người giám hộ đồng ý. Hãy đánh dấu khi đã được đồng ý.',
  invalid_name: 'Hãy viết họ và tên bằng chữ, từ 2 đến 100 ký tự, không có chữ số.',
  invalid_phone: 'Hãy viết số điện thoại Việt Nam đủ chữ số, ví dụ 0912 345 678.',
  invalid_birth_year: 'Hãy viết năm sinh đủ bốn chữ số, ví dụ 1958. Người dự thi từ 6 tuổi trở lên.',
  invalid_audience: 'Hãy chọn một nhóm.',
  invalid_pin: 'Mã khôi phục gồm đúng sáu chữ số.',
  invalid_answers: 'Máy chủ không nhận bài này. Hãy tải lại trang; những câu đã lưu vẫn còn.',
  invalid_prediction: 'Hãy viết số dự đoán bằng chữ số, từ 0 đến 100.000.000.',
  invalid_metric: 'Không có cách xếp này. Hãy tải lại trang.',
  too_many_requests:
    'Có quá nhiều lần thử từ đây trong thời gian ngắn. Hãy đợi ít phút rồi thử lại; không có gì bị mất.',
};

/** The same at a field of a form, which knows of more than the server refuses. */
export const fieldWords: Record<Refusal | PhoneFault, string> = {
  ...refusalWords,
  phone_of_eleven_digits:
    'Số di động 11 chữ số đã đổi sang 10 chữ số từ năm 2018. Hãy viết số 10 chữ số bạn đang dùng, ví dụ 0912 345 678.',
};

export const faultWords = {
  unreachable: 'Không nối được với máy chủ cuộc thi. Hãy kiểm tra mạng rồi thử lại; không có gì bị mất.',
  broken: 'Máy chủ trả lời không như mong đợi. Hãy tải lại trang; nếu vẫn vậy, hãy báo ban tổ chức.',
} as const;

/** To whom the server no longer knows by the ticket this device has. */
export const deadTicketWords =
  'Mã dự thi nhớ trên máy này không còn dùng được. Nếu ban tổ chức đã cấp lại mã cho bạn, hãy nhập mã mới; nếu không, hãy liên hệ ban tổ chức.';
