/** Passing a page on: through the phone's own list of applications, by its address, or as a code another phone reads. */
import { renderSVG } from 'uqr';
import { languageOf } from '../schemas/language.ts';

const words = {
  vi: {
    send: 'Gửi qua ứng dụng',
    notSent: 'Máy không mở được danh sách ứng dụng. Hãy chép địa chỉ để gửi.',
    copy: 'Chép địa chỉ',
    copied: 'Đã chép địa chỉ.',
    notCopied: 'Máy không cho chép tự động. Hãy giữ ngón tay trên địa chỉ bên dưới rồi chọn Sao chép.',
    code: 'Mã QR chứa địa chỉ trang này',
    pointAt: 'Máy khác đưa ống kính vào mã này là mở được trang.',
    inApp: 'Đang xem trong ứng dụng khác? Chọn dấu ba chấm rồi “Mở bằng trình duyệt” để in hoặc lưu trang.',
  },
  en: {
    send: 'Send with an app',
    notSent: 'The list of apps could not be opened. Copy the address instead.',
    copy: 'Copy the address',
    copied: 'Address copied.',
    notCopied: 'This device does not allow copying. Hold your finger on the address below and choose Copy.',
    code: 'QR code of the address of this page',
    pointAt: 'Point another phone’s camera at this code to open the page.',
    inApp: 'Reading inside another app? Choose the three dots, then “Open in browser”, to print or save the page.',
  },
}[languageOf(document.documentElement.lang)];

/**
 * Opens or closes the panel below the button.
 * @param say Told to screen readers and shown below.
 */
export function toggleSharing(button: HTMLButtonElement, panel: HTMLElement, say: (words: string) => void): void {
  const opens = panel.hidden;
  panel.hidden = !opens;
  button.setAttribute('aria-expanded', String(opens));
  say('');
  if (!opens || panel.childElementCount > 0) return;
  const address = document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href ?? location.href;
  const title = document.querySelector('h1')?.textContent?.trim() ?? document.title;
  if ('share' in navigator) {
    panel.append(
      pressed(words.send, () => {
        navigator.share({ title, url: address }).catch((error: unknown) => {
          // Closing the phone's list is no fault.
          if (!(error instanceof DOMException && error.name === 'AbortError')) say(words.notSent);
        });
      }),
    );
  }
  panel.append(
    pressed(words.copy, () => void copy(address, say)),
    written(address),
    picture(address),
    written(words.pointAt),
  );
  if (/zalo|fban|fbav/i.test(navigator.userAgent)) panel.append(written(words.inApp));
}

function pressed(words: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button';
  made.textContent = words;
  made.addEventListener('click', act);
  return made;
}

function written(words: string): HTMLParagraphElement {
  const made = document.createElement('p');
  made.textContent = words;
  return made;
}

function picture(address: string): SVGElement {
  const svg = new DOMParser().parseFromString(renderSVG(address, { border: 2 }), 'image/svg+xml').documentElement;
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', words.code);
  return document.importNode(svg, true) as unknown as SVGElement;
}

async function copy(address: string, say: (words: string) => void): Promise<void> {
  try {
    await navigator.clipboard.writeText(address);
    say(words.copied);
  } catch {
    // No permission, or an in-app browser without a clipboard: the address stands below, ready to be held down.
    say(words.notCopied);
  }
}
