import { useState } from 'preact/hooks';
import { ContestFault, type ContestClient } from '../client.ts';
import type { Contest, Me, Refusal } from '../contract.ts';
import { phoneFault, readPhone, readPin, type PhoneFault } from '../registration.ts';
import { browserTimer } from '../session.ts';
import { Field, PinInput, RememberTick } from './Field.tsx';
import { ScreenHeading } from './ScreenHeading.tsx';
import { Ticket } from './Ticket.tsx';
import { faultWords, fieldWords, refusalWords } from './words.ts';

interface RecoveryProps {
  client: ContestClient;
  /** The contest on this page. */
  contest: Pick<Contest, 'slug'>;
  /** A new ticket is on its way, or no longer. */
  onAsk: (isAsked: boolean) => void;
  /** The old ticket is dead from here on; whatever becomes of this screen, the new one must not get lost. */
  onRecovered: (ticket: string, remember: boolean) => void;
  onCancel: () => void;
}

/** For somebody who lost their ticket: a new one by phone and recovery code. */
export function Recovery({ client, contest, onAsk, onRecovered, onCancel }: RecoveryProps) {
  const [phone, setPhone] = useState('');
  const [pin, setPin] = useState('');
  const [remember, setRemember] = useState(true);
  const [errors, setErrors] = useState<{ phone?: string; pin?: string }>({});
  const { isBusy, problem, setProblem, during } = useCall();
  const refused = (field: 'phone' | 'pin', wrong: PhoneFault | 'invalid_pin') => {
    setErrors({ [field]: fieldWords[wrong] });
    document.getElementById(`recovery-${field}`)?.focus();
  };

  const recover = () => {
    const stored = { phone: readPhone(phone), pin: readPin(pin) };
    if (stored.phone === undefined) return refused('phone', phoneFault(phone) ?? 'invalid_phone');
    if (stored.pin === undefined) return refused('pin', 'invalid_pin');
    const args = { contest: contest.slug, phone: stored.phone, pin: stored.pin };
    onAsk(true);
    void during(async () => {
      const reply = await client.call('recover', args);
      if (reply.ok) onRecovered(reply.value.ticket, remember);
      else setProblem(recoveryWords[reply.refusal] ?? refusalWords[reply.refusal]);
    }).finally(() => onAsk(false));
  };

  return (
    <form
      class="register"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        recover();
      }}
    >
      <ScreenHeading>Lấy lại mã dự thi</ScreenHeading>
      <p>Cách này dành cho người đã đặt mã khôi phục khi đăng ký. Bạn nhận một mã dự thi mới, bài đã làm còn nguyên.</p>
      <Field id="recovery-phone" label="Số điện thoại đã đăng ký" error={errors.phone}>
        {(aria) => (
          <input
            {...aria}
            class="medium tabular"
            type="tel"
            autocomplete="tel"
            value={phone}
            onInput={(event) => {
              setPhone(event.currentTarget.value);
              setErrors({});
            }}
          />
        )}
      </Field>
      <Field id="recovery-pin" label="Mã khôi phục" hint="Sáu chữ số." error={errors.pin}>
        {(aria) => (
          <PinInput
            aria={aria}
            value={pin}
            onInput={(typed) => {
              setPin(typed);
              setErrors({});
            }}
          />
        )}
      </Field>
      <RememberTick checked={remember} onChange={setRemember} />
      <Fault words={problem} />
      <div class="actions">
        <button type="submit" class="button primary" aria-disabled={isBusy}>
          {isBusy ? 'Đang tìm…' : 'Lấy mã mới'}
        </button>
        <button type="button" class="button" aria-disabled={isBusy} onClick={() => !isBusy && onCancel()}>
          Quay lại
        </button>
      </div>
    </form>
  );
}

interface RecoveredTicketProps {
  client: ContestClient;
  /** Title of the contest. */
  contest: string;
  ticket: string;
  /** `sentMs`: reading of the timer when the record was asked for. */
  onEntered: (me: Me, sentMs: number) => void;
}

/** The new ticket, shown until it is kept. */
export function RecoveredTicket({ client, contest, ticket, onEntered }: RecoveredTicketProps) {
  const { isBusy, problem, setProblem, during } = useCall();
  const enter = () =>
    void during(async () => {
      const sentMs = browserTimer.now();
      const reply = await client.call('me', { ticket });
      if (reply.ok) onEntered(reply.value, sentMs);
      else setProblem(refusalWords[reply.refusal]);
    });
  return (
    <div class="ticket-issued">
      <ScreenHeading>Đây là mã dự thi mới của bạn</ScreenHeading>
      <Ticket ticket={ticket} contest={contest} />
      <p>Mã cũ không dùng được nữa. Hãy chép mã mới ra giấy hoặc chụp màn hình, và đừng đưa cho người khác.</p>
      <Fault words={problem} />
      <div class="actions">
        <button type="button" class="button primary" aria-disabled={isBusy} onClick={enter}>
          Tôi đã lưu mã, đi tiếp
        </button>
      </div>
    </div>
  );
}

/** One call at a time, and what it ran into. */
function useCall() {
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const during = async (call: () => Promise<void>) => {
    if (isBusy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await call();
    } catch (fault) {
      if (!(fault instanceof ContestFault)) throw fault;
      setProblem(faultWords[fault.kind]);
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, problem, setProblem, during };
}

function Fault({ words }: { words: string | undefined }) {
  return words === undefined ? null : (
    <p class="notice bad" role="alert">
      {words}
    </p>
  );
}

/** Refusals that mean something else here than in a registration. */
const recoveryWords: Partial<Record<Refusal, string>> = {
  invalid_pin:
    'Số điện thoại và mã khôi phục không khớp. Mỗi giờ thử được năm lần. Không nhớ mã khôi phục, hãy nhờ ban tổ chức cấp lại mã dự thi.',
  too_many_requests:
    'Đã thử đủ số lần cho phép trong một giờ. Hãy đợi rồi thử lại, hoặc nhờ ban tổ chức cấp lại mã dự thi.',
};
