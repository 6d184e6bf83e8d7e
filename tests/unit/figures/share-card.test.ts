import '../../support/random-seed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOutShareCard, shareCardText, type ShareCardWords } from '../../../src/figures/share-card/card.ts';
import { overlappingText, textBoxes, textOver } from '../../support/figure-boxes.ts';
import { vietnameseText } from '../../support/vietnamese-text.ts';

const plain: ShareCardWords = {
  contest: 'Cuộc thi mẫu',
  round: 'Tuần 1',
  address: 'cuocthi.example.com/cuoc-thi/',
};
const personal = { name: 'Trần Thị Bích Ngọc', unit: 'Chi bộ 1, Xã Mẫu 1', score: '95/100 điểm' };
const said = (words: ShareCardWords) => textBoxes(layOutShareCard(words)).map(({ line }) => line);

/** Of every length up to `length`, the longest not rarely. */
const upTo = (length: number) =>
  fc
    .tuple(fc.array(vietnameseText, { minLength: 1, maxLength: 8 }), fc.boolean())
    .map(([texts, isLong]) =>
      (isLong ? `${texts.join(' ')} `.repeat(length) : texts.join(' ')).slice(0, length).trim(),
    );

// Seen to fail with the words always laid out at scale 1.
test('whatever names, units and contests are called, no word touches another, the emblem or the frame', () => {
  const optional = (of: fc.Arbitrary<string>) => fc.option(of, { nil: undefined });
  fc.assert(
    fc.property(upTo(160), upTo(60), optional(upTo(100)), optional(upTo(240)), (contest, round, name, unit) => {
      const scene = layOutShareCard({
        ...plain,
        contest,
        round,
        ...(name === undefined ? {} : { name }),
        ...(unit === undefined ? {} : { unit, score: personal.score }),
      });
      expect(overlappingText(scene)).toEqual([]);
      const edge = 40;
      const frame = [
        { x: 0, y: 0, width: edge, height: 1080 },
        { x: 1080 - edge, y: 0, width: edge, height: 1080 },
        { x: 0, y: 1080 - edge, width: 1080, height: edge },
        { x: 0, y: 0, width: 1080, height: 84 + 168 },
      ];
      expect(textOver(scene, frame)).toEqual([]);
    }),
  );
});

test('nothing of the person is on the card, or in its words, unless it was asked for', () => {
  const figures = Object.values(personal);
  for (const figure of figures) expect(said(plain).join(' ') + shareCardText(plain)).not.toContain(figure);
  expect(said(plain)).toEqual(['Tôi đã tham gia', 'Cuộc thi mẫu', 'Tuần 1', 'cuocthi.example.com/cuoc-thi/']);
  expect(said({ ...plain, ...personal })).toEqual([
    ...figures.slice(0, 2),
    'đã tham gia',
    'Cuộc thi mẫu',
    'Tuần 1',
    personal.score,
    'cuocthi.example.com/cuoc-thi/',
  ]);
});

test.each([
  [{}, 'Tôi đã tham gia Cuộc thi mẫu, Tuần 1.'],
  [{ unit: personal.unit }, 'Tôi (Chi bộ 1, Xã Mẫu 1) đã tham gia Cuộc thi mẫu, Tuần 1.'],
  [personal, 'Trần Thị Bích Ngọc, Chi bộ 1, Xã Mẫu 1 đã tham gia Cuộc thi mẫu, Tuần 1: 95/100 điểm.'],
])('with %o the card reads “%s”', (more, words) => {
  expect(shareCardText({ ...plain, ...more })).toBe(`${words} cuocthi.example.com/cuoc-thi/`);
});
