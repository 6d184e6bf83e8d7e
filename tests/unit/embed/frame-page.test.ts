import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { drawnLetters } from '../../../src/embed/drawn-letters.ts';
import { composeFrame, heaviestFrame, type FramePage } from '../../../src/embed/frame-page.ts';

const page: FramePage = {
  slug: 'chi-tieu',
  language: 'vi',
  title: 'Mức <trên> & "dưới"',
  siteName: 'Trang',
  home: { route: '/infographic/chi-tieu/', address: 'https://vidu.vn/infographic/chi-tieu/' },
  oembed: 'https://vidu.vn/oembed/chi-tieu.json',
  superseded: false,
};
const faces = { 400: new Uint8Array(8), 600: new Uint8Array(8) };
/** A drawing that weighs about so many KB, however it is packed. */
const drawing = (kb: number) => `<svg><text>${randomBytes(kb * 1024).toString('hex')}</text></svg>`;
const compose = (narrow: number, medium: number, wide: number, more: Partial<FramePage> = {}) =>
  composeFrame(
    { ...page, ...more },
    { narrow: drawing(narrow), medium: drawing(medium), wide: drawing(wide) },
    faces,
    'let a',
  );

test('a page carries as many layouts as it can bear, the widest being left out first, and never the narrow one', () => {
  expect(compose(3, 3, 3).carried).toEqual(['narrow', 'medium', 'wide']);
  expect(compose(5, 5, 9).carried).toEqual(['narrow', 'medium']);
  expect(compose(9, 9, 9).carried).toEqual(['narrow']);
  expect(compose(30, 1, 1).carried).toEqual(['narrow']);
  for (const { html } of [compose(5, 5, 9), compose(9, 9, 9)])
    expect(gzipSync(html).length).toBeLessThanOrEqual(heaviestFrame);
});

test('no rule speaks of a layout that is not there', () => {
  const { html } = compose(5, 5, 9);
  expect(html).not.toContain('wide');
  expect(html).toContain('.medium{display:block}');
});

test('words of the content stand in the page as words', () => {
  const { html } = compose(1, 1, 1);
  expect(html).toContain('<h1 id="ten">Mức &lt;trên&gt; &amp; &quot;dưới&quot;</h1>');
  expect(html).not.toContain('<trên>');
});

test('only a superseded page tells of a newer version', () => {
  expect(compose(1, 1, 1).html).not.toContain('newer');
  expect(compose(1, 1, 1, { superseded: true }).html).toMatch(
    /<a class="newer" href="\/infographic\/chi-tieu\/"[^>]*>Có bản mới<\/a>/,
  );
});

test('a drawing’s letters are those between its words’ tags, by weight, each once', () => {
  const svg =
    '<svg><title>Q</title><text x="1">ba &amp; <tspan y="2">ab</tspan></text><text font-weight="600" x="1">6,5 %</text></svg>';
  expect(drawnLetters(svg)).toEqual({ 400: ' &ab', 600: ' %,56' });
});
