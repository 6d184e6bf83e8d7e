/**
 * Wakes what fills in a form: at the first touch of it, or at once where something of it is already kept on the device,
 * nothing can be kept, or the browser cannot print.
 */
/** A module of its own: its names are nobody else's. */
export {};

const form = document.querySelector<HTMLElement>('[data-form]');

if (form) {
  let act: Promise<(what: string, from: Element) => void> | undefined;
  const start = (event?: Event) => {
    act ??= import('../forms/fill-in.ts').then(({ fillIn }) => fillIn(form));
    const button = event?.type === 'click' && (event.target as Element).closest<HTMLElement>('[data-do]');
    act.then(
      (run) => button && run(button.dataset['do'] ?? '', button),
      () => {
        act = undefined;
        const said = form.querySelector('[data-said]');
        if (said) said.textContent = 'Chưa tải được phần điền biểu mẫu vì mất mạng. Có mạng lại, hãy tải lại trang.';
      },
    );
  };
  form.addEventListener('focusin', start);
  form.addEventListener('click', start);
  let isNeeded = /zalo/i.test(navigator.userAgent);
  try {
    isNeeded ||= localStorage.getItem(`form:${form.dataset['form']}`) !== null;
  } catch {
    isNeeded = true;
  }
  if (isNeeded) start();
}
