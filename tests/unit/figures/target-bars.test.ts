import '../../support/random-seed.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { targetBarsExamples } from '../../../src/figures/examples.ts';
import { widths, type Box, type Scene, type WidthClass } from '../../../src/figures/scene.ts';
import { TICK_OVERHANG } from '../../../src/figures/target-bars/bar.ts';
import { isShare, valueRange, type Target, type TargetBars } from '../../../src/figures/target-bars/data.ts';
import { drawFigure } from '../../../src/figures/figure.ts';
import { layoutTargetBars } from '../../../src/figures/target-bars/layout.ts';
import { numberText, valueText } from '../../../src/figures/target-bars/wording.ts';
import { overlappingText, textBoxes, textOutsideFrame, textOver } from '../../support/figure-boxes.ts';
import { vietnameseText } from '../../support/vietnamese-text.ts';

const widthClasses = Object.keys(widths) as WidthClass[];
const everyExample = Object.entries(targetBarsExamples).flatMap(([name, data]) =>
  widthClasses.map((width) => ({ name, width, data })),
);

const amount = fc.double({ min: 0, max: 100, noNaN: true }).map((value) => Math.round(value * 10) / 10);
const randomTarget: fc.Arbitrary<Target> = fc.record({
  label: vietnameseText,
  bound: fc.constantFrom('exact', 'about', 'over', 'under', 'at-least'),
  value: fc.oneof(
    amount,
    fc.tuple(amount, amount).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
  ),
  unit: fc.oneof({ weight: 3, arbitrary: fc.constant('%') }, fc.constantFrom('% GDP', '%/năm', 'USD'), vietnameseText),
});
const randomData: fc.Arbitrary<TargetBars> = fc.record({
  kind: fc.constant('target-bars'),
  language: fc.constantFrom('vi', 'en'),
  title: vietnameseText,
  subtitle: vietnameseText,
  groups: fc.array(
    fc.record({ title: vietnameseText, targets: fc.array(randomTarget, { minLength: 1, maxLength: 8 }) }),
    { minLength: 1, maxLength: 5 },
  ),
  source: vietnameseText,
  date: fc.constant('2026-11-22'),
  version: fc.integer({ min: 1, max: 40 }),
});

/** Boxes of the arrows along strips: the only horizontal strokes. */
function arrowBoxes({ marks }: Scene): Box[] {
  return marks.flatMap((mark) => {
    const match = mark.kind === 'path' && /^M([\d.]+) ([\d.]+)H([\d.]+)/.exec(mark.d);
    if (!match) return [];
    const [tail = 0, y = 0, head = 0] = match.slice(1).map(Number);
    return [{ x: Math.min(tail, head), y: y - 4, width: Math.abs(head - tail), height: 8 }];
  });
}

function expectSoundGeometry(data: TargetBars, width: WidthClass) {
  const layout = layoutTargetBars(data, width);
  expect(overlappingText(layout)).toEqual([]);
  expect(textOutsideFrame(layout)).toEqual([]);
  for (const { x, width: length } of arrowBoxes(layout)) expect(x + length).toBeLessThanOrEqual(layout.width);
  // Ticks stand out of their strips, and no text may stand there either.
  const strips = layout.bars.map(({ track }) => ({
    ...track,
    y: track.y - TICK_OVERHANG,
    height: track.height + 2 * TICK_OVERHANG,
  }));
  expect(textOver(layout, [...strips, ...arrowBoxes(layout)])).toEqual([]);
  for (const { track } of layout.bars) expect(track.width).toBeGreaterThan(120);
}

