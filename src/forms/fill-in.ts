/** Filling in a form: keeps every change on the device, prints, saves and opens a file, copies, clears. Sends nothing. */
import { answersAsText, isBlank, readAnswers, writeAnswers, type FormShape, type ReadAnswers } from './answers.ts';
import { keep, kept, saveTextFile } from './keep.ts';
import { FormSheet } from './sheet.ts';

const refusalWords: Record<Exclude<ReadAnswers, { ok: true }>['why'], string> = {
  'not-a-form': 'Tệp này không phải bản lưu của biểu mẫu. Hãy chọn tệp đã lưu từ trang này, đuôi .json.',
  newer: 'Tệp này được lưu từ bản mới hơn của trang. Hãy tải lại trang rồi mở lại.',
  damaged: 'Tệp này bị hỏng hoặc đã bị sửa, không đọc được. Nội dung đang có trên trang vẫn giữ nguyên.',
  'other-form': 'Tệp này là của biểu mẫu khác',
};

const cannotKeep =
  'Trình duyệt này không cho giữ bản đang viết trên máy. Hãy lưu tệp, in hoặc chép nội dung trước khi rời trang.';

/** @returns what runs a button: its name, and the button itself */
export function fillIn(form: HTMLElement): (what: string, from: Element) => void {
  const slug = form.dataset['form'] ?? '';
  const name = `form:${slug}`;
  const sheet = new FormSheet(form);
  const shape: FormShape = { form: slug, title: form.dataset['title'] ?? '', columns: sheet.columns };
  const part = (which: string) => form.querySelector<HTMLElement>(`[data-${which}]`);
  const say = (words: string, isBad = false) => {
    const said = part('said');
    if (!said) return;
    said.textContent = words;
    said.classList.toggle('bad', isBad);
  };

  // Zalo's own browser has the functions, and neither prints nor saves.
  if (/zalo/i.test(navigator.userAgent)) {
    for (const button of form.querySelectorAll<HTMLElement>('[data-needs-browser]')) button.hidden = true;
    part('in-app')?.removeAttribute('hidden');
  }

  let canKeep = true;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const keepNow = () => {
    clearTimeout(waiting);
    waiting = undefined;
    const answers = sheet.read();
    canKeep = keep(name, Object.values(answers).every(isBlank) ? undefined : writeAnswers(shape, answers));
    if (!canKeep) return say(cannotKeep, true);
    const time = new Date().toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit', hour12: false });
    say(`Đã giữ trên máy này lúc ${time}. Không gửi đi đâu.`);
  };

  // Whoever writes while this loads has written already.
  const typed = Object.entries(sheet.read()).filter(([, answer]) => !isBlank(answer));
  const before = kept(name);
  const read = before === null ? undefined : readAnswers(before, shape);
  if (read?.ok) {
    const filled = Object.entries(read.answers).filter(([, answer]) => !isBlank(answer));
    sheet.write(Object.fromEntries([...typed, ...filled]));
    say('Đây là bản bạn điền dở trên máy này.');
  } else if (!keep(`${name}:thu`, '') || !keep(`${name}:thu`, undefined)) say(cannotKeep, true);
  else if (typed.length > 0) {
    sheet.print();
    keepNow();
  }

  form.addEventListener('input', () => {
    sheet.print();
    clearTimeout(waiting);
    waiting = setTimeout(keepNow, 400);
  });
  const keepBeforeLeaving = () => {
    if (waiting !== undefined) keepNow();
  };
  addEventListener('pagehide', keepBeforeLeaving);
  document.addEventListener('visibilitychange', keepBeforeLeaving);
  addEventListener('beforeprint', () => sheet.print());

  const open = async (file: File) => {
    const told = readAnswers(await file.text(), shape);
    if (!told.ok)
      return say(
        told.why === 'other-form'
          ? `${refusalWords[told.why]}${told.title ? `: “${told.title}”` : ''}. Hãy mở đúng trang của biểu mẫu đó.`
          : refusalWords[told.why],
        true,
      );
    sheet.write(told.answers);
    keepNow();
    const lost = told.dropped > 0 ? ` ${told.dropped} ô trong tệp không còn trong biểu mẫu nên được bỏ qua.` : '';
    say(`Đã mở tệp “${file.name}”.${lost}`);
  };
  const chooser = form.querySelector<HTMLInputElement>('input[type=file]');
  chooser?.addEventListener('change', () => {
    const [file] = chooser.files ?? [];
    if (file) void open(file);
    chooser.value = '';
  });

  const askToClear = (isAsking: boolean) => {
    part('clearing')?.toggleAttribute('hidden', !isAsking);
    form.querySelector<HTMLElement>(isAsking ? '[data-do=keep]' : '[data-do=ask-clear]')?.focus();
  };
  const copy = async () => {
    const text = answersAsText(form.dataset['heading'] ?? shape.title, sheet.parts, sheet.read());
    try {
      await navigator.clipboard.writeText(text);
      say('Đã chép toàn bộ nội dung. Dán vào tin nhắn, thư hoặc văn bản là được.');
    } catch {
      const place = part('copied');
      if (place instanceof HTMLTextAreaElement) {
        place.hidden = false;
        place.value = text;
        place.select();
      }
      say('Máy không cho chép tự động. Hãy giữ tay vào khung chữ bên dưới, chọn tất cả rồi chép.', true);
    }
  };
  const actions: Record<string, (from: Element) => void> = {
    print: () => {
      const { missing } = sheet;
      sheet.print();
      if (missing.length > 0) say(`Còn trống, in thành dòng chấm: ${missing.join('; ')}.`);
      window.print();
    },
    save: () => {
      saveTextFile(writeAnswers(shape, sheet.read()), `${slug}.json`);
      say(`Đã lưu tệp “${slug}.json” vào mục Tải xuống của máy.`);
    },
    open: () => chooser?.click(),
    copy: () => void copy(),
    'add-row': (from) => sheet.addRow(from)?.focus(),
    'ask-clear': () => askToClear(true),
    keep: () => askToClear(false),
    clear: () => {
      sheet.write({});
      keep(name, undefined);
      askToClear(false);
      say('Đã xóa hết, cả bản giữ trên máy này.');
    },
  };
  return (what, from) => actions[what]?.(from);
}
