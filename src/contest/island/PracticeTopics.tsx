import { useEffect, useRef, useState } from 'preact/hooks';
import type { PracticeQuestion } from '../practice.ts';
import { countRight, type Progress } from '../practice-progress.ts';
import { ScreenHeading } from './ScreenHeading.tsx';
import { useScreenName } from './use-screen-name.ts';

interface PracticeTopicsProps {
  topics: readonly { id: string; title: string }[];
  questions: readonly PracticeQuestion[];
  mock: { questions: number; minutes: number };
  progress: Progress;
  /** Whether this device remembers the progress. */
  isKept: boolean;
  /** Whether this is what the page began with. */
  isFirst: boolean;
  onRun: (title: string, questions: readonly PracticeQuestion[]) => void;
  onMock: () => void;
  onClear: () => void;
}

/** What can be practised, and how far one has come on this device. */
export function PracticeTopics({ topics, questions, mock, progress, isKept, isFirst, ...on }: PracticeTopicsProps) {
  useScreenName(undefined);
  const rows = [
    ...topics.map(({ id, title }) => ({ id, title, of: questions.filter(({ topic }) => topic === id) })),
    { id: '', title: 'Tất cả nội dung, trộn lẫn', of: questions },
  ].filter(({ of }) => of.length > 0);

  return (
    <div class="practice-topics">
      <ScreenHeading isFirst={isFirst}>Ôn theo nội dung</ScreenHeading>
      <p>Trả lời từng câu, biết ngay đúng hay sai, kèm giải thích và đoạn để học lại. Không tính giờ.</p>
      {!isKept && (
        <p class="notice warn">
          Trình duyệt này không cho lưu, nên số câu đã đúng chỉ nhớ đến khi bạn đóng hoặc tải lại trang. Vẫn luyện tập
          được bình thường.
        </p>
      )}
      <ul class="rows">
        {rows.map(({ id, title, of }) => (
          <li key={id}>
            <button type="button" class="row" onClick={() => on.onRun(title, of)}>
              <b>{title}</b>
              <span>
                {of.length} câu{progressWords(countRight(of, progress), of.length)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <ClearProgress isOffered={Object.keys(progress).length > 0} onClear={on.onClear} />
      <h2>Thi thử</h2>
      <p>
        {mock.questions} câu trong {mock.minutes} phút, như khi thi thật: có đồng hồ, hết giờ thì tự nộp, xem đáp án và
        giải thích sau khi nộp. Kết quả chỉ mình bạn thấy, không tính vào cuộc thi.
      </p>
      <div class="actions">
        <button type="button" class="button primary" onClick={on.onMock}>
          Bắt đầu thi thử
        </button>
      </div>
    </div>
  );
}

const progressWords = (right: number, of: number) =>
  right === 0 ? '' : right === of ? ', đã đúng cả' : `, đã đúng ${right}`;

/** Asks once more before it forgets: nothing brings the progress back. */
function ClearProgress({ isOffered, onClear }: { isOffered: boolean; onClear: () => void }) {
  const [step, setStep] = useState<'offer' | 'ask' | 'done'>('offer');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (step !== 'offer') place.current?.focus();
  }, [step]);
  if (step === 'ask')
    return (
      <div class="notice warn" tabIndex={-1} ref={place} role="group" aria-labelledby="clear-question">
        <p id="clear-question">Máy này sẽ quên bạn đã đúng những câu nào. Xóa chứ?</p>
        <div class="actions">
          <button
            type="button"
            class="button"
            onClick={() => {
              onClear();
              setStep('done');
            }}
          >
            Xóa
          </button>
          <button type="button" class="button" onClick={() => setStep('offer')}>
            Giữ lại
          </button>
        </div>
      </div>
    );
  if (step === 'done')
    return (
      <p class="notice good" tabIndex={-1} ref={place}>
        Đã xóa tiến độ trên máy này.
      </p>
    );
  return isOffered ? (
    <button type="button" class="plain" onClick={() => setStep('ask')}>
      Xóa tiến độ trên máy này
    </button>
  ) : null;
}
