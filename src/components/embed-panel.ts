/** The embed panel at work: writes the codes anew for what is chosen, copies them, and shows what they show. */
import { frameRoute } from '../embed/addresses.ts';
import { heightAt } from '../embed/frame-layouts.ts';
import { snippetsOf, type Embeddable, type SnippetSize, type Snippets } from '../embed/snippets.ts';
import { languageOf } from '../schemas/language.ts';

const words = {
  vi: { copied: 'Đã chép.', selected: 'Máy không cho chép tự động. Mã đã được chọn: hãy dùng lệnh Sao chép.' },
  en: { copied: 'Copied.', selected: 'This device does not allow copying. The code is selected: use Copy.' },
}[languageOf(document.documentElement.lang)];

/** What the panel writes and shows, as it is chosen at the moment. */
function partsOf(panel: HTMLElement) {
  const embeddables = JSON.parse(panel.dataset['embed'] ?? '[]') as Embeddable[];
  const choice = (name: string) => panel.querySelector<HTMLSelectElement>(`[data-choice=${name}]`);
  const inLanguage = embeddables.filter(({ language }) => language === choice('language')?.value);
  const pinned = choice('pinned');
  return {
    /** The newest where that language has not been kept in that version. */
    embeddable: inLanguage.find((one) => String(one.pinned ?? '') === pinned?.value) ?? inLanguage[0],
    pinned,
    size: (choice('size')?.value ?? 'whole') as SnippetSize,
    text: (way: string) => panel.querySelector<HTMLTextAreaElement>(`[data-snippet=${way}]`),
    say: (way: string, said: string) => {
      const place = panel.querySelector(`[data-said=${way}]`);
      if (place) place.textContent = said;
    },
    looks: panel.querySelectorAll<HTMLButtonElement>('[data-look]'),
    room: panel.querySelector<HTMLElement>('[data-room]'),
  };
}

/** Writes the codes for what is chosen, and shows it anew where it is being looked at. */
export function write(panel: HTMLElement): void {
  const { embeddable, pinned, size, text, say, looks } = partsOf(panel);
  if (!embeddable) return;
  if (pinned) pinned.value = String(embeddable.pinned ?? '');
  const snippets = snippetsOf(embeddable, panel.dataset['site'] ?? '', size);
  for (const way of Object.keys(snippets) as (keyof Snippets)[]) {
    const place = text(way);
    if (place) place.value = snippets[way];
    say(way, '');
  }
  looks.forEach((look) => {
    if (look.ariaPressed === 'true') show(panel, Number(look.dataset['look']));
  });
}

/** Does what a button is there for. */
export async function press(panel: HTMLElement, button: HTMLButtonElement): Promise<void> {
  const { copy: way, look } = button.dataset;
  if (way) await copy(panel, way);
  if (look) show(panel, Number(look));
}

function show(panel: HTMLElement, width: number): void {
  const { embeddable, room, looks } = partsOf(panel);
  if (!embeddable || !room) return;
  const frame = document.createElement('iframe');
  frame.src = frameRoute(embeddable);
  frame.title = embeddable.title;
  frame.width = String(width);
  frame.height = String(heightAt(width, embeddable.heights));
  room.replaceChildren(frame);
  room.hidden = false;
  looks.forEach((look) => (look.ariaPressed = String(look.dataset['look'] === String(width))));
}

async function copy(panel: HTMLElement, way: string): Promise<void> {
  const { text, say } = partsOf(panel);
  const place = text(way);
  if (!place) return;
  try {
    await navigator.clipboard.writeText(place.value);
    say(way, words.copied);
  } catch {
    // No permission, or a browser without a clipboard: one command is left to the reader.
    place.focus();
    place.select();
    say(way, words.selected);
  }
}
