import { useEffect, useRef, useState } from 'preact/hooks';
import type { ContestClient } from '../client.ts';
import { ContestFault } from '../client.ts';
import type { Me, Participant } from '../contract.ts';
import { browserTimer } from '../session.ts';
import { contestRoute, ticketInText, ticketMessage } from '../ticket-link.ts';
import { Field, RememberTick } from './Field.tsx';
import { ScreenHeading } from './ScreenHeading.tsx';
import { deadTicketWords, faultWords, refusalWords } from './words.ts';

interface TicketProps {
  ticket: string;
  /** Title of the contest. */
  contest: string;
  /** Whose it is, where that is known. */
  name?: string;
}

/** The ticket right after registering: large, and with a plain word on why to keep it. */
export function TicketIssued(props: {
  ticket: string;
  contest: string;
  participant: Participant;
  isKept: boolean;
  onGoOn: () => void;
}) {
  const { ticket, contest, participant, isKept, onGoOn } = props;
  return (
    <div class="ticket-issued">
      <ScreenHeading>Đã đăng ký, đây là mã dự thi của bạn</ScreenHeading>
      <Ticket ticket={ticket} contest={contest} name={participant.full_name} />
      <p>
        Mã này như chìa khóa nhà: đổi điện thoại hay lỡ xóa trang, có mã là vào lại được bài của{' '}
        <strong>{participant.full_name}</strong>. Hãy giữ mã theo một trong các cách trên, hoặc chép ra giấy, chụp màn
        hình. Đừng đưa cho người khác.
      </p>
      {!isKept && (
        <p class="notice warn">
          Máy này không nhớ mã. Đóng trang là phải nhập lại mã, nên hãy chép ra giấy trước khi đi tiếp.
        </p>
      )}
      <div class="actions">
        <button type="button" class="button primary" onClick={onGoOn}>
          Tôi đã lưu mã, đi tiếp
        </button>
      </div>
    </div>
  );
}

const keepingWords = {
  copied: 'Đã sao chép mã.',
  'copied-message': 'Đã sao chép mã kèm địa chỉ. Hãy dán vào tin nhắn hay thư gửi cho chính bạn.',
  'not-copied': 'Máy không cho sao chép tự động. Hãy nhấn giữ vào mã để sao chép, hoặc chụp màn hình.',
  'not-shared': 'Máy không mở được phần gửi. Hãy bấm "Sao chép mã", hoặc chụp màn hình.',
} as const;

/** The ticket in large characters, and the ways to keep it: none of them sends it anywhere by itself. */
export function Ticket({ ticket, contest, name }: TicketProps) {
  const [kept, setKept] = useState<keyof typeof keepingWords>();
  const message = ticketMessage(ticket, contest, location.origin);
  const copy = async (text: string, done: 'copied' | 'copied-message') => {
    try {
      await navigator.clipboard.writeText(text);
      setKept(done);
    } catch {
      setKept('not-copied'); // no permission, or an in-app browser without a clipboard
    }
  };
  const share = async () => {
    try {
      await navigator.share({ title: `Mã dự thi – ${contest}`, text: message });
    } catch (reason) {
      // Whoever closes the phone's list of places has changed their mind; nothing went wrong.
      if (!(reason instanceof DOMException && reason.name === 'AbortError')) setKept('not-shared');
    }
  };
  const canShare = typeof navigator.share === 'function';
  return (
    <>
      <p class="ticket" translate={false}>
        {ticket}
      </p>
      <div class="actions">
        {canShare && (
          <button type="button" class="button" onClick={() => void share()}>
            Gửi cho tôi
          </button>
        )}
        <button type="button" class="button" onClick={() => void copy(ticket, 'copied')}>
          Sao chép mã
        </button>
        {/* Not a file to download: in-app browsers drop those without a word, and the ticket would be thought kept. */}
        {!canShare && (
          <button type="button" class="button" onClick={() => void copy(message, 'copied-message')}>
            Sao chép mã kèm địa chỉ
          </button>
        )}
        <button type="button" class="button" onClick={() => window.print()}>
          In mã
        </button>
      </div>
      {canShare && (
        <p class="soft small">
          "Gửi cho tôi" mở danh sách của điện thoại: hãy chọn tin nhắn, thư hay Zalo của chính bạn, vì ai có mã cũng vào
          được bài của bạn.
        </p>
      )}
      <p role="status" class="soft small">
        {kept && keepingWords[kept]}
      </p>
      <div class="ticket-slip print-only">
        <p>{contest}</p>
        {name && <p class="ticket-slip-name">{name}</p>}
        <p>Mã dự thi</p>
        <p class="ticket-slip-code" translate={false}>
          {ticket}
        </p>
        <p>
          Nhập mã tại {location.host}
          {contestRoute}
        </p>
      </div>
    </>
  );
}

interface LeavingProps extends Required<TicketProps> {
  /** A quiz of theirs is running. */
  isRunning: boolean;
  /** How many of its answers the server does not hold yet. */
  unsent: number;
  onStay: () => void;
  onLeave: () => void;
}

