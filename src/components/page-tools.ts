/** Shows the tools this device has, and loads each when it is first asked for. */
import { languageOf } from '../schemas/language.ts';

const tools = document.querySelector<HTMLElement>('[data-page-tools]');
const button = (name: string) => tools?.querySelector<HTMLButtonElement>(`[data-${name}]`) ?? null;

const lost = {
  vi: 'Chưa tải được phần này vì mất mạng. Có mạng lại, hãy tải lại trang rồi thử tiếp.',
  en: 'There is no network to load this part. When it is back, reload the page and try again.',
}[languageOf(document.documentElement.lang)];

function say(words: string): void {
  const said = tools?.querySelector('[data-said]');
  if (said) said.textContent = words;
}

/** Runs what a press needs; without a network that may not be there yet. */
async function start(tool: Promise<() => void>): Promise<void> {
  try {
    (await tool)();
  } catch {
    say(lost);
  }
}

const share = button('share');
const panel = tools?.querySelector<HTMLElement>('[data-panel-of-tools]');
if (share && panel) {
  share.addEventListener('click', () => {
    void start(
      import('./share-page.ts').then(
        ({ toggleSharing }) =>
          () =>
            toggleSharing(share, panel, say),
      ),
    );
  });
}

const listen = button('listen');
if (listen && 'speechSynthesis' in window) {
  const showWhereSpoken = () => {
    listen.hidden = !speechSynthesis
      .getVoices()
      .some(({ lang }) => lang.slice(0, 2).toLowerCase() === document.documentElement.lang);
  };
  showWhereSpoken();
  // Most browsers learn of their voices a moment later.
  speechSynthesis.addEventListener('voiceschanged', showWhereSpoken);
  listen.addEventListener('click', () => {
    void start(
      import('./read-aloud.ts').then(
        ({ toggleReading }) =>
          () =>
            toggleReading(listen, say),
      ),
    );
  });
}

// Zalo's own browser has the function and prints nothing.
const print = button('print');
if (print && 'print' in window && !/zalo/i.test(navigator.userAgent)) {
  print.hidden = false;
  print.addEventListener('click', () => window.print());
}

export {}; // a module: its names are its own
