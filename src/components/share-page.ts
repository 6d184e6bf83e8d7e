/** Passing a page on: through the phone's own list of applications, by its address, or as a code another phone reads. */
import { renderSVG } from 'uqr';

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
      pressed('Gửi qua ứng dụng', () => {
        navigator.share({ title, url: address }).catch((error: unknown) => {
          // Closing the phone's list is no fault.
          if (!(error instanceof DOMException && error.name === 'AbortError'))
            say('Máy không mở được danh sách ứng dụng. Hãy chép địa chỉ để gửi.');
        });
      }),
    );
  }
  panel.append(
    pressed('Chép địa chỉ', () => void copy(address, say)),
    written(address),
    picture(address),
    written('Máy khác đưa ống kính vào mã này là mở được trang.'),
  );
  if (/zalo|fban|fbav/i.test(navigator.userAgent))
    panel.append(
      written('Đang xem trong ứng dụng khác? Chọn dấu ba chấm rồi “Mở bằng trình duyệt” để in hoặc lưu trang.'),
    );
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
  svg.setAttribute('aria-label', 'Mã QR chứa địa chỉ trang này');
  return document.importNode(svg, true) as unknown as SVGElement;
}

async function copy(address: string, say: (words: string) => void): Promise<void> {
  try {
    await navigator.clipboard.writeText(address);
    say('Đã chép địa chỉ.');
  } catch {
    // No permission, or an in-app browser without a clipboard: the address stands below, ready to be held down.
    say('Máy không cho chép tự động. Hãy giữ ngón tay trên địa chỉ bên dưới rồi chọn Sao chép.');
  }
}
