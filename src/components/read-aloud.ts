/** Reads the page aloud with the device's voice in the page's language, one paragraph after the other. */
import { languageOf } from '../schemas/language.ts';

const language = languageOf(document.documentElement.lang);
const words = {
  vi: {
    start: 'Nghe đọc',
    stop: 'Dừng đọc',
    goOn: 'Đọc tiếp',
    done: 'Đã đọc hết bài.',
    fault: 'Máy không đọc được bài này.',
  },
  en: {
    start: 'Listen',
    stop: 'Stop',
    goOn: 'Go on',
    done: 'The page has been read to its end.',
    fault: 'This device cannot read the page.',
  },
}[language];

/** What is read, in the order of the page. A table is for the eye: heard cell by cell it says nothing. */
const spoken = 'article h1, article .lead, article .prose :is(h2, h3, p, li, dd)';

let blocks: HTMLElement[] = [];
let at = 0;
let isReading = false;

const voice = () => speechSynthesis.getVoices().find(({ lang }) => lang.slice(0, 2).toLowerCase() === language);

/** Begins, stops, or goes on from the paragraph where it stopped. */
export function toggleReading(button: HTMLButtonElement, say: (words: string) => void): void {
  if (isReading) return stop(button, words.goOn);
  if (blocks.length === 0) {
    blocks = [...document.querySelectorAll<HTMLElement>(spoken)].filter((block) => !block.querySelector('p, li'));
    addEventListener('pagehide', () => speechSynthesis.cancel());
  }
  if (at >= blocks.length) at = 0;
  isReading = true;
  button.textContent = words.stop;
  say('');
  readOn(button, say);
}

function readOn(button: HTMLButtonElement, say: (words: string) => void): void {
  const block = blocks[at];
  if (!isReading) return;
  if (!block) {
    stop(button, words.start);
    return say(words.done);
  }
  // One utterance for one paragraph: Chrome falls silent in the middle of a long one.
  const utterance = new SpeechSynthesisUtterance(block.innerText);
  utterance.lang = language === 'vi' ? 'vi-VN' : 'en-GB';
  utterance.voice = voice() ?? null;
  mark(block);
  utterance.onend = () => {
    if (!isReading || blocks[at] !== block) return;
    at += 1;
    readOn(button, say);
  };
  utterance.onerror = ({ error }) => {
    if (error === 'interrupted' || error === 'canceled') return;
    stop(button, words.start);
    say(words.fault);
  };
  speechSynthesis.speak(utterance);
}

function stop(button: HTMLButtonElement, words: string): void {
  isReading = false;
  mark(undefined);
  button.textContent = words;
  speechSynthesis.cancel();
}

function mark(block: HTMLElement | undefined): void {
  for (const marked of document.querySelectorAll('.is-read-aloud')) marked.classList.remove('is-read-aloud');
  block?.classList.add('is-read-aloud');
}
