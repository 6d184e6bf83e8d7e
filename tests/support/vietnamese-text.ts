/** Random Vietnamese-looking text: syllables with stacked marks, capitals, numbers and punctuation. */
import fc from 'fast-check';

const onsets = ['', 'b', 'c', 'ch', 'd', 'đ', 'gh', 'kh', 'ng', 'ngh', 'ph', 'qu', 'th', 'tr', 'v', 'x', 'Đ', 'T', 'N'];
const rhymes = [
  'ẳng',
  'ễ',
  'ậ',
  'ộ',
  'ỹ',
  'ường',
  'uyễn',
  'iêng',
  'oằn',
  'ượu',
  'AO',
  'Ệ',
  'ẨN',
  'ẪU',
  'a',
  'inh',
  'ổ',
];
const others = ['2021–2025', '6,5', '(GDP),', '“mẫu”', '1.000', 'kinh tế - xã hội;', '95\u00a0%', 'TP.', 'AVATAR'];

const syllable = fc
  .tuple(fc.constantFrom(...onsets), fc.constantFrom(...rhymes))
  .map(([onset, rhyme]) => (onset + rhyme).normalize('NFC'));

const word = fc.oneof({ weight: 6, arbitrary: syllable }, { weight: 1, arbitrary: fc.constantFrom(...others) });

/** One to forty words, sometimes with a space too many. */
export const vietnameseText = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ' ', ' ', '  ')), { minLength: 1, maxLength: 40 })
  .map((words) =>
    words
      .map(([text, space]) => text + space)
      .join('')
      .trimEnd(),
  );
