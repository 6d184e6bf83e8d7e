import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import fc from 'fast-check';
import { bareWords } from '../../src/content-gate/bare-words.ts';
import { findMissingPassages } from '../../src/content-gate/built-passages.ts';
import { findLeaks, tracesOf } from '../../src/content-gate/leaks.ts';
import { Question } from '../../src/schemas/question.ts';

const question = Question.parse({
  id: 'thi-dai-hoi-07',
  topic: 'dai-hoi',
  difficulty: 'easy',
  prompt: 'Đường lối đổi mới được Đại hội lần thứ mấy đề ra?',
  right: ['Đại hội lần thứ VI của Đảng'],
  wrong: ['Đại hội lần thứ V của Đảng', 'Đại hội lần thứ VII của Đảng'],
  explanation: 'Trang **Đại hội** nêu rõ điều này ở [đoạn đầu](/nghi-quyet/dai-hoi-xiii/#mo-dau), cùng bối cảnh.',
  source: '/nghi-quyet/dai-hoi-xiii/#mo-dau',
});
const figures = Question.parse({
  ...question,
  id: 'thi-chi-tieu-03',
  prompt: 'Tăng trưởng bình quân {{gdp-growth}} là chỉ tiêu của giai đoạn nào?',
  right: ['45 %'],
  wrong: ['50 %', '55 %'],
});

async function leaksIn(files: Record<string, string | Uint8Array>, questions = [question], open: string[] = []) {
  const folder = await builtSite(files);
  const leaks = await findLeaks(folder, tracesOf(questions, open));
  return leaks.map(({ file, question: id, what }) => `${file} ${id} ${what}`);
}

