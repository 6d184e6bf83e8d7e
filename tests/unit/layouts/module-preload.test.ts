import { expect, test } from 'vitest';
import { withPreloads } from '../../../src/layouts/module-preload.ts';

const page = (head: string, body: string) => `<html><head>${head}</head><body>${body}</body></html>`;
const font = '<link rel="preload" href="/chu.woff2" as="font" type="font/woff2" crossorigin>';
const style = '<link rel="stylesheet" href="/trang.css">';
const script = (name: string) => `<script type="module" src="/${name}.js"></script>`;

const imports = new Map([
  ['/thi.js', ['/giay.js', '/mang.js']],
  ['/mang.js', ['/chung.js', '/giay.js']],
  ['/chung.js', ['/mang.js']],
  ['/co-chu.js', []],
]);

// Seen to fail with only what the scripts themselves import.
test('a page names every module its scripts need, once, before its fonts, and after its styles', () => {
  const links = [
    ...withPreloads(page(font + style, script('co-chu') + script('thi')), imports).matchAll(/href="([^"]+)"/g),
  ];
  expect(links.map(([, address]) => address)).toEqual([
    '/trang.css',
    '/thi.js',
    '/giay.js',
    '/mang.js',
    '/chung.js',
    '/chu.woff2',
  ]);
});

// Seen to fail with scripts left in order, where each waits for the one before.
test('its scripts run as soon as they are there', () => {
  expect(withPreloads(page('', script('co-chu') + script('thi')), imports)).toContain(
    '<script type="module" async src="/thi.js"></script>',
  );
});

test('a page whose scripts import nothing stays as it is', () => {
  const plain = page(font, script('co-chu'));
  expect(withPreloads(plain, imports)).toBe(plain);
});
