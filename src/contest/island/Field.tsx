import type { ComponentChildren } from 'preact';

interface FieldProps {
  id: string;
  label: string;
  /** What to write, before anything is wrong. */
  hint?: string;
  /** What is wrong and how to mend it. */
  error: string | undefined;
  children: (aria: {
    id: string;
    'aria-describedby': string | undefined;
    'aria-invalid': boolean;
  }) => ComponentChildren;
}

/** A labelled control with its hint and its error, tied together for screen readers. */
export function Field({ id, label, hint, error, children }: FieldProps) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class="field" data-invalid={error ? '' : undefined}>
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <FieldError id={id} error={error} />}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error !== undefined })}
    </div>
  );
}

/** The error line of a control; its id is `<id>-error`. */
export function FieldError({ id, error }: { id: string; error: string }) {
  return (
    <p class="error" id={`${id}-error`}>
      <span class="visually-hidden">Lỗi: </span>
      {error}
    </p>
  );
}

interface PinInputProps {
  aria: object;
  value: string;
  onInput: (typed: string) => void;
}

/** Six digits, shown as they are typed: whoever writes them down must see them. */
export function PinInput({ aria, value, onInput }: PinInputProps) {
  return (
    <input
      {...aria}
      class="short tabular"
      type="text"
      inputMode="numeric"
      autocomplete="off"
      maxLength={8}
      value={value}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  );
}

interface TickProps {
  id: string;
  checked: boolean;
  error: string | undefined;
  onChange: (checked: boolean) => void;
  children: ComponentChildren;
}

/** A box to tick with its words, the whole line to press. */
export function Tick({ id, checked, error, onChange, children }: TickProps) {
  return (
    <div class="field" data-invalid={error ? '' : undefined}>
      {error && <FieldError id={id} error={error} />}
      <label class="tick">
        <input
          id={id}
          type="checkbox"
          checked={checked}
          aria-describedby={error && `${id}-error`}
          aria-invalid={error !== undefined}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{children}</span>
      </label>
    </div>
  );
}

/** Whether this device may keep the ticket; asked wherever a ticket comes in. */
export function RememberTick({ checked, onChange }: Pick<TickProps, 'checked' | 'onChange'>) {
  return (
    <Tick id="remember" checked={checked} error={undefined} onChange={onChange}>
      Nhớ mã dự thi trên máy này. (Bỏ chọn nếu đây là máy dùng chung.)
    </Tick>
  );
}