async function builtSite(files: Record<string, string | Uint8Array>) {
  const folder = await mkdtemp(join(tmpdir(), 'built-site-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

test('a prompt in a page is a leak, markup and entities notwithstanding', async () => {
  expect(
    await leaksIn({
      'a/index.html': '<p>Đường lối <strong>đổi mới</strong> được&nbsp;Đại h&#x1ED9;i\n lần thứ mấy đề ra?</p>',
    }),
  ).toEqual(['a/index.html thi-dai-hoi-07 câu hỏi']);
});

test('a prompt in a script or a data file is a leak, JSON escapes notwithstanding', async () => {
  const escaped = JSON.stringify({ p: question.prompt }).replace(
    /[^\x20-\x7e]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  expect(await leaksIn({ '_astro/x.js': `const a=${escaped}` })).toEqual(['_astro/x.js thi-dai-hoi-07 câu hỏi']);
});

test('a prompt with a figure is a leak whatever the figure became', async () => {
  expect(
    await leaksIn({ 'x.json': 'Tăng trưởng bình quân khoảng 6,5–7 %/năm là chỉ tiêu của giai đoạn nào?' }, [figures]),
  ).toEqual(['x.json thi-chi-tieu-03 câu hỏi']);
});

test('of two prompts that overlap in a text, both are leaks', async () => {
  const prompts = ['Đại hội nào mở đầu công cuộc đổi mới?', 'Công cuộc đổi mới bắt đầu từ năm nào?'];
  const questions = prompts.map((prompt, index) => Question.parse({ ...question, id: `thi-chong-${index}`, prompt }));
  expect(await leaksIn({ 'a.html': 'Đại hội nào mở đầu công cuộc đổi mới bắt đầu từ năm nào' }, questions)).toEqual([
    'a.html thi-chong-0 câu hỏi',
    'a.html thi-chong-1 câu hỏi',
  ]);
});

test('an explanation is a leak, rendered or as written', async () => {
  const rendered =
    'Trang <strong>Đại hội</strong> nêu rõ điều này ở <a href="/nghi-quyet/dai-hoi-xiii/#mo-dau">đoạn đầu</a>, cùng bối cảnh.';
  expect(await leaksIn({ 'a.html': rendered })).toEqual(['a.html thi-dai-hoi-07 giải thích']);
});

test('the options one after another are a leak', async () => {
  expect(await leaksIn({ 'a.js': JSON.stringify({ right: question.right, wrong: question.wrong }) })).toEqual([
    'a.js thi-dai-hoi-07 các phương án',
  ]);
});

test('the id of a question is a leak', async () => {
  expect(
    await leaksIn({ 'a.js': '{id:"thi-dai-hoi-07"}', 'b.html': '<p id="thi-dai-hoi-070">thi-dai-hoi-07-khac</p>' }),
  ).toEqual(['a.js thi-dai-hoi-07 mã câu']);
});

test('short generic options, and options told apart in running text, are no leak', async () => {
  expect(await leaksIn({ 'a.html': '<td>45 %</td><td>50 %</td><td>55 %</td>' }, [figures])).toEqual([]);
  expect(
    await leaksIn({
      'a.html':
        'Đại hội lần thứ VI của Đảng họp sau Đại hội lần thứ V của Đảng bốn năm; năm năm nữa mới tới Đại hội lần thứ VII của Đảng.',
    }),
  ).toEqual([]);
});

test('the passage a question was drawn from is no leak', async () => {
  expect(await leaksIn({ 'a.html': 'Đường lối đổi mới được Đại hội lần thứ VI của Đảng đề ra.' })).toEqual([]);
});

test('an explanation or a list that the open content says word for word is no leak; the prompt still is', async () => {
  const said = `${question.explanation} ${[...question.right, ...question.wrong].join('; ')} ${question.prompt}`;
  expect(await leaksIn({ 'a.html': said }, [question], [said])).toEqual(['a.html thi-dai-hoi-07 câu hỏi']);
});

test('a cited page or passage that was not built is named with the place that cites it', async () => {
  const folder = await builtSite({ 'nghi-quyet/a/index.html': '<h2 id="mot">Một</h2>' });
  const place = { file: 'content/qa/a.yaml', line: 3, field: 'related[1]' };
  const cite = (address: string) => findMissingPassages(folder, [{ ...place, address }]);
  expect(await cite('/nghi-quyet/a/#mot')).toEqual([]);
  expect(await cite('/nghi-quyet/a/#hai')).toMatchObject([
    { ...place, problem: expect.stringContaining('#hai') as string },
  ]);
  expect(await cite('/nghi-quyet/b/')).toMatchObject([
    { ...place, problem: expect.stringContaining('/nghi-quyet/b/') as string },
  ]);
});

test.each([
  ['Đường  LỐI,\n“đổi mới”!', 'đường lối đổi mới'],
  ['<p title="a > b">Đổi<br>mới</p>', 'b đổi mới'],
  ['a<b và c < d > e', 'a b và c e'],
  ['Đảng&nbsp;ta&amp;dân &eacute;', 'đảng ta dân eacute'],
  ['h&#x1ED9;i h&#7897;i o&#770;&#803; &#60;b&#62; &#x110000;', 'hội hội ộ b'],
  ['{"a":"\\u0110\u1ea3ng\\n\\tta\\u003cb\\u003e"}', 'a đảng ta'],
  ['Đo\u0302\u0309i', 'đổi'],
  ['', ''],
  ['… – !', ''],
])('of %j the words are %j', (text, words) => expect(bareWords(text)).toBe(words));

test('words stay as they are, whatever stands between them', () => {
  const words = fc.array(fc.stringMatching(/^[a-zà-ỹđ0-9]{1,8}$/u), { maxLength: 20 });
  const between = fc.constantFrom(
    ' ',
    ', ',
    '<b>',
    '</b><i class="x">',
    '&nbsp;',
    '&quot;',
    '\\n',
    ' & ',
    ' < ',
    '—',
    '\\u201c',
  );
  fc.assert(
    fc.property(words, fc.infiniteStream(between), (list, signs) => {
      const plain = list
        .map((word) => word.normalize('NFC').toLowerCase())
        .filter((word) => /^[\p{L}\p{N}]+$/u.test(word));
      const text = plain.map((word) => word + (signs.next().value ?? ' ')).join('');
      expect(bareWords(text)).toBe(plain.join(' '));
    }),
  );
});
