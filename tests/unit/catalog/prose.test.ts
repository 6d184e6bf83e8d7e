import { expect, test } from 'vitest';
import { renderProse, withFigures } from '../../../src/catalog/prose.ts';
import { indexTargets, UnknownTargetError } from '../../../src/catalog/targets.ts';

const growth = {
  id: 'gdp',
  what: 'GDP',
  short: 'GDP',
  bound: 'about' as const,
  value: [6.5, 7] as [number, number],
  unit: '%/năm',
};
const targets = indexTargets([
  {
    kind: 'targets',
    id: 's',
    title: 'S',
    period: '2021–2025',
    sources: ['nq'],
    groups: [{ id: 'kinh-te', title: 'Kinh tế', targets: [growth] }],
  },
]);

test('a marker becomes the words of its target, wherever and however often it stands', () => {
  expect(withFigures('GDP tăng {{gdp}}; nhắc lại: {{ gdp }}.', targets)).toBe(
    'GDP tăng khoảng 6,5–7\u00a0%/năm; nhắc lại: khoảng 6,5–7\u00a0%/năm.',
  );
});

test('a figure in HTML is held together', () => {
  expect(renderProse('Tăng {{gdp}}.', targets)).toBe(
    '<p>Tăng khoảng <span class="figure">6,5–7\u00a0%/năm</span>.</p>',
  );
});

test('a marker without a target stops the build', () => {
  expect(() => renderProse('Tăng {{khong-co}}.', targets)).toThrow(UnknownTargetError);
});

test('Markdown becomes HTML: paragraphs, emphasis, lists, links', () => {
  expect(renderProse('Một **hai**.\n\n- [ba](/van-ban/)\n', targets)).toBe(
    '<p>Một <strong>hai</strong>.</p>\n<ul>\n<li><a href="/van-ban/">ba</a></li>\n</ul>',
  );
});

test('a text that opens with a rule is not taken for front matter', () => {
  expect(renderProse('---\na: b\n---\n\nChữ.', targets)).toContain('a: b');
});
