import { describe, expect, test } from 'vitest';
import { figureExamples } from '../../../src/figures/examples.ts';
import { cardSizeNames, cardSizes, layOutFigureCard } from '../../../src/figures/figure-card/card.ts';
import { highlightsOf } from '../../../src/figures/figure-card/highlights.ts';
import { overlappingText, textBoxes, textOutsideFrame } from '../../support/figure-boxes.ts';

const office = 'Ban Tuyên giáo và Dân vận – đơn vị mẫu';
const examples = Object.values(figureExamples).flatMap((some) => Object.entries(some));

describe.each(cardSizeNames)('the card of a figure, %s', (size) => {
  test.each(examples)('holds its words inside its frame, none over another: %s', (_, figure) => {
    const card = layOutFigureCard(figure, office, size);
    expect(card).toMatchObject(cardSizes[size]);
    expect(overlappingText(card)).toEqual([]);
    expect(textOutsideFrame(card)).toEqual([]);
  });

  test.each(examples)('says title, office and source, in type that can be read: %s', (_, figure) => {
    const card = layOutFigureCard(figure, office, size);
    const said = textBoxes(card).map(({ line }) => line);
    const words = said.join(' ').replaceAll('-', '').replace(/\s+/g, '');
    for (const due of [figure.title, office, figure.source])
      expect(words).toContain(
        due
          .normalize('NFC')
          .replaceAll('-', '')
          .replace(/\.$|\s+/g, ''),
      );
    for (const mark of card.marks) if (mark.kind === 'text') expect(mark.size).toBeGreaterThanOrEqual(20);
  });
});

test('a card of many rows shows the first, and says how many more there are', () => {
  const figure = figureExamples['target-bars']['every bound and unit'];
  if (!figure) throw new Error('no such example');
  const { items } = highlightsOf(figure);
  const said = textBoxes(layOutFigureCard(figure, office, 'og')).map(({ line }) => line);
  expect(said).toContain(items[0]?.text);
  const [, left] = /^và (\d+) mục nữa trong hình$/.exec(said.find((line) => line.startsWith('và ')) ?? '') ?? [];
  const shown = items.length - Number(left);
  expect(shown).toBeGreaterThan(1);
  expect(said).toContain(items[shown - 1]?.text);
  expect(said).not.toContain(items[shown]?.text);
});
