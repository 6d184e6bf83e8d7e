/**
 * The rules of a contest in plain words, from the same file the database is loaded from. What is said here is what the
 * database does (supabase/migrations); what only the organisers can know stands in the contest's own `rules`.
 */
import type { Contest, Round } from '../schemas/contest.ts';
import { rankingRule } from './ranking-rule.ts';
import { attemptsText } from './round-sentence.ts';

/** Rules that answer one question of a reader's. */
export interface RuleGroup {
  title: string;
  lines: string[];
  /** Where more is said. */
  more?: { address: string; words: string };
}

export function ruleGroups(contest: Contest): RuleGroup[] {
  const { rounds } = contest;
  /** Born in this year or later may be under 16 in the year of the contest. */
  const minorSince = contest.year - 16;
  return [
    {
      title: 'Ai được dự thi',
      lines: [
        'Người từ 6 tuổi trở lên. Mỗi số điện thoại đăng ký một lần.',
        'Mỗi người thuộc một đơn vị. Chưa có đơn vị trong danh sách thì đăng ký tại xã, phường nơi cư trú.',
        `Người sinh từ năm ${minorSince} trở lại đây cần cha, mẹ hoặc người giám hộ đồng ý.`,
        'Đăng ký xong bạn nhận một mã dự thi. Hãy giữ kín, vì ai có mã cũng vào được bài thi của bạn.',
      ],
    },
    {
      title: 'Làm bài và chấm điểm',
      lines: [
        ...perRound(rounds, rounds, paperRule),
        'Mỗi lượt rút ngẫu nhiên một đề theo cùng một ma trận; câu bạn chưa gặp được rút trước. Đề nào cũng có cùng số điểm tối đa.',
        'Câu có nhiều phương án đúng chỉ được điểm khi chọn đủ và chỉ chọn các phương án đúng.',
        'Giờ tính theo máy chủ. Bấm bắt đầu là đồng hồ chạy; mất mạng hay đóng trang thì đồng hồ vẫn chạy, câu đã lưu vẫn còn.',
        'Hết giờ mà chưa nộp, những câu máy chủ đã lưu được chấm, và thời gian làm bài là toàn bộ thời gian cho phép.',
        'Bắt đầu khi đợt thi sắp đóng thì chỉ làm được đến giờ đóng.',
        ...predictionRules(rounds),
      ],
    },
    { title: 'Xếp hạng', lines: rankingRules(contest) },
    { title: 'Xem điểm và đáp án', lines: perRound(rounds, rounds, disclosureRule) },
    {
      title: 'Câu hỏi có sai sót',
      lines: [
        'Câu có sai sót được xử lý như nhau với mọi người đã nhận câu đó: hoặc hủy câu và ai nhận câu đó cũng được điểm, hoặc công nhận thêm phương án đúng.',
      ],
    },
    {
      title: 'Thông tin cá nhân',
      lines: [
        `Bảng xếp hạng và giấy chứng nhận hiện họ tên và đơn vị. Người sinh từ năm ${minorSince} trở lại đây chỉ hiện chữ cái đầu của họ tên.`,
        'Năm sinh và số điện thoại không hiện công khai. Bạn xem lại và xóa được dữ liệu của mình bằng mã dự thi.',
      ],
      more: { address: '/quyen-rieng-tu/', words: 'Quyền riêng tư' },
    },
    ...(contest.rules.length > 0 ? [{ title: 'Quy định thêm của ban tổ chức', lines: contest.rules }] : []),
  ];
}

function paperRule({ blueprint, time_limit_minutes, max_attempts }: Round): string {
  const questions = blueprint.reduce((sum, { count }) => sum + count, 0);
  const points = blueprint.reduce((sum, { count, weight }) => sum + count * weight, 0);
  const best = max_attempts > 1 ? ' Bằng điểm thì lượt làm nhanh hơn là lượt tốt nhất.' : '';
  return `${questions} câu, tối đa ${points} điểm, làm trong ${time_limit_minutes} phút, ${attemptsText(max_attempts)}.${best}`;
}

const predictionWords: Record<Exclude<Round['prediction'], 'none'>, string> = {
  participants_all_correct: 'Câu dự đoán: bao nhiêu người trả lời đúng tất cả các câu.',
  attempts_all_correct: 'Câu dự đoán: bao nhiêu lượt thi đúng tất cả các câu.',
  participants_total: 'Câu dự đoán: bao nhiêu người dự thi.',
};

function predictionRules(rounds: readonly Round[]): string[] {
  const asked = rounds.filter(({ prediction }) => prediction !== 'none');
  if (asked.length === 0) return [];
  return [
    ...perRound(asked, rounds, ({ prediction }) => (prediction === 'none' ? '' : predictionWords[prediction])),
    'Câu dự đoán không tính điểm, chỉ dùng để xếp thứ hạng khi bằng điểm; có thể bỏ trống.',
  ];
}

function rankingRules({ rounds, min_participants }: Contest): string[] {
  const ranked = rounds.filter((round) => round.ranked);
  const trials = rounds.filter((round) => !round.ranked);
  const still = ranked.filter(({ freeze_minutes }) => freeze_minutes > 0);
  return [
    ...perRound(ranked, rounds, rankingRule),
    ...(ranked.length > 1 ? [`Cả cuộc thi: ${uncapitalised(rankingRule(undefined))}`] : []),
    ...perRound(trials, rounds, () => 'Đợt thi thử, không vào bảng xếp hạng nào.'),
    ...perRound(
      still,
      rounds,
      ({ freeze_minutes }) => `Bảng xếp hạng đứng yên trong ${freeze_minutes} phút cuối, đến khi không còn ai làm bài.`,
    ),
    ...(ranked.length > 0
      ? [
          ...(min_participants > 1
            ? [`Bảng đơn vị chỉ xếp hạng điểm trung bình của đơn vị có từ ${min_participants} người dự thi trở lên.`]
            : []),
          'Thứ hạng là chính thức khi ban tổ chức công bố kết quả.',
        ]
      : []),
  ];
}

const whenAllAreDone = 'khi đợt thi đã đóng và không còn ai làm bài';
const scoreWords: Record<Round['score_shown'], string> = {
  after_submit: 'Điểm hiện ngay khi nộp bài',
  after_round: `Điểm hiện ${whenAllAreDone}`,
};
const reviewWords: Record<Round['review'], string> = {
  after_submit: 'đáp án xem được ngay khi nộp bài',
  after_round: `đáp án xem được ${whenAllAreDone}`,
  never: 'không có phần xem lại đáp án',
};
const disclosureRule = ({ score_shown, review }: Round) => `${scoreWords[score_shown]}; ${reviewWords[review]}.`;

/**
 * What holds for some rounds, one line for all it holds for alike: `Tuần 1, Tuần 2: …`. Where that is every round of
 * the contest their names are left out.
 */
function perRound(some: readonly Round[], all: readonly Round[], words: (round: Round) => string): string[] {
  const byWords = new Map<string, Round[]>();
  for (const round of some) byWords.set(words(round), [...(byWords.get(words(round)) ?? []), round]);
  return [...byWords].map(([line, alike]) => {
    if (all.length === 1) return line;
    const whose = alike.length === all.length ? 'Mỗi đợt' : alike.map(({ title }) => title).join(', ');
    return `${whose}: ${uncapitalised(line)}`;
  });
}

const uncapitalised = (text: string) => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);
