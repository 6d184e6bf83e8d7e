import { expect, test } from 'vitest';
import { compileScript } from '../../../src/embed/compile-script.ts';
import { tellHost, type FrameWindow, type Incoming } from '../../../src/embed/frame-messages.ts';

/** A frame inside a host that hears everything, and what the test may do to it. */
function framed({ hash = '', alone = false } = {}) {
  const heard: object[] = [];
  const parent = { postMessage: (message: object, target: string) => void heard.push({ ...message, target }) };
  let height = 0;
  let changed = () => {};
  const listeners: { click?: (event: Event) => void; message?: (event: Incoming) => void } = {};
  const frame: FrameWindow = {
    parent,
    location: { hash },
    document: {
      body: { dataset: { slug: 'chi-tieu' } },
      documentElement: { getBoundingClientRect: () => ({ height }) },
      addEventListener: (name, listen) => void (listeners[name] = listen),
    },
    addEventListener: (name, listen) => void (listeners[name] = listen),
    ResizeObserver: class {
      constructor(listen: () => void) {
        changed = listen;
      }
      observe() {
        changed();
      }
    },
  };
  if (alone) frame.parent = frame as unknown as FrameWindow['parent'];
  const host = {
    heard,
    parent,
    listeners,
    become: (next: number) => {
      height = next;
      changed();
    },
    hear: () => heard.splice(0),
    press: (link: { href: string } | null) => {
      let prevented = false;
      const target = { closest: () => link };
      listeners.click?.({ target, preventDefault: () => void (prevented = true) } as unknown as Event);
      return prevented;
    },
  };
  tellHost(frame);
  host.hear();
  return host;
}

test('a changed height is told in our own words and in AMP’s, with the px that the page keeps back', () => {
  const host = framed();
  host.become(812.4);
  expect(host.hear()).toEqual([
    { type: 'infographic-height', slug: 'chi-tieu', height: 814, target: '*' },
    { sentinel: 'amp', type: 'embed-size', height: 814, target: '*' },
  ]);
});

test('the height is told at once, though nothing be drawn yet', () => {
  const heard: object[] = [];
  tellHost({
    parent: { postMessage: (message) => void heard.push(message) },
    location: { hash: '' },
    document: {
      body: { dataset: { slug: 'a' } },
      documentElement: { getBoundingClientRect: () => ({ height: 99 }) },
      addEventListener: () => {},
    },
    addEventListener: () => {},
    ResizeObserver: class {
      observe() {}
    },
  });
  expect(heard).toHaveLength(2);
});

test('a height that stays is not told again', () => {
  const host = framed();
  host.become(812.4);
  host.hear();
  host.become(812.9);
  expect(host.hear()).toEqual([]);
});

test('WordPress is told with the word that it put into the address', () => {
  const host = framed({ hash: '#?secret=aB3dE6' });
  host.become(700);
  expect(host.hear()).toContainEqual({ message: 'height', value: 701, secret: 'aB3dE6', target: '*' });
});

test('a pressed link is told to WordPress, and opened by nobody else', () => {
  const host = framed({ hash: '#?secret=aB3' });
  expect(host.press({ href: 'https://vidu.vn/infographic/a/' })).toBe(true);
  expect(host.hear()).toEqual([
    { message: 'link', value: 'https://vidu.vn/infographic/a/', secret: 'aB3', target: '*' },
  ]);
  expect(host.press(null)).toBe(false);
  expect(host.hear()).toEqual([]);
});

test('without the word, links are the browser’s and nothing is listened to', () => {
  expect(framed().listeners).toEqual({});
  expect(framed({ hash: '#?secret=' }).listeners).toEqual({});
});

test('the height is told again when WordPress asks, and nobody else is answered', () => {
  const host = framed({ hash: '#?secret=aB3' });
  host.become(700);
  host.hear();
  const ask = (source: unknown, data: unknown) => host.listeners.message?.({ source, data });
  ask({}, { message: 'ready', secret: 'aB3' });
  ask(host.parent, { message: 'ready', secret: 'other' });
  ask(host.parent, { message: 'height', secret: 'aB3' });
  ask(host.parent, null);
  ask(host.parent, 'ready');
  expect(host.hear()).toEqual([]);
  ask(host.parent, { message: 'ready', secret: 'aB3' });
  expect(host.hear()).toHaveLength(3);
});

test('a page that stands alone tells nobody anything', () => {
  const host = framed({ alone: true, hash: '#?secret=aB3' });
  expect(host.heard).toEqual([]);
  expect(host.listeners).toEqual({});
});

test('the compiled script is one kilobyte at most, always the same, and stands safely in a page', async () => {
  const script = await compileScript('frame');
  expect(script.length).toBeGreaterThan(300);
  expect(script.length).toBeLessThanOrEqual(1024);
  expect(await compileScript('frame')).toBe(script);
  expect(script).not.toMatch(/<\/script|<!--|\bimport\b|localStorage|cookie|fetch/);
});
