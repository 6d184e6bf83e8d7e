import '../../support/random-seed.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ASCENT, DESCENT, textWidth, unmeasured } from '../../../src/figures/type/measure.ts';
import { wrapText } from '../../../src/figures/type/wrap.ts';
import { characters, openFont, renderFontModule } from '../../support/font-tables.ts';
import { vietnameseText } from '../../support/vietnamese-text.ts';

const weights = [400, 600] as const;

describe('measuring', () => {
  test('the committed metrics are those of the installed font', async () => {
    await expect(renderFontModule()).toMatchFileSnapshot('../../../src/figures/type/be-vietnam-pro.ts');
  });

  test.each(weights)('a line is as wide at weight %i as HarfBuzz shapes it from the font', (weight) => {
    const font = openFont(weight);
    fc.assert(
      fc.property(vietnameseText, (text) => {
        expect(textWidth(text, 1000, weight)).toBeCloseTo(font.width(text), 6);
      }),
    );
  });

  test.each(weights)('no letter of weight %i reaches out of the line height', (weight) => {
    const { ink } = openFont(weight);
    for (const character of characters) {
      expect(ink(character).above, character).toBeLessThanOrEqual(ASCENT * 1000);
      expect(ink(character).below, character).toBeLessThanOrEqual(DESCENT * 1000);
    }
  });

  test('letters typed as letter plus mark measure as the composed letter', () => {
    expect(textWidth('Đảng'.normalize('NFD'), 16, 400)).toBe(textWidth('Đảng', 16, 400));
  });

  test('a character the font lacks is named, and given more room than any other', () => {
    expect(unmeasured('Đi → 漢')).toEqual(['→', '漢']);
    for (const character of characters) expect(textWidth('漢', 1, 600)).toBeGreaterThan(textWidth(character, 1, 600));
  });
});

describe('wrapping', () => {
  const style = { size: 16, weight: 400 } as const;

  test('no line is wider than asked, and no word is lost, added or reordered', () => {
    fc.assert(
      fc.property(vietnameseText, fc.integer({ min: 40, max: 600 }), (text, width) => {
        const lines = wrapText(text, width, style);
        for (const line of lines) expect(textWidth(line, style.size, style.weight)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replace(/ +/g, ''));
      }),
    );
  });

  test('lines break on spaces only, as long as every word fits', () => {
    fc.assert(
      fc.property(vietnameseText, (text) => {
        expect(wrapText(text, 300, style).join(' ')).toBe(text.trim().replace(/ +/g, ' '));
      }),
    );
  });

  test('a no-break space keeps a number and its unit on one line', () => {
    expect(wrapText('tối thiểu 80\u00a0%', 60, style)).toEqual(['tối', 'thiểu', '80\u00a0%']);
  });

  test('lines are evened out, so that no syllable is left alone', () => {
    const lines = wrapText('Dân số tham gia bảo hiểm y tế', 210, style);
    expect(lines).toEqual(['Dân số tham gia', 'bảo hiểm y tế']);
  });

  test('a word wider than the line is cut between letters, never inside one', () => {
    const lines = wrapText('nghiêngẬ\u0301'.repeat(20), 60, style);
    for (const line of lines) expect(line).not.toMatch(/^\p{M}/u);
  });

  test('text without a letter gives no line', () => {
    expect(wrapText(' \n ', 100, style)).toEqual([]);
  });
});
