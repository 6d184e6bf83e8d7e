/**
 * What an embed page tells the page around it: its height whenever that changes, in the three dialects newsrooms' systems
 * understand, and under WordPress, which lets no frame open a window, that its link was pressed. It tells nothing of its
 * reader, and listens to nothing but WordPress asking for the height.
 *
 * Its text stands in every embed page (`frame-script.ts`), so it imports nothing and names no page.
 */

/** What is used of a message that comes in. */
export interface Incoming {
  source: unknown;
  data: unknown;
}

/** What is used of a frame's window. */
export interface FrameWindow {
  parent: { postMessage(message: object, target: string): void };
  location: { hash: string };
  document: {
    body: { dataset: DOMStringMap };
    documentElement: { getBoundingClientRect(): { height: number } };
    addEventListener(name: 'click', listen: (event: Event) => void): void;
  };
  addEventListener(name: 'message', listen: (event: Incoming) => void): void;
  ResizeObserver: new (changed: () => void) => { observe(element: object): void };
}

/** Starts telling. Where the page stands alone, it does nothing. */
export function tellHost(frame: FrameWindow): void {
  const { parent, document } = frame;
  if (parent === (frame as unknown)) return;
  // WordPress tells its frames apart by a word in their address, and heeds no message without it.
  const secret = /[?&]secret=([a-z\d]+)/i.exec(frame.location.hash)?.[1];
  // Heights are no secret, and a sandboxed frame cannot learn its host's origin.
  const say = (message: object) => parent.postMessage(message, '*');
  let told = 0;
  const tell = () => {
    // A figure's page keeps one px of its picture back (`frame-style.ts`); the contest's has a blank one to spare.
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height) + 1;
    if (height === told) return;
    told = height;
    say({ type: 'infographic-height', slug: document.body.dataset['slug'], height });
    say({ sentinel: 'amp', type: 'embed-size', height });
    if (secret) say({ message: 'height', value: height, secret });
  };
  // At once too: a frame that its host still hides, as WordPress does, is not drawn, and then nothing is observed.
  tell();
  new frame.ResizeObserver(tell).observe(document.body);
  if (!secret) return;
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a');
    if (!link) return;
    event.preventDefault();
    say({ message: 'link', value: link.href, secret });
  });
  frame.addEventListener('message', ({ source, data }) => {
    const asked = data as { message?: unknown; secret?: unknown } | null;
    if (source !== parent || asked?.message !== 'ready' || asked.secret !== secret) return;
    told = 0;
    tell();
  });
}
