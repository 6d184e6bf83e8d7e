import { expect, test } from 'vitest';
import { contentsOf } from '../../../src/catalog/contents.ts';
import { pageTitles, redirectsOf, relatedLinks } from '../../../src/catalog/routes.ts';

test('the contents are the headings in order, with their own ids and depths', () => {
  const body = [
    '<H2 id="mot">Phần **một**</H2>',
    '',
    'Chữ.',
    '',
    '<Passage id="doan">',
    '',
    '<H3 id="hai">Mục hai</H3>',
    '',
    '</Passage>',
  ].join('\n');
  expect(contentsOf(body)).toEqual([
    { id: 'mot', title: 'Phần một', depth: 2 },
    { id: 'hai', title: 'Mục hai', depth: 3 },
  ]);
});

test('a heading of words alone reads as it does beside one with markup', () => {
  const plain =
    '<H2 id="a-1">1. Vì sao? 5,5 % (2025–2030): và/hay;  www.vidu.vn - hết!</H2>\n\n<H3 id="b">Đổi mới</H3>';
  const marked = '<H2 id="c">*Phần* `c` &amp; d</H2>';
  const [last, ...earlier] = contentsOf(`${plain}\n\n${marked}`).reverse();
  expect(last).toEqual({ id: 'c', title: 'Phần c & d', depth: 2 });
  expect(contentsOf(plain)).toEqual(earlier.reverse());
  expect(contentsOf('<H2 id="d">Đất &amp; nước</H2>')).toEqual([{ id: 'd', title: 'Đất & nước', depth: 2 }]);
});

test('a heading inside a code sample is not in the contents', () => {
  expect(contentsOf('```\n<H2 id="x">X</H2>\n```')).toEqual([]);
});

const titles = pageTitles(
  [{ route: '/hoi-dap/muc-tieu/', title: 'Mục tiêu' }],
  [{ id: 'muc-tieu', data: { questions: [{ id: 'nam-2045', question: 'Năm 2045?' }] } }],
);

test('a related question is called by its question, another passage by its page', () => {
  expect(relatedLinks(['/hoi-dap/muc-tieu/#nam-2045', '/hoi-dap/muc-tieu/#khac'], titles)).toEqual([
    { route: '/hoi-dap/muc-tieu/#nam-2045', title: 'Năm 2045?' },
    { route: '/hoi-dap/muc-tieu/#khac', title: 'Mục tiêu' },
  ]);
});

test('a related address without a title is left out', () => {
  expect(relatedLinks(['/khong-co/'], titles)).toEqual([]);
});

test('every old address of a page leads to it; an anchor has no page of its own', () => {
  const page = { route: '/nghi-quyet/muc-tieu/', title: 'Mục tiêu', aliases: ['/muc-tieu/', '/cu/#muc-tieu'] };
  expect(redirectsOf([page])).toEqual([
    { from: '/muc-tieu/', to: { route: '/nghi-quyet/muc-tieu/', title: 'Mục tiêu' } },
  ]);
});
