import { expect, test } from 'vitest';
import { oembedOf } from '../../../src/embed/oembed.ts';
import type { Embeddable } from '../../../src/embed/snippets.ts';
import { attributeOf, elementsOf, parseHtml } from '../../support/site-html.ts';
import { filteredByWordPress } from '../../support/wordpress.ts';

const embeddable: Embeddable = {
  slug: 'chi-tieu',
  language: 'vi',
  pinned: null,
  title: 'Mức “trên” & <dưới>',
  summary: 'Hai mức, một hình.',
  heights: { narrow: 900, medium: 760, wide: 600 },
  picture: { width: 1200, height: 600 },
};
const site = { address: 'https://vidu.vn', name: 'Trang', office: 'Cơ quan' };
const found = (html: string, name: string) => {
  const element = [...elementsOf(parseHtml(html))].find(({ tagName }) => tagName === name);
  if (!element) throw new Error(`không có ${name}`);
  return (attribute: string) => attributeOf(element, attribute);
};

test('a document says what the format asks of rich content, with whole addresses', () => {
  const document = oembedOf(embeddable, site);
  expect(document).toMatchObject({
    version: '1.0',
    type: 'rich',
    title: embeddable.title,
    author_name: 'Cơ quan',
    provider_name: 'Trang',
    provider_url: 'https://vidu.vn/',
    cache_age: 86_400,
    thumbnail_url: 'https://vidu.vn/infographic/chi-tieu/chi-tieu-og.png',
    thumbnail_width: 1200,
    thumbnail_height: 628,
    width: 640,
    height: 760,
  });
});

test('its frame has the width and height it names, and lets a link open a window', () => {
  const { html, width, height } = oembedOf(embeddable, site);
  const get = found(html, 'iframe');
  expect([get('width'), get('height')]).toEqual([String(width), String(height)]);
  expect(get('src')).toBe('https://vidu.vn/nhung/chi-tieu/');
  expect(get('title')).toBe(embeddable.title);
  expect(get('sandbox')?.split(' ')).toEqual(['allow-scripts', 'allow-popups', 'allow-popups-to-escape-sandbox']);
});

test('English is told of in English', () => {
  const document = oembedOf({ ...embeddable, language: 'en' }, site);
  expect(document.thumbnail_url).toBe('https://vidu.vn/en/infographic/chi-tieu/chi-tieu-og.png');
  expect(found(document.html, 'iframe')('src')).toBe('https://vidu.vn/nhung/chi-tieu/en/');
});

test('WordPress keeps the quotation and the frame, in its own sandbox and with its own word', () => {
  const kept = filteredByWordPress(oembedOf(embeddable, site).html, 'aB3');
  const frame = found(kept ?? '', 'iframe');
  expect(frame('sandbox')).toBe('allow-scripts');
  expect(frame('security')).toBe('restricted');
  expect(frame('src')).toBe('https://vidu.vn/nhung/chi-tieu/#?secret=aB3');
  expect(frame('data-secret')).toBe('aB3');
  expect([frame('width'), frame('height'), frame('title')]).toEqual(['640', '760', embeddable.title]);
  const quotation = found(kept ?? '', 'blockquote');
  expect([quotation('class'), quotation('data-secret')]).toEqual(['wp-embedded-content', 'aB3']);
  expect(found(kept ?? '', 'a')('href')).toBe('https://vidu.vn/infographic/chi-tieu/');
});

test('WordPress takes nothing that has no frame', () => {
  expect(filteredByWordPress('<p>Chữ</p>', 'aB3')).toBeNull();
});
