/** Figures made of words: all but the bars. */
import '../../support/random-seed.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figureExamples } from '../../../src/figures/examples.ts';
import { drawFigure, layOutFigure, tableOf, type Figure } from '../../../src/figures/figure.ts';
import { evenColumns } from '../../../src/figures/grid.ts';
import { widths, type WidthClass } from '../../../src/figures/scene.ts';
import type { Branch } from '../../../src/figures/tree/data.ts';
import { overlappingText, strokeBoxes, textBoxes, textOutsideFrame, textOver } from '../../support/figure-boxes.ts';
import { vietnameseText } from '../../support/vietnamese-text.ts';

const kinds = ['steps', 'text-panel', 'tree', 'timeline', 'comparison', 'key-figures'] as const;
const widthClasses = Object.keys(widths) as WidthClass[];
const everyExample = kinds.flatMap((kind) =>
  Object.entries(figureExamples[kind]).flatMap(([name, figure]) =>
    widthClasses.map((width) => ({ name: `${kind}: ${name}`, width, figure })),
  ),
);

const frame = {
  language: fc.constantFrom('vi' as const, 'en' as const),
  title: vietnameseText,
  subtitle: vietnameseText,
  source: vietnameseText,
  date: fc.constant('2026-11-22'),
  version: fc.integer({ min: 1, max: 40 }),
};
const texts = fc.array(fc.record({ title: vietnameseText, text: vietnameseText }), { minLength: 1, maxLength: 13 });
const branches = (depth: number): fc.Arbitrary<Branch[]> =>
  fc.array(
    fc.record({
      title: vietnameseText,
      note: fc.option(vietnameseText, { nil: undefined }),
      branches: depth > 1 ? branches(depth - 1) : fc.constant(undefined),
    }),
    { maxLength: 4 },
  );
const randomFigure: Record<(typeof kinds)[number], fc.Arbitrary<Figure>> = {
  steps: fc.record({ ...frame, kind: fc.constant('steps'), steps: texts }),
  'text-panel': fc.record({ ...frame, kind: fc.constant('text-panel'), items: texts }),
  tree: fc.record({
    ...frame,
    kind: fc.constant('tree'),
    root: fc.record({ title: vietnameseText, note: vietnameseText, branches: branches(3) }),
  }),
  timeline: fc.record({
    ...frame,
    kind: fc.constant('timeline'),
    moments: fc.array(fc.record({ when: vietnameseText, title: vietnameseText, text: vietnameseText }), {
      minLength: 1,
      maxLength: 13,
    }),
  }),
  comparison: fc.record({
    ...frame,
    kind: fc.constant('comparison'),
    columns: fc.array(vietnameseText, { minLength: 2, maxLength: 3 }),
    rows: fc.array(
      fc.record({ title: vietnameseText, cells: fc.array(vietnameseText, { minLength: 2, maxLength: 3 }) }),
      { minLength: 1, maxLength: 9 },
    ),
  }),
  'key-figures': fc.record({
    ...frame,
    kind: fc.constant('key-figures'),
    figures: fc.array(fc.record({ value: vietnameseText, label: vietnameseText }), { minLength: 1, maxLength: 13 }),
  }),
};

function expectSoundGeometry(figure: Figure, width: WidthClass) {
  const scene = layOutFigure(figure, width);
  expect(overlappingText(scene)).toEqual([]);
  expect(textOutsideFrame(scene)).toEqual([]);
  const strokes = strokeBoxes(scene);
  expect(textOver(scene, strokes)).toEqual([]);
  for (const { x, y, width: length, height } of strokes) {
    expect(Math.min(x, y, length, height)).toBeGreaterThanOrEqual(0);
    expect(x + length).toBeLessThanOrEqual(scene.width);
    expect(y + height).toBeLessThanOrEqual(scene.height);
  }
}

