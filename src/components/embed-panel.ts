/** The embed panel, where scripts run: writes the codes anew for what is chosen, copies them, and shows what they show. */
import { frameRoute } from '../embed/addresses.ts';
import { heightAt } from '../embed/frame-layouts.ts';
import { snippetsOf, type Embeddable, type SnippetSize, type Snippets } from '../embed/snippets.ts';
import { languageOf } from '../schemas/language.ts';

const words = {
  vi: { copied: 'Đã chép.', selected: 'Máy không cho chép tự động. Mã đã được chọn: hãy dùng lệnh Sao chép.' },
  en: { copied: 'Copied.', selected: 'This device does not allow copying. The code is selected: use Copy.' },
}[languageOf(document.documentElement.lang)];

const panel = document.querySelector<HTMLElement>('[data-embed]');
if (panel) start(panel, JSON.parse(panel.dataset['embed'] ?? '[]') as Embeddable[], panel.dataset['site'] ?? '');

function start(panel: HTMLElement, embeddables: Embeddable[], site: string): void {
  const choice = (name: string) => panel.querySelector<HTMLSelectElement>(`[data-choice=${name}]`);
  const textOf = (way: string) => panel.querySelector<HTMLTextAreaElement>(`[data-snippet=${way}]`);
  const room = panel.querySelector<HTMLElement>('[data-room]');
  const looks = panel.querySelectorAll<HTMLButtonElement>('[data-look]');

  /** What is chosen; the newest where that language has not been kept in that version. */
  const chosen = (): Embeddable | undefined => {
    const [language, pinned] = [choice('language')?.value, choice('pinned')?.value ?? ''];
    const inLanguage = embeddables.filter((one) => one.language === language);
    return inLanguage.find((one) => String(one.pinned ?? '') === pinned) ?? inLanguage[0];
  };
  const say = (way: string, said: string) => {
    const place = panel.querySelector(`[data-said=${way}]`);
    if (place) place.textContent = said;
  };
  const write = () => {
    const embeddable = chosen();
    if (!embeddable) return;
    const version = choice('pinned');
    if (version) version.value = String(embeddable.pinned ?? '');
    const snippets = snippetsOf(embeddable, site, (choice('size')?.value ?? 'whole') as SnippetSize);
    for (const way of Object.keys(snippets) as (keyof Snippets)[]) {
      const text = textOf(way);
      if (text) text.value = snippets[way];
      say(way, '');
    }
    looks.forEach((look) => {
      if (look.ariaPressed === 'true') show(Number(look.dataset['look']));
    });
  };
  const show = (width: number) => {
    const embeddable = chosen();
    if (!embeddable || !room) return;
    const frame = document.createElement('iframe');
    frame.src = frameRoute(embeddable);
    frame.title = embeddable.title;
    frame.width = String(width);
    frame.height = String(heightAt(width, embeddable.heights));
    room.replaceChildren(frame);
    room.hidden = false;
    looks.forEach((look) => (look.ariaPressed = String(look.dataset['look'] === String(width))));
  };
  const copy = async (way: string) => {
    const text = textOf(way);
    if (!text) return;
    try {
      await navigator.clipboard.writeText(text.value);
      say(way, words.copied);
    } catch {
      // No permission, or a browser without a clipboard: one command is left to the reader.
      text.focus();
      text.select();
      say(way, words.selected);
    }
  };

  panel.addEventListener('change', write);
  panel.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest<HTMLElement>('button');
    const { copy: way, look } = button?.dataset ?? {};
    if (way) void copy(way);
    if (look) show(Number(look));
  });
}