/** Before this device lets go of the ticket: nobody who has not kept it gets in again. */
export function Leaving({ ticket, contest, name, isRunning, unsent, onStay, onLeave }: LeavingProps) {
  return (
    <div class="ticket-issued">
      <ScreenHeading>Rời máy này</ScreenHeading>
      <p class="notice warn">
        Đây là mã dự thi của <strong>{name}</strong>. Chưa giữ mã thì rời đi là không vào lại được.
        {isRunning && ' Bài đang làm dở, đồng hồ vẫn chạy.'}
        {unsent > 0 && ` Còn ${unsent} câu chưa gửi được: rời máy bây giờ là bỏ những câu ấy.`}
      </p>
      <Ticket ticket={ticket} contest={contest} name={name} />
      <div class="actions">
        <button type="button" class="button primary" onClick={onLeave}>
          Tôi đã giữ mã, rời máy này
        </button>
        <button type="button" class="button" onClick={onStay}>
          Ở lại
        </button>
      </div>
    </div>
  );
}

/** The ticket has been replaced or taken back while this page was in use. */
export function DeadTicket({ onEnterTicket }: { onEnterTicket: () => void }) {
  return (
    <div class="ticket-issued">
      <ScreenHeading>Mã dự thi này không còn dùng được</ScreenHeading>
      <p>{deadTicketWords}</p>
      <div class="actions">
        <button type="button" class="button primary" onClick={onEnterTicket}>
          Nhập mã dự thi
        </button>
      </div>
    </div>
  );
}

interface OtherTicketProps {
  /** Whom the device remembers. */
  name: string;
  onStay: () => void;
  onTake: () => void;
}

/** A link has brought a ticket to a device that remembers somebody else's: nobody loses theirs unasked. */
export function OtherTicket({ name, onStay, onTake }: OtherTicketProps) {
  return (
    <div class="ticket-issued">
      <ScreenHeading>Máy này đang nhớ mã của {name}</ScreenHeading>
      <p>
        Liên kết bạn vừa mở mang một mã dự thi khác. Vào bằng mã ấy thì máy này thôi nhớ mã của {name} và bỏ những câu{' '}
        {name} chưa gửi được (nếu có); bài đã lưu trên máy chủ vẫn còn.
      </p>
      <p>Nếu {name} chưa giữ mã ở nơi khác, hãy ở lại và xem mã trước.</p>
      <div class="actions">
        <button type="button" class="button primary" onClick={onStay}>
          Ở lại bài của {name}
        </button>
        <button type="button" class="button" onClick={onTake}>
          Vào bằng mã trong liên kết
        </button>
      </div>
    </div>
  );
}

interface TicketEntryProps {
  client: ContestClient;
  /** Slug of the contest on this page; a ticket of another one is of no use here. */
  contest: string;
  /** A ticket that a link has brought, for the person to confirm. */
  brought: string | undefined;
  /** `sentMs`: reading of the timer when the record was asked for. */
  onEntered: (ticket: string, me: Me, remember: boolean, sentMs: number) => void;
  onRecover: () => void;
  onCancel: () => void;
}

/** Entering a ticket from paper, on another device. */
export function TicketEntry({ client, contest, brought, onEntered, onRecover, onCancel }: TicketEntryProps) {
  const [typed, setTyped] = useState(brought ?? '');
  const [remember, setRemember] = useState(true);
  const [error, setError] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const enter = useRef<HTMLButtonElement>(null);
  /** Gone with this screen: a reply that comes later is nobody's any more. */
  const form = useRef<HTMLFormElement>(null);

  // The field is filled in: what is left to do is to press the button.
  useEffect(() => {
    if (brought !== undefined) enter.current?.focus();
  }, [brought]);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    setProblem(undefined);
    const ticket = ticketInText(typed.trim());
    if (!ticket) {
      setError('Hãy nhập mã dự thi.');
      document.getElementById('ticket')?.focus();
      return;
    }
    setBusy(true);
    try {
      const sentMs = browserTimer.now();
      const reply = await client.call('me', { ticket });
      if (!form.current) return;
      if (reply.ok && reply.value.contest === contest) return onEntered(ticket, reply.value, remember, sentMs);
      setError(refusalWords[reply.ok ? 'ticket_unknown' : reply.refusal]);
      document.getElementById('ticket')?.focus();
    } catch (fault) {
      if (!(fault instanceof ContestFault)) throw fault;
      // Nothing is wrong with what was typed.
      setProblem(faultWords[fault.kind]);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form class="register" ref={form} noValidate onSubmit={(event) => void submit(event)}>
      <ScreenHeading isFirst={brought !== undefined}>Nhập mã dự thi</ScreenHeading>
      {brought !== undefined && (
        <p class="notice" role="status">
          Mã trong liên kết đã được điền sẵn. Nếu đây là mã của bạn, hãy bấm "Tiếp tục".
        </p>
      )}
      <Field
        id="ticket"
        label="Mã dự thi"
        hint="20 chữ cái và chữ số; viết hoa hay thường, có gạch hay không đều được."
        error={error}
      >
        {(aria) => (
          <input
            {...aria}
            class="tabular"
            type="text"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            value={typed}
            onInput={(input) => {
              setTyped(input.currentTarget.value);
              setError(undefined);
            }}
          />
        )}
      </Field>
      <RememberTick checked={remember} onChange={setRemember} />
      {problem !== undefined && (
        <p class="notice bad" role="alert">
          {problem}
        </p>
      )}
      <div class="actions">
        <button type="submit" class="button primary" ref={enter} aria-disabled={isBusy}>
          {isBusy ? 'Đang tìm…' : 'Tiếp tục'}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          Quay lại
        </button>
      </div>
      <p>
        Mất mã dự thi?{' '}
        <button type="button" class="plain" onClick={onRecover}>
          Lấy lại bằng số điện thoại và mã khôi phục
        </button>
      </p>
    </form>
  );
}
