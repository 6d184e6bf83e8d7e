import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { certificateRoute, codeOfAddress, writeCode } from '../certificate-code.ts';
import { connect, ContestFault } from '../client.ts';
import type { Certificate } from '../contract.ts';
import { CertificateFacts } from './CertificateFacts.tsx';
import { CertificateSheet } from './CertificateSheet.tsx';
import { FaultNotice } from './FaultNotice.tsx';
import { Field } from './Field.tsx';
import { faultWords, refusalWords } from './words.ts';

export interface CertificateAppProps {
  /** Who issues certificates here. */
  office: string;
}

/** What became of the code that was asked about last. */
type Answer =
  | { kind: 'none' }
  | { kind: 'asking' }
  | { kind: 'found'; code: string; certificate: Certificate }
  | { kind: 'refused'; words: string }
  | { kind: 'fault'; words: string };

const notFoundWords =
  'Không có giấy chứng nhận nào mang mã này. Hãy so lại từng ký tự: mã có 5 nhóm, mỗi nhóm 4 chữ cái hoặc chữ số, không có chữ O, I, L, U. Mã dự thi thì không tra được ở đây.';

/** The certificate page: a code from the address or from the form, and what it stands for. */
export function CertificateApp({ office }: CertificateAppProps) {
  const inAddress = useRef(codeOfAddress(location.href));
  const [typed, setTyped] = useState(inAddress.current);
  const [asked, setAsked] = useState({ code: inAddress.current, isTyped: false, tries: 0 });
  const [answer, setAnswer] = useState<Answer>({ kind: asked.code ? 'asking' : 'none' });
  const retry = useCallback(() => setAsked((last) => ({ ...last, tries: last.tries + 1 })), []);

  useEffect(() => {
    if (!asked.code) return setAnswer({ kind: 'none' });
    let isCurrent = true;
    setAnswer({ kind: 'asking' });
    ask(asked.code)
      .catch((fault: unknown): Answer => {
        if (!(fault instanceof ContestFault)) throw fault;
        return { kind: 'fault', words: faultWords[fault.kind] };
      })
      .then((reply) => {
        if (!isCurrent) return;
        setAnswer(reply);
        if (asked.isTyped && reply.kind === 'refused') document.getElementById('certificate-code')?.focus();
        // Only a code that is a certificate's goes into the address: what was typed may be somebody's ticket.
        if (asked.isTyped && reply.kind === 'found' && reply.code !== inAddress.current) {
          history.pushState(null, '', certificateRoute(reply.code));
          inAddress.current = reply.code;
        }
      });
    return () => {
      isCurrent = false;
    };
  }, [asked]);

  useEffect(() => {
    const readAddress = () => {
      const code = codeOfAddress(location.href);
      // A jump to an anchor comes here too, and changes nothing.
      if (code === inAddress.current) return;
      inAddress.current = code;
      setTyped(code);
      setAsked({ code, isTyped: false, tries: 0 });
    };
    window.addEventListener('popstate', readAddress);
    return () => window.removeEventListener('popstate', readAddress);
  }, []);

  useEffect(() => {
    if (answer.kind !== 'fault') return;
    window.addEventListener('online', retry);
    return () => window.removeEventListener('online', retry);
  }, [answer.kind, retry]);

  const submit = (event: Event) => {
    event.preventDefault();
    if (answer.kind === 'asking') return;
    if (typed.trim()) return setAsked({ code: typed.trim(), isTyped: true, tries: 0 });
    setAnswer({ kind: 'refused', words: 'Hãy nhập mã in dưới mã QR của tờ giấy.' });
    document.getElementById('certificate-code')?.focus();
  };

  const isFound = answer.kind === 'found';
  return (
    <>
      <p role="status" class={answer.kind === 'asking' ? undefined : 'visually-hidden'}>
        {answer.kind === 'asking' && 'Đang hỏi máy chủ cuộc thi…'}
      </p>
      {answer.kind === 'fault' && <FaultNotice words={answer.words} onRetry={retry} />}
      {isFound && (
        <div class="certificate">
          <div>
            <CertificateFacts certificate={answer.certificate} code={answer.code} isFirst={!asked.isTyped} />
          </div>
          <div>
            <CertificateSheet certificate={answer.certificate} code={answer.code} office={office} />
          </div>
        </div>
      )}
      <form class="certificate-form" noValidate onSubmit={submit}>
        {isFound && <h2>Kiểm tra giấy khác</h2>}
        <Field
          id="certificate-code"
          label="Mã giấy chứng nhận"
          hint="Dòng chữ in dưới mã QR. Viết hoa hay thường, có gạch hay không đều được."
          error={answer.kind === 'refused' ? answer.words : undefined}
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
              onInput={(input) => setTyped(input.currentTarget.value)}
            />
          )}
        </Field>
        <div class="actions">
          <button type="submit" class="button primary" aria-disabled={answer.kind === 'asking'}>
            Kiểm tra
          </button>
        </div>
      </form>
    </>
  );
}

async function ask(code: string): Promise<Answer> {
  const client = await connect(location.origin);
  const reply = await client.call('certificate', { code });
  if (reply.ok) return { kind: 'found', code: writeCode(code), certificate: reply.value };
  const words = reply.refusal === 'certificate_not_found' ? notFoundWords : refusalWords[reply.refusal];
  return { kind: 'refused', words };
}