describe('layout', () => {
  test.each(everyExample)('no text of "$name" overlaps, leaves the frame or crosses a strip: $width', (example) => {
    expectSoundGeometry(example.data, example.width);
  });

  test.each(widthClasses)('nor does any text of random data: %s', (width) => {
    fc.assert(
      fc.property(randomData, (data) => {
        expectSoundGeometry(data, width);
      }),
    );
  });

  test.each(everyExample)('every word of "$name" stands in the picture: $width', ({ data, width }) => {
    const drawn = textBoxes(layoutTargetBars(data, width))
      .map(({ line }) => line)
      .join('')
      .replaceAll(' ', '');
    const targets = data.groups.flatMap(({ targets }) => targets);
    const wanted = [
      data.title,
      data.source,
      ...data.groups.map(({ title }) => title),
      ...targets.flatMap((target) => [target.label, valueText(target, data.language)]),
    ];
    for (const text of wanted) expect(drawn).toContain(text.replaceAll(' ', ''));
  });

  test.each(everyExample)('strips of "$name" are as long as their values, on one scale: $width', ({ data, width }) => {
    const { bars } = layoutTargetBars(data, width);
    const scales = new Set(bars.map(({ track }) => Math.round(track.width * 1000)));
    expect(scales.size).toBeLessThanOrEqual(1);
    for (const { target, track, bar, band } of bars) {
      const [from, to] = valueRange(target);
      const share = (value: number) => (value / 100) * track.width;
      if (target.bound === 'under') {
        expect(bar).toBeUndefined();
        expect(band?.width).toBeCloseTo(share(to), 6);
        continue;
      }
      expect(bar?.x).toBe(track.x);
      expect(bar?.width).toBeCloseTo(share(from), 6);
      expect(band?.width ?? 0).toBeCloseTo(share(to) - share(from), 6);
    }
  });

  test('only shares of a whole have a strip', () => {
    const units = ['%', '% GDP', '%/năm', 'USD', 'tuổi', '%-điểm'];
    const targets = units.map((unit): Target => ({ label: unit, bound: 'exact', value: 10, unit }));
    expect(targets.filter(isShare).map(({ unit }) => unit)).toEqual(['%', '% GDP']);
    expect(isShare({ label: 'vượt', bound: 'exact', value: 120, unit: '%' })).toBe(false);
    for (const { data, width } of everyExample) {
      const shares = data.groups.flatMap(({ targets }) => targets).filter(isShare);
      expect(new Set(layoutTargetBars(data, width).bars.map(({ target }) => target))).toEqual(new Set(shares));
    }
  });
});

describe('words', () => {
  test.each([
    [{ bound: 'about', value: [6.5, 7], unit: '%/năm' }, 'khoảng 6,5–7\u00a0%/năm'],
    [{ bound: 'about', value: [4700, 5000], unit: 'USD' }, 'khoảng 4.700–5.000\u00a0USD'],
    [{ bound: 'under', value: 4, unit: '%' }, 'dưới 4\u00a0%'],
    [{ bound: 'over', value: 6.5, unit: '%/năm' }, 'trên 6,5\u00a0%/năm'],
    [{ bound: 'at-least', value: 80, unit: '%' }, 'tối thiểu 80\u00a0%'],
    [{ bound: 'exact', value: [95, 95], unit: '%' }, '95\u00a0%'],
  ] as const)('%o reads "%s"', (target, text) => {
    expect(valueText({ label: '', ...target }, 'vi')).toBe(text);
  });

  test('numbers take the marks of their language', () => {
    expect(numberText(1234567.5, 'vi')).toBe('1.234.567,5');
    expect(numberText(1234567.5, 'en')).toBe('1,234,567.5');
    expect(numberText(100, 'vi')).toBe('100');
  });
});

describe('SVG', () => {
  const draw = (data: TargetBars, width: WidthClass, id = 'hinh') =>
    drawFigure(data, { width, id, description: 'Mô tả <"&">' });

  test('same data, same bytes', () => {
    for (const { data, width } of everyExample) expect(draw(data, width)).toBe(draw(structuredClone(data), width));
  });

  test('ids begin with the id given, so that several figures stand on one page', () => {
    for (const { data, width } of everyExample) {
      const svg = draw(data, width, 'rieng');
      const ids = [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(ids).toEqual(['rieng-title', 'rieng-desc']);
      expect(svg).toContain('aria-labelledby="rieng-title" aria-describedby="rieng-desc"');
    }
  });

  test('nothing needs inline styles, scripts or another file', () => {
    for (const { data, width } of everyExample) {
      const withoutText = draw(data, width).replace(/>[^<]+</g, '><');
      expect(withoutText).not.toMatch(/ style=|<style|<script|href=|url\(/);
    }
  });

  test('text from the data stays text', () => {
    const data = targetBarsExamples['marks that XML reserves'];
    const svg = data ? draw(data, 'wide') : '';
    expect(svg).not.toContain('<script>');
    expect(svg).not.toContain('<b>');
    expect(svg).toContain('"A" &amp; B &lt; C &gt; D'.replaceAll('"', '&quot;'));
    expect(svg).toContain('&lt;&amp;&quot;&gt;');
  });
});
