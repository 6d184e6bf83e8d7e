import { useEffect, useRef, useState, type MutableRef } from 'preact/hooks';
import { ContestFault, type ContestClient } from '../client.ts';
import type { Audience, Contest, Registration } from '../contract.ts';
import type { Outbox } from '../outbox.ts';
import type { ChosenUnit, RecentUnits } from '../recent-units.ts';
import {
  checkRegistration,
  emptyForm,
  fieldOrder,
  isMinor,
  readBirthYear,
  readPhone,
  refusedField,
  registrationArgs,
  type RegistrationErrors,
  type RegistrationField,
  type RegistrationForm,
} from '../registration.ts';
import { Field, PinInput, RememberTick, Tick } from './Field.tsx';
import { ScreenHeading } from './ScreenHeading.tsx';
import { UnitPicker } from './UnitPicker.tsx';
import { audienceWords, faultWords, fieldWords, refusalWords } from './words.ts';

/** A form that was left before it was sent. */
export interface RegistrationDraft {
  form: RegistrationForm;
  unit: ChosenUnit | undefined;
  remember: boolean;
}

const blank: RegistrationDraft = { form: emptyForm, unit: undefined, remember: true };

/** Whoever opens the form again may be the next in line: what was agreed to, and the secret, are given anew. */
const withoutVows = ({ form, ...rest }: RegistrationDraft): RegistrationDraft => ({
  ...rest,
  form: { ...form, pin: '', consent: false, guardian_consent: false },
});

interface RegisterFormProps {
  client: ContestClient;
  contest: Contest;
  /** What stood in the form when it was last left, and shall stand there when it is opened again. */
  draft: MutableRef<RegistrationDraft | undefined>;
  outbox: Outbox;
  recentUnits: RecentUnits;
  /** The consent text this build of the page shows, as HTML. */
  consent: { version: string; html: string };
  /** A registration is on its way, or no longer. */
  onAsk: (isAsked: boolean) => void;
  onRegistered: (registration: Registration, remember: boolean) => void;
  onCancel: () => void;
}

/** Everything asked of somebody who wants to take part, on one screen; nothing typed is ever cleared by an error. */
export function RegisterForm(props: RegisterFormProps) {
  const [copy, setCopy] = useState(0);
  const beginAnew = () => {
    props.draft.current = undefined;
    setCopy(copy + 1);
  };
  return <Form key={copy} {...props} onBeginAnew={beginAnew} />;
}

