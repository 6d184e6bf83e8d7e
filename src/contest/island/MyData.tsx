import { useState } from 'preact/hooks';
import { ContestFault, type ContestClient } from '../client.ts';
import type { Me } from '../contract.ts';
import { Tick } from './Field.tsx';
import { ScreenHeading } from './ScreenHeading.tsx';
import { audienceWords, faultWords, refusalWords } from './words.ts';

interface MyDataProps {
  client: ContestClient;
  ticket: string;
  me: Me;
  /** Whether this device keeps the ticket beyond this tab. */
  isRemembered: boolean;
  onForgotten: () => void;
  onGoOn: () => void;
}

/** What is stored of a participant, and the way to have it deleted. */
export function MyData({ client, ticket, me, isRemembered, onForgotten, onGoOn }: MyDataProps) {
  const { participant, attempts } = me;
  return (
    <div class="my-data">
      <ScreenHeading>Dữ liệu của tôi</ScreenHeading>
      <dl class="facts">
        <dt>Họ và tên</dt>
        <dd>{participant.full_name}</dd>
        <dt>Đơn vị</dt>
        <dd>
          {participant.unit.name}
          <span class="unit-path">{participant.unit.path.slice(0, -1).reverse().join(', ')}</span>
        </dd>
        <dt>Dự thi với tư cách</dt>
        <dd>{audienceWords[participant.audience]}</dd>
        <dt>Năm sinh và số điện thoại</dt>
        <dd>Máy chủ có lưu. Ở đây không hiện lại, để người nhặt được mã dự thi cũng không xem được.</dd>
        <dt>Bài thi</dt>
        <dd>
          {attempts.length === 0
            ? 'Chưa có lượt thi nào.'
            : `${attempts.length} lượt thi: câu trả lời, số dự đoán, điểm và thời gian làm bài.`}
        </dd>
        <dt>Trên máy này</dt>
        <dd>
          {isRemembered ? (
            <>
              Máy này nhớ:
              <ul>
                <li>mã dự thi;</li>
                <li>câu trả lời chưa gửi được (nếu có);</li>
                <li>câu bạn đánh dấu để xem lại, cách xem đề thi;</li>
                <li>tên đơn vị vừa chọn, không kèm tên người, để người đăng ký sau chọn nhanh.</li>
              </ul>
              Rời máy bằng nút "Không phải tôi, rời máy này" ở trang của bạn là xóa ba mục đầu; tên đơn vị xóa ở mục
              "Đăng ký dự thi".
            </>
          ) : (
            'Mã dự thi, câu trả lời chưa gửi được và câu bạn đánh dấu chỉ được nhớ đến khi đóng trang.'
          )}
        </dd>
      </dl>
      <p>
        Cần sửa thông tin, hãy liên hệ ban tổ chức. Dữ liệu dùng vào việc gì, lưu đến khi nào:{' '}
        <a href="/quyen-rieng-tu/">Quyền riêng tư</a>.
      </p>
      <Forgetting client={client} ticket={ticket} hasOpenAttempt={me.open_attempt !== null} onForgotten={onForgotten} />
      <div class="actions">
        <button type="button" class="button" onClick={onGoOn}>
          Về trang của tôi
        </button>
      </div>
    </div>
  );
}

interface ForgettingProps extends Pick<MyDataProps, 'client' | 'ticket' | 'onForgotten'> {
  hasOpenAttempt: boolean;
}

/** Deleting cannot be undone: what follows is said first, and agreed to with a tick of its own. */
function Forgetting({ client, ticket, hasOpenAttempt, onForgotten }: ForgettingProps) {
  const [isSure, setSure] = useState(false);
  const [error, setError] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  const forget = async () => {
    if (isBusy) return;
    if (!isSure) {
      setError('Hãy đánh dấu vào ô này nếu bạn chắc chắn muốn xóa.');
      document.getElementById('sure')?.focus();
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      const reply = await client.call('forget_me', { ticket });
      // An unknown ticket is a forgotten one: the reply to an earlier try was lost.
      if (reply.ok || reply.refusal === 'ticket_unknown') return onForgotten();
      setProblem(refusalWords[reply.refusal]);
    } catch (fault) {
      if (!(fault instanceof ContestFault)) throw fault;
      setProblem(faultWords[fault.kind]);
    } finally {
      setBusy(false);
    }
  };

  return (
    <details class="forgetting">
      <summary>Xóa dữ liệu của tôi</summary>
      <p>Khi xóa:</p>
      <ul>
        <li>Họ tên, năm sinh, số điện thoại, mã khôi phục và mã dự thi bị gỡ khỏi máy chủ, không lấy lại được.</li>
        <li>Kết quả đã có vẫn nằm trong các con số chung và bảng xếp hạng, nhưng không còn tên.</li>
        <li>Số điện thoại này không đăng ký lại được trong cuộc thi này.</li>
        {hasOpenAttempt && <li>Bài đang làm dở được tính theo những câu đã lưu, cũng không còn tên.</li>}
      </ul>
      <Tick
        id="sure"
        checked={isSure}
        error={error}
        onChange={(checked) => {
          setSure(checked);
          setError(undefined);
        }}
      >
        Tôi đã đọc và chắc chắn muốn xóa.
      </Tick>
      {problem !== undefined && (
        <p class="notice bad" role="alert">
          {problem}
        </p>
      )}
      <button type="button" class="button" aria-disabled={isBusy} onClick={() => void forget()}>
        {isBusy ? 'Đang xóa…' : 'Xóa vĩnh viễn'}
      </button>
    </details>
  );
}
