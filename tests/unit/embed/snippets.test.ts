import { expect, test } from 'vitest';
import { heightAt } from '../../../src/embed/frame-layouts.ts';
import { contestSnippets, snippetsOf, type Embeddable } from '../../../src/embed/snippets.ts';
import { attributeOf, elementsOf, parseHtml } from '../../support/site-html.ts';

const site = 'https://vidu.vn';
const embeddable: Embeddable = {
  slug: 'chi-tieu',
  language: 'vi',
  pinned: null,
  title: 'Mức “trên” & <dưới> "6,5 %"',
  summary: 'Hai mức, một hình.',
  heights: { narrow: 800, medium: 760, wide: 600 },
  picture: { width: 1200, height: 600 },
};
const elements = (html: string) => [...elementsOf(parseHtml(html))];
const one = (html: string, name: string) => {
  const [found, ...more] = elements(html).filter(({ tagName }) => tagName === name);
  if (!found || more.length > 0) throw new Error(`một ${name}: ${html}`);
  return (attribute: string) => attributeOf(found, attribute);
};

test('the frame without script has the shape of the narrow layout, with and without styles', () => {
  const get = one(snippetsOf(embeddable, site, 'whole').frame, 'iframe');
  expect(get('src')).toBe('https://vidu.vn/nhung/chi-tieu/');
  expect(get('title')).toBe(embeddable.title);
  expect(get('loading')).toBe('lazy');
  expect([get('width'), get('height')]).toEqual(['320', '800']);
  expect(get('style')).toBe('width:100%;max-width:480px;height:auto;aspect-ratio:320/800;border:0');
});

test.each([
  [{ pinned: 2 }, '/nhung/chi-tieu/v2/'],
  [{ language: 'en' as const }, '/nhung/chi-tieu/en/'],
  [{ language: 'en' as const, pinned: 2 }, '/nhung/chi-tieu/v2/en/'],
])('a frame shows the version and the language asked for: %o', (edition, route) => {
  expect(one(snippetsOf({ ...embeddable, ...edition }, site, 'narrow').frame, 'iframe')('src')).toBe(site + route);
});

test('the frame with a listener is the frame without one, and a script behind it', () => {
  const { frame, fitted } = snippetsOf(embeddable, site, 'medium');
  expect(fitted.startsWith(`${frame}<script>`)).toBe(true);
  expect(elements(fitted).map(({ tagName }) => tagName)).toEqual(['iframe', 'script']);
});

test('the script has no sign that an editor’s system would write in another way, whatever the words', () => {
  const awkward = { ...embeddable, slug: 'a</script><b>&' };
  const script = /<script>(.*)<\/script>$/s.exec(snippetsOf(awkward, site, 'whole').fitted)?.[1] ?? '';
  expect(script.length).toBeGreaterThan(100);
  expect(script).not.toMatch(/[<&\n]/);
});

/** Runs the listener of a snippet in a page with these frames. */
function run(fitted: string, frames: { src: string; clientWidth: number }[]) {
  const made = frames.map((frame) => ({ ...frame, style: {} as Record<string, string>, contentWindow: {} }));
  let listen: (event: { source: unknown; data: unknown }) => void = () => {};
  const script = /<script>(.*)<\/script>$/s.exec(fitted)?.[1] ?? '';
  const start = new Function('document', 'addEventListener', script) as (document: object, add: object) => void;
  start({ getElementsByTagName: () => made }, (_: string, given: typeof listen) => (listen = given));
  return { frames: made, tell: (source: unknown, data: unknown) => listen({ source, data }) };
}
const src = 'https://vidu.vn/nhung/chi-tieu/';
const told = (height: unknown) => ({ type: 'infographic-height', slug: 'chi-tieu', height });

test.each([300, 480, 560, 640, 900, 1000, 1300, 1600])(
  'on %i px the script keeps as much room as the page takes there, before it has said a word',
  (clientWidth) => {
    const { frames } = run(snippetsOf(embeddable, site, 'whole').fitted, [{ src, clientWidth }]);
    expect(frames[0]?.style).toEqual({ maxWidth: '100%', height: `${heightAt(clientWidth, embeddable.heights)}px` });
  },
);

test('the height is taken only from the frame it is about', () => {
  const { frames, tell } = run(snippetsOf(embeddable, site, 'medium').fitted, [
    { src, clientWidth: 320 },
    { src, clientWidth: 320 },
    { src: 'https://vidu.vn/nhung/khac/', clientWidth: 320 },
  ]);
  const [first, second, other] = frames;
  tell({}, told(1234));
  tell(other?.contentWindow, told(1234));
  expect(frames.map(({ style }) => style['height'])).toEqual(['800px', '800px', undefined]);
  tell(first?.contentWindow, told(1234));
  expect(first?.style['height']).toBe('1234px');
  expect(second?.style['height']).toBe('800px');
});

test('what is no height changes nothing', () => {
  const { frames, tell } = run(snippetsOf(embeddable, site, 'medium').fitted, [{ src, clientWidth: 320 }]);
  const source = frames[0]?.contentWindow;
  for (const data of [null, 'infographic-height', told(-1), told('9px;position:fixed'), told(undefined), { height: 9 }])
    tell(source, data);
  expect(frames[0]?.style['height']).toBe('800px');
});

test('the picture is a link to the page, keeps its shape, and says what it shows', () => {
  const { picture } = snippetsOf({ ...embeddable, pinned: 3 }, site, 'medium');
  expect(elements(picture).map(({ tagName }) => tagName)).toEqual(['a', 'img']);
  expect(one(picture, 'a')('href')).toBe('https://vidu.vn/infographic/chi-tieu/');
  const get = one(picture, 'img');
  expect(get('src')).toBe('https://vidu.vn/infographic/chi-tieu/v3/chi-tieu-1200.png');
  expect(get('alt')).toBe(`${embeddable.title}. ${embeddable.summary}`);
  expect([get('width'), get('height')]).toEqual(['800', '400']);
  const whole = one(snippetsOf(embeddable, site, 'whole').picture, 'img');
  expect([whole('width'), whole('height')]).toEqual(['1200', '600']);
});

test('where a page carries no wide layout, the next one is shown there too', () => {
  expect(heightAt(1400, { narrow: 800, medium: 760 })).toBe(heightAt(800, { narrow: 800, medium: 760 }));
  expect(heightAt(640, { narrow: 800, medium: 760 })).toBe(760);
  expect(heightAt(1400, { narrow: 800 })).toBe(1200);
});

test('the contest is a frame of one height, which the listener gives the height its page tells', () => {
  const { frame, fitted } = contestSnippets('Cuộc thi “2026”', site);
  const get = one(frame, 'iframe');
  expect([get('src'), get('title'), get('loading')]).toEqual([`${site}/nhung/cuoc-thi/`, 'Cuộc thi “2026”', 'lazy']);
  expect(get('style')).toBe('width:100%;max-width:480px;border:0');
  expect(fitted.startsWith(`${frame}<script>`)).toBe(true);
  const { frames, tell } = run(fitted, [{ src: `${site}/nhung/cuoc-thi/`, clientWidth: 640 }]);
  expect(frames[0]?.style).toEqual({ maxWidth: '100%' });
  tell(frames[0]?.contentWindow, { type: 'infographic-height', slug: 'cuoc-thi', height: 385 });
  expect(frames[0]?.style['height']).toBe('385px');
});