function Form({ onBeginAnew, ...props }: RegisterFormProps & { onBeginAnew: () => void }) {
  const { client, contest, draft, outbox, recentUnits, consent, onAsk, onRegistered, onCancel } = props;
  const [hasBegun] = useState(draft.current !== undefined);
  const [{ form, unit, remember }, setDraft] = useState(draft.current ? withoutVows(draft.current) : blank);
  const [recent, setRecent] = useState(recentUnits.list);
  const [errors, setErrors] = useState<RegistrationErrors>({});
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const root = useRef<HTMLFormElement>(null);
  const [presses, setPresses] = useState(0);

  // After every press that failed: to the first field that needs mending.
  useEffect(() => {
    const first = fieldOrder.find((field) => errors[field]);
    if (first) root.current?.querySelector<HTMLElement>(`#${first}`)?.focus();
    else if (problem) root.current?.querySelector<HTMLElement>('#problem')?.focus();
  }, [presses]);

  const write = (next: (before: RegistrationDraft) => RegistrationDraft) =>
    setDraft((before) => (draft.current = next(before)));
  const change = (part: Partial<RegistrationForm>) => {
    write((before) => ({ ...before, form: { ...before.form, ...part } }));
    const mended = Object.keys(part) as RegistrationField[];
    setErrors((before) =>
      Object.fromEntries(Object.entries(before).filter(([field]) => !mended.includes(field as RegistrationField))),
    );
  };
  const chooseUnit = (choice: ChosenUnit | undefined) => {
    write((before) => ({ ...before, unit: choice }));
    change({ unit: choice?.code ?? '' });
  };
  const errorOf = (field: RegistrationField): string | undefined => {
    const wrong = errors[field];
    return wrong && fieldWords[wrong];
  };

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    setProblem(undefined);
    const wrong = checkRegistration(form, contest.year);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return setPresses((n) => n + 1);

    setBusy(true);
    onAsk(true);
    try {
      // The same request until it is answered: a lost reply can be asked for again.
      const request = outbox.request(readPhone(form.phone) ?? form.phone, freshRequest);
      const who = { slug: contest.slug, year: contest.year, consentVersion: consent.version };
      const reply = await client.call('register', registrationArgs(form, who, request));
      // A phone registered under another request will not be asked for again, so nothing of it stays here.
      if (reply.ok || reply.refusal === 'phone_already_registered') outbox.dropRequest();
      if (reply.ok) {
        draft.current = undefined;
        return onRegistered(reply.value, remember);
      }
      if (reply.refusal === 'unit_unknown') {
        // Taken off the contest since: it is not to be chosen again, here or by the next person.
        recentUnits.drop(form.unit);
        setRecent(recentUnits.list);
        chooseUnit(undefined);
      }
      const field = refusedField(reply.refusal);
      if (field) setErrors({ [field]: reply.refusal });
      else setProblem(refusalWords[reply.refusal]);
    } catch (fault) {
      if (!(fault instanceof ContestFault)) throw fault;
      setProblem(faultWords[fault.kind]);
    } finally {
      setBusy(false);
      onAsk(false);
    }
    setPresses((n) => n + 1);
  };

  const needsGuardian = isMinor(readBirthYear(form.birth_year), contest.year);

  return (
    <form class="register" ref={root} noValidate onSubmit={(event) => void submit(event)}>
      <ScreenHeading>Đăng ký dự thi</ScreenHeading>
      {hasBegun && (
        <p class="notice">
          Những gì đã điền lúc trước còn nguyên ở dưới.{' '}
          <button type="button" class="plain" onClick={onBeginAnew}>
            Xóa để điền lại từ đầu
          </button>
        </p>
      )}
      <Field id="full_name" label="Họ và tên" error={errorOf('full_name')}>
        {(aria) => (
          <input
            {...aria}
            type="text"
            autocomplete="name"
            required
            value={form.full_name}
            onInput={(event) => change({ full_name: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field id="birth_year" label="Năm sinh" hint="Bốn chữ số, ví dụ 1958." error={errorOf('birth_year')}>
        {(aria) => (
          <input
            {...aria}
            class="short tabular"
            type="text"
            inputMode="numeric"
            autocomplete="bday-year"
            maxLength={6}
            required
            value={form.birth_year}
            onInput={(event) => change({ birth_year: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field
        id="phone"
        label="Số điện thoại"
        hint="Mỗi số đăng ký một lần. Số này không hiện công khai."
        error={errorOf('phone')}
      >
        {(aria) => (
          <input
            {...aria}
            class="medium tabular"
            type="tel"
            autocomplete="tel"
            required
            value={form.phone}
            onInput={(event) => change({ phone: event.currentTarget.value })}
          />
        )}
      </Field>
      <UnitPicker
        client={client}
        contest={contest.slug}
        chosen={unit}
        recent={recent}
        error={errorOf('unit')}
        onChoose={chooseUnit}
        onForgetRecent={() => {
          recentUnits.forget();
          setRecent([]);
        }}
      />
      <Field id="audience" label="Bạn dự thi với tư cách" error={errorOf('audience')}>
        {(aria) => (
          <select
            {...aria}
            required
            value={form.audience}
            onChange={(event) => change({ audience: event.currentTarget.value as Audience | '' })}
          >
            <option value="">Chọn một nhóm</option>
            {Object.entries(audienceWords).map(([audience, words]) => (
              <option key={audience} value={audience}>
                {words}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        id="pin"
        label="Mã khôi phục (không bắt buộc)"
        hint="Sáu chữ số bạn tự chọn và nhớ, để lấy lại mã dự thi khi làm mất. Đừng lấy ngày sinh hay số điện thoại."
        error={errorOf('pin')}
      >
        {(aria) => <PinInput aria={aria} value={form.pin} onInput={(pin) => change({ pin })} />}
      </Field>
      {needsGuardian && (
        <Tick
          id="guardian_consent"
          checked={form.guardian_consent}
          error={errorOf('guardian_consent')}
          onChange={(guardian_consent) => change({ guardian_consent })}
        >
          Cha, mẹ hoặc người giám hộ của tôi đã đồng ý cho tôi dự thi. (Cần với người sinh từ năm {contest.year - 16}{' '}
          trở lại đây.)
        </Tick>
      )}
      <section class="consent" aria-label="Văn bản đồng ý xử lý dữ liệu cá nhân" tabIndex={0}>
        <div dangerouslySetInnerHTML={{ __html: consent.html }} />
      </section>
      <Tick
        id="consent"
        checked={form.consent}
        error={errorOf('consent')}
        onChange={(value) => change({ consent: value })}
      >
        Tôi đã đọc và đồng ý.
      </Tick>
      <RememberTick checked={remember} onChange={(value) => write((before) => ({ ...before, remember: value }))} />
      {problem && (
        <p class="notice bad" id="problem" role="alert" tabIndex={-1}>
          {problem}
        </p>
      )}
      <div class="actions">
        <button type="submit" class="button primary" aria-disabled={isBusy}>
          {isBusy ? 'Đang đăng ký…' : 'Đăng ký'}
        </button>
        <button type="button" class="button" aria-disabled={isBusy} onClick={() => !isBusy && onCancel()}>
          Quay lại
        </button>
      </div>
    </form>
  );
}

/** A random UUID, also where `crypto.randomUUID` is missing (older phones, pages without https). */
function freshRequest(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const version = `4${hex.slice(13, 16)}`;
  const variant = `${'89ab'[Number.parseInt(hex.slice(16, 17), 16) % 4]}${hex.slice(17, 20)}`;
  return [hex.slice(0, 8), hex.slice(8, 12), version, variant, hex.slice(20)].join('-');
}
