import { useState } from 'preact/hooks';
import type { ContestClient } from '../client.ts';
import { ContestFault } from '../client.ts';
import type { Me, Participant } from '../contract.ts';
import { browserTimer } from '../session.ts';
import { Field, RememberTick } from './Field.tsx';
import { ScreenHeading } from './ScreenHeading.tsx';
import { faultWords, refusalWords } from './words.ts';

/** The ticket right after registering: large, and with a plain word on why to keep it. */
export function TicketIssued(props: { ticket: string; participant: Participant; isKept: boolean; onGoOn: () => void }) {
  const { ticket, participant, isKept, onGoOn } = props;
  return (
    <div class="ticket-issued">
      <ScreenHeading>Đã đăng ký, đây là mã dự thi của bạn</ScreenHeading>
      <Ticket ticket={ticket} />
      <p>
        Mã này thay cho mật khẩu: có mã là vào được bài của <strong>{participant.full_name}</strong> trên mọi máy. Hãy
        chép ra giấy hoặc chụp màn hình, và đừng đưa cho người khác.
      </p>
      {!isKept && (
        <p class="notice warn">
          Máy này không nhớ mã. Đóng trang là phải nhập lại mã, nên hãy chép lại trước khi đi tiếp.
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

/** The ticket in large characters, with copying and printing. */
export function Ticket({ ticket }: { ticket: string }) {
  const [copied, setCopied] = useState<boolean>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(ticket);
      setCopied(true);
    } catch {
      setCopied(false); // no permission, or an in-app browser without a clipboard
    }
  };
  return (
    <>
      <p class="ticket tabular" translate={false}>
        {ticket}
      </p>
      <div class="actions">
        <button type="button" class="button" onClick={() => void copy()}>
          Chép mã
        </button>
        <button type="button" class="button" onClick={() => window.print()}>
          In mã
        </button>
      </div>
      <p role="status" class="soft small">
        {copied === true && 'Đã chép mã.'}
        {copied === false && 'Máy không cho chép tự động. Hãy nhấn giữ vào mã để chép, hoặc chụp màn hình.'}
      </p>
    </>
  );
}

interface TicketEntryProps {
  client: ContestClient;
  /** Slug of the contest on this page; a ticket of another one is of no use here. */
  contest: string;
  /** `sentMs`: reading of the timer when the record was asked for. */
  onEntered: (ticket: string, me: Me, remember: boolean, sentMs: number) => void;
  onRecover: () => void;
  onCancel: () => void;
}

/** Entering a ticket from paper, on another device. */
export function TicketEntry({ client, contest, onEntered, onRecover, onCancel }: TicketEntryProps) {
  const [typed, setTyped] = useState('');
  const [remember, setRemember] = useState(true);
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    try {
      const ticket = typed.trim();
      const sentMs = browserTimer.now();
      const reply = ticket ? await client.call('me', { ticket }) : ({ ok: false, refusal: 'ticket_unknown' } as const);
      if (reply.ok && reply.value.contest === contest) return onEntered(ticket, reply.value, remember, sentMs);
      setError(refusalWords[reply.ok ? 'ticket_unknown' : reply.refusal]);
    } catch (fault) {
      if (!(fault instanceof ContestFault)) throw fault;
      setError(faultWords[fault.kind]);
    } finally {
      setBusy(false);
    }
    document.getElementById('ticket')?.focus();
  };

  return (
    <form class="register" noValidate onSubmit={(event) => void submit(event)}>
      <ScreenHeading>Nhập mã dự thi</ScreenHeading>
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
      <div class="actions">
        <button type="submit" class="button primary" aria-disabled={isBusy}>
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