describe('layout', () => {
  test.each(everyExample)('no text of "$name" overlaps, leaves the frame or crosses a line: $width', (example) => {
    expectSoundGeometry(example.figure, example.width);
  });

  for (const kind of kinds)
    test.each(widthClasses)(`nor does any text of a random ${kind}: %s`, (width) => {
      fc.assert(
        fc.property(randomFigure[kind], (figure) => {
          expectSoundGeometry(figure, width);
        }),
        { numRuns: 40 },
      );
    });

  test.each(everyExample)('every word of "$name" stands in the picture: $width', ({ figure, width }) => {
    const drawn = textBoxes(layOutFigure(figure, width))
      .map(({ line }) => line)
      .join('')
      .replaceAll(' ', '');
    const wanted = [figure.title, figure.subtitle, figure.source, ...tableOf(figure).rows.flat()];
    for (const text of wanted) expect(drawn).toContain(text.replaceAll(' ', ''));
  });

  test.each(everyExample)('type of "$name" is large enough for a phone: $width', ({ figure, width }) => {
    const sizes = layOutFigure(figure, width).marks.flatMap((mark) => (mark.kind === 'text' ? [mark.size] : []));
    // The source line is the frame's.
    expect(sizes.filter((size) => size < 13).length).toBeLessThanOrEqual(2);
  });

  test('a grid is as even as the number of its cells allows', () => {
    expect([1, 3, 4, 5, 6, 8, 9, 12].map((count) => evenColumns(count, 4))).toEqual([1, 3, 4, 3, 3, 4, 3, 4]);
    expect([1, 7, 30].map((count) => evenColumns(count, 1))).toEqual([1, 1, 1]);
  });
});

describe('key figures', () => {
  const example = figureExamples['key-figures']['with and without words before them'];
  if (example?.kind !== 'key-figures') throw new Error('no such example');

  test.each(widthClasses)('numbers are large and alike, the words before them are not: %s', (width) => {
    const sizes = new Map(
      layOutFigure(example, width).marks.flatMap((mark) =>
        mark.kind === 'text' ? mark.lines.map((line) => [line, mark.size] as const) : [],
      ),
    );
    const numbers = ['4.700–5.000\u00a0USD', '70\u00a0%', '80\u00a0%', '−5\u00a0%'].map((line) => sizes.get(line));
    expect(new Set(numbers).size).toBe(1);
    for (const words of ['khoảng', 'tối thiểu']) expect(sizes.get(words)).toBeLessThan(numbers[0] ?? 0);
  });

  test.each(widthClasses)('a unit of two words keeps to its number where there is room for both: %s', (width) => {
    const dollars = { ...example, figures: [{ value: 'about 4,700–5,000\u00a0US dollars', label: 'A sample' }] };
    const lines = layOutFigure(dollars, width).marks.flatMap((mark) => (mark.kind === 'text' ? mark.lines : []));
    expect(lines).toContain('4,700–5,000\u00a0US dollars');
  });

  test.each(widthClasses)('numbers of a row stand on one baseline: %s', (width) => {
    const baselines = layOutFigure(example, width).marks.flatMap((mark) =>
      mark.kind === 'text' && ['4.700–5.000\u00a0USD', '70\u00a0%'].includes(mark.lines[0] ?? '')
        ? [mark.baseline]
        : [],
    );
    expect(new Set(baselines).size).toBe(width === 'narrow' ? 2 : 1);
  });
});

describe('table', () => {
  test.each(everyExample)('"$name" has a cell for every column', ({ figure }) => {
    const { columns, rows } = tableOf(figure);
    for (const row of rows) expect(row.length).toBe(columns.length);
  });
});

describe('SVG', () => {
  test('same data, same bytes, and text from the data stays text', () => {
    for (const { figure, width } of everyExample) {
      const draw = (data: Figure) => drawFigure(data, { width, id: 'hinh', description: 'Mô tả <"&">' });
      expect(draw(figure)).toBe(draw(structuredClone(figure)));
      expect(draw(figure)).not.toMatch(/<script| style=/);
    }
  });
});
