/** Reads the page aloud with the device's Vietnamese voice, one paragraph after the other. */

/** What is read, in the order of the page. A table is for the eye: heard cell by cell it says nothing. */
const spoken = 'article h1, article .lead, article .prose :is(h2, h3, p, li, dd)';

let blocks: HTMLElement[] = [];
let at = 0;
let isReading = false;

const voice = () => speechSynthesis.getVoices().find(({ lang }) => /^vi\b/i.test(lang.replace('_', '-')));

/** Begins, stops, or goes on from the paragraph where it stopped. */
export function toggleReading(button: HTMLButtonElement, say: (words: string) => void): void {
  if (isReading) return stop(button, 'Đọc tiếp');
  if (blocks.length === 0) {
    blocks = [...document.querySelectorAll<HTMLElement>(spoken)].filter((block) => !block.querySelector('p, li'));
    addEventListener('pagehide', () => speechSynthesis.cancel());
  }
  if (at >= blocks.length) at = 0;
  isReading = true;
  button.textContent = 'Dừng đọc';
  say('');
  readOn(button, say);
}

function readOn(button: HTMLButtonElement, say: (words: string) => void): void {
  const block = blocks[at];
  if (!isReading) return;
  if (!block) {
    stop(button, 'Nghe đọc');
    return say('Đã đọc hết bài.');
  }
  // One utterance for one paragraph: Chrome falls silent in the middle of a long one.
  const utterance = new SpeechSynthesisUtterance(block.innerText);
  utterance.lang = 'vi-VN';
  utterance.voice = voice() ?? null;
  mark(block);
  utterance.onend = () => {
    if (!isReading || blocks[at] !== block) return;
    at += 1;
    readOn(button, say);
  };
  utterance.onerror = ({ error }) => {
    if (error === 'interrupted' || error === 'canceled') return;
    stop(button, 'Nghe đọc');
    say('Máy không đọc được bài này.');
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
