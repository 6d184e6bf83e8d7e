import '../../support/random-seed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  answersAsText,
  isBlank,
  readAnswers,
  writeAnswers,
  type Answers,
  type FormShape,
} from '../../../src/forms/answers.ts';

const shape: FormShape = { form: 'ke-hoach', title: 'Kế hoạch', columns: { ten: 0, 'loi-hua': 0, viec: 2 } };
const cell = fc.string({ unit: 'grapheme', maxLength: 40 });
const answers: fc.Arbitrary<Answers> = fc.record(
  {
    ten: cell,
    'loi-hua': fc.array(cell, { maxLength: 5 }).map((lines) => lines.join('\n')),
    viec: fc.array(fc.tuple(cell, cell), { maxLength: 6 }),
  },
  { requiredKeys: [] },
);
const filled = (all: Answers) => Object.fromEntries(Object.entries(all).filter(([, answer]) => !isBlank(answer)));

test('whatever was filled in comes back from its file as it was', () => {
  fc.assert(
    fc.property(answers, (all) => {
      expect(readAnswers(writeAnswers(shape, all), shape)).toEqual({ ok: true, answers: filled(all), dropped: 0 });
    }),
  );
});

test('a file says what it is, of which form, and in which version', () => {
  expect(JSON.parse(writeAnswers(shape, { ten: 'Bình' }))).toEqual({
    kind: 'bieu-mau',
    version: 1,
    form: 'ke-hoach',
    title: 'Kế hoạch',
    answers: { ten: 'Bình' },
  });
});

test('no file, whatever is in it, makes reading throw or lets in what the form has no room for', () => {
  const fitting = (all: Answers) =>
    Object.entries(all).every(([id, answer]) =>
      id === 'viec' ? Array.isArray(answer) && answer.every((row) => row.length === 2) : typeof answer === 'string',
    );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc
          .record({ version: fc.integer(), form: fc.constantFrom('ke-hoach', 'khac'), answers: fc.jsonValue() })
          .map((file) => JSON.stringify({ kind: 'bieu-mau', ...file })),
        fc
          .dictionary(fc.constantFrom('ten', 'viec', 'la', '__proto__', 'constructor'), fc.jsonValue())
          .map((all) => JSON.stringify({ kind: 'bieu-mau', version: 1, form: 'ke-hoach', answers: all })),
      ),
      (text) => {
        const read = readAnswers(text, shape);
        if (read.ok) expect(fitting(read.answers)).toBe(true);
      },
    ),
  );
});

test.each([
  ['no JSON', 'xin chào', 'not-a-form'],
  ['JSON of something else', '{"kind":"don-hang","version":1}', 'not-a-form'],
  ['a later version', '{"kind":"bieu-mau","version":2,"form":"ke-hoach","answers":{}}', 'newer'],
  ['another form', '{"kind":"bieu-mau","version":1,"form":"de-cu","title":"Đề cử","answers":{}}', 'other-form'],
  [
    'a table where a text belongs',
    '{"kind":"bieu-mau","version":1,"form":"ke-hoach","answers":{"ten":[["a"]]}}',
    'damaged',
  ],
  ['a row too narrow', '{"kind":"bieu-mau","version":1,"form":"ke-hoach","answers":{"viec":[["a"]]}}', 'damaged'],
])('%s is told from a file of this form', (_, text, why) => {
  expect(readAnswers(text, shape)).toMatchObject({ ok: false, why });
});

test('a field the form has lost is left out and counted', () => {
  const text = '{"kind":"bieu-mau","version":1,"form":"ke-hoach","answers":{"ten":"Bình","cu":"x"}}';
  expect(readAnswers(text, shape)).toEqual({ ok: true, answers: { ten: 'Bình' }, dropped: 1 });
});

test('copied text names every field, and leaves a dotted line where nothing stands', () => {
  const parts = [
    {
      title: 'Người lập',
      fields: [
        { id: 'ten', label: 'Họ tên', columns: [] },
        { id: 'loi-hua', label: 'Cam kết', columns: [] },
        { id: 'viec', label: 'Việc', columns: ['Việc', 'Hạn'] },
      ],
    },
  ];
  expect(
    answersAsText('Kế hoạch', parts, {
      ten: ' Bình ',
      viec: [
        ['Đọc', ''],
        ['', ''],
      ],
    }),
  ).toBe('KẾ HOẠCH\n\n1. Người lập\nHọ tên: Bình\nCam kết: ………………\nViệc:\n- Việc: Đọc; Hạn: …\n');
});
