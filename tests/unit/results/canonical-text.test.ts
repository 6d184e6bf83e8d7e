import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultsOfText, readCanonicalText } from '../../../src/schemas/canonical-text.ts';
import { anyRound, publishedWith, sampleRound, writeText } from '../../support/published-round.ts';
import '../../support/random-seed.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const faultOf = (text: string) => {
  const read = readCanonicalText(text);
  return read.ok ? undefined : read.fault;
};

test('whatever the rules could publish is read back, and nothing is wrong with it', () => {
  fc.assert(
    fc.property(anyRound, (round) => {
      const text = writeText(round);
      expect(readCanonicalText(text)).toEqual({ ok: true, value: round });
      expect(faultsOfText(bytesOf(text), publishedWith(text, round))).toEqual([]);
    }),
  );
});

test('a change of any byte is found', () => {
  fc.assert(
    fc.property(anyRound, fc.nat(), fc.integer({ min: 1, max: 255 }), (round, place, change) => {
      const text = writeText(round);
      const bytes = bytesOf(text);
      const at = place % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ change;
      expect(faultsOfText(bytes, publishedWith(text, round))).not.toEqual([]);
    }),
  );
});

test('a byte-order mark, a byte more or a byte less is found', () => {
  const text = writeText(sampleRound);
  const published = publishedWith(text, sampleRound);
  for (const changed of [`\ufeff${text}`, `${text}\n`, text.slice(0, -1), text.replaceAll('\n', '\r\n')])
    expect(faultsOfText(bytesOf(changed), published)).not.toEqual([]);
});

// Each with the hash of the changed text: it is the reading that has to find it. Seen to fail with any criterion out of
// `compare`, and with every other line of readCanonicalText that answers `fault` gone.
test('two ranks in the wrong order are found, whatever they differ in', () => {
  fc.assert(
    fc.property(anyRound, fc.nat(), (round, place) => {
      fc.pre(round.attempts.length > 1);
      const at = place % (round.attempts.length - 1);
      const swapped = round.attempts.slice();
      const [upper, lower] = [swapped[at], swapped[at + 1]];
      if (!upper || !lower) return;
      swapped.splice(at, 2, { ...lower, rank: upper.rank }, { ...upper, rank: lower.rank });
      expect(faultOf(writeText({ ...round, attempts: swapped }))).toEqual({
        line: at + 3,
        problem: 'bài này phải đứng trên bài ở dòng trước',
      });
    }),
  );
});

const sample = writeText(sampleRound);
test.each([
  ['no text', '', 1, 'dòng đầu không đủ'],
  ['no line feed at the end', sample.slice(0, -1), 4, 'dòng cuối'],
  ['a header of three fields', sample.replace('\t3\t3\n', '\t3\n'), 1, 'dòng đầu không đủ'],
  ['a header of five fields', sample.replace('\t3\t3\n', '\t3\t3\t\n'), 1, 'dòng đầu không đủ'],
  ['fewer lines than the header says', sample.replace('\t3\t3\n', '\t3\t4\n'), 1, 'ghi 4 bài, bên dưới có 3'],
  ['a rank left out', sample.replace('\n2\t', '\n3\t'), 3, 'hạng 3 đứng ở chỗ của hạng 2'],
  ['a field too many', sample.replace('000Z\n2', '000Z\t\n2'), 2, 'không đúng dạng'],
  ['no unit', sample.replace('phuong-mot', ''), 4, 'không đúng dạng'],
  ['a score that is no count', sample.replace('\tchi-bo-1\t2\t', '\tchi-bo-1\t02\t'), 2, 'không đúng dạng'],
  ['an attempt twice', sample.replace('bbbbbbbb', 'aaaaaaaa'), 3, 'đã có ở một hạng trên'],
  ['a distance though nothing was asked', sample.replace('\t3\t3\n', '\t\t3\n'), 2, 'không hỏi dự đoán'],
])('%s is told with its line', (_, text, line, problem) => {
  expect(faultOf(text)).toEqual({ line, problem: expect.stringContaining(problem) as string });
});
