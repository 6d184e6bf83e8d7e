import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packPage, unpackPages, type PageRecord } from '../../../src/search/page-record.ts';
import { parseQuery } from '../../../src/search/query.ts';
import { likeness, rank, type Candidate } from '../../../src/search/rank.ts';
import { isAccented } from '../../../src/search/vietnamese.ts';

const page = (title: string, headings: string[] = []): PageRecord => ({
  route: `/${title}/`,
  title,
  also: [],
  kind: 'document',
  year: null,
  pointedAt: 0,
  within: null,
  headings: headings.map((text, index) => ({ id: `h${index}`, text })),
});
const candidate = (title: string, facts: Partial<Candidate> & { headings?: string[] } = {}): Candidate => ({
  page: page(title, facts.headings),
  wordScore: 1,
  phrase: false,
  exact: false,
  ...facts,
});
const order = (query: string, candidates: Candidate[]) =>
  rank(parseQuery(query), candidates).map((one) => one.page.title);

test('a page that only looks like the accented query comes after the page that has it', () => {
  expect(
    order('nghị quyết', [
      candidate('Nghỉ quyền lợi', { wordScore: 9 }),
      candidate('Nghị quyết Đại hội XIII', { wordScore: 1, exact: true, phrase: true }),
    ]),
  ).toEqual(['Nghị quyết Đại hội XIII', 'Nghỉ quyền lợi']);
});

test('an accented title that differs in marks comes after a page with the exact words', () => {
  expect(order('đang', [candidate('Đảng', { wordScore: 9 }), candidate('Việc khác', { exact: true })])).toEqual([
    'Việc khác',
    'Đảng',
  ]);
});

test('an unaccented query takes titles as they fold', () => {
  expect(order('dang', [candidate('Việc khác', { wordScore: 9, exact: true }), candidate('Đảng')])).toEqual([
    'Đảng',
    'Việc khác',
  ]);
});

test('a document number wins over everything else', () => {
  expect(
    order('chỉ thị 05 ct tw', [
      candidate('Chỉ thị', { wordScore: 9, phrase: true, exact: true, headings: ['chỉ thị 05 ct tw'] }),
      candidate('Chỉ thị số 05-CT/TW'),
    ]),
  ).toEqual(['Chỉ thị số 05-CT/TW', 'Chỉ thị']);
});

test('the document of a number comes before one about it', () => {
  expect(
    order('01-KL/TW', [
      candidate('Kế hoạch: Thực hiện Kết luận số 01-KL/TW', { wordScore: 9 }),
      candidate('Kết luận số 01-KL/TW'),
    ]),
  ).toEqual(['Kết luận số 01-KL/TW', 'Kế hoạch: Thực hiện Kết luận số 01-KL/TW']);
});

test('an article that begins with the number of a document is not the document', () => {
  const article = candidate('Chỉ thị số 05-CT/TW và việc của chuyên mục này', { wordScore: 9 });
  article.page = { ...article.page, kind: 'column', pointedAt: 9 };
  expect(order('05-CT/TW', [article, candidate('Chỉ thị số 05-CT/TW')])[0]).toBe('Chỉ thị số 05-CT/TW');
});

test('a document number without its end is enough', () => {
  expect(order('chỉ thị 05-CT', [candidate('Chỉ thị', { wordScore: 9 }), candidate('Chỉ thị số 05-CT/TW')])).toEqual([
    'Chỉ thị số 05-CT/TW',
    'Chỉ thị',
  ]);
});

test('title, then heading, then phrase, then exact words, then the word score', () => {
  expect(
    order('đại đoàn kết', [
      candidate('e', { wordScore: 9 }),
      candidate('d', { wordScore: 8, exact: true }),
      candidate('c', { phrase: true, exact: true }),
      candidate('b', { phrase: true, exact: true, headings: ['Về đại đoàn kết'] }),
      candidate('Đại đoàn kết', { phrase: true, exact: true }),
    ]),
  ).toEqual(['Đại đoàn kết', 'b', 'c', 'd', 'e']);
});

test('a title is not outweighed by a lesser title and a heading together', () => {
  expect(
    order('đại hội', [
      candidate('Hỏi – đáp về Đại hội', { headings: ['Đại hội họp ở đâu?'] }),
      candidate('Đại hội của Đảng'),
    ]),
  ).toEqual(['Đại hội của Đảng', 'Hỏi – đáp về Đại hội']);
});

test('an article comes before the leaflet that retells it', () => {
  const leaflet = candidate('a', { wordScore: 9 });
  leaflet.page = { ...leaflet.page, kind: 'leaflet' };
  expect(order('kinh tế', [leaflet, candidate('b', { wordScore: 8 })])).toEqual(['b', 'a']);
});

test('of pages that match alike, the one the site points at comes first', () => {
  const pointedAt = (title: string, count: number): Candidate => {
    const one = candidate(title);
    return { ...one, page: { ...one.page, pointedAt: count } };
  };
  expect(order('kinh tế', [pointedAt('a', 0), pointedAt('b', 30), pointedAt('c', 3)])).toEqual(['b', 'c', 'a']);
});

test('what a page is called in the menu counts as its title', () => {
  const section = candidate('Nội dung cốt lõi của Nghị quyết');
  section.page = { ...section.page, also: ['Nghị quyết'] };
  expect(order('nghị quyết', [candidate('Nghị quyết số 35-NQ/TW'), section])[0]).toBe(section.page.title);
});

test('of a query marked in part, the marks that were typed are meant', () => {
  expect(likeness(parseQuery('đại hoi'), 'Đại hội')).toBeCloseTo(0.9);
  expect(likeness(parseQuery('đại hoi'), 'Dài hơi')).toBeCloseTo(0.05);
});

test('a question asked in these words comes before a title without them', () => {
  expect(
    order('ba đột phá là gì', [candidate('Ba đột phá'), candidate('Hỏi – đáp', { headings: ['Ba đột phá là gì?'] })]),
  ).toEqual(['Hỏi – đáp', 'Ba đột phá']);
});

test('an exact title is never outranked by one that only looks like it, whatever else speaks for that one', () => {
  const syllables = fc.array(fc.constantFrom('nghị', 'nghỉ', 'quyết', 'đại', 'dài', 'hội', 'hỏi', 'đảng', 'đang'), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(syllables, syllables, fc.nat(99), fc.nat(99), (asked, other, score, pointedAt) => {
      const query = asked.join(' ');
      const rival = other.join(' ');
      if (!isAccented(asked) || rival.includes(query)) return;
      const looksAlike = candidate(rival, { wordScore: score, phrase: false, exact: false });
      looksAlike.page = { ...looksAlike.page, pointedAt };
      const exact = candidate(query, { wordScore: 0.01, phrase: asked.length > 1, exact: true });
      expect(order(query, [looksAlike, exact])[0]).toBe(query);
    }),
  );
});

test('pages that match alike keep the order of the word score', () => {
  expect(order('kinh tế', [candidate('a', { wordScore: 2 }), candidate('b', { wordScore: 3 })])).toEqual(['b', 'a']);
});

test('the heading that answers best is named', () => {
  const [first] = rank(parseQuery('ba đột phá'), [
    candidate('Hỏi – đáp', { headings: ['Sáu nhiệm vụ', 'Ba đột phá chiến lược là gì?'] }),
  ]);
  expect(first?.heading?.id).toBe('h1');
});

test('a title counts more the nearer it is', () => {
  const query = parseQuery('mục tiêu');
  const near = ['Mục tiêu', 'Mục tiêu 2045', 'Các mục tiêu', 'Tiêu biểu và mục đích', 'Mục và tiêu', 'Mục đích'].map(
    (title) => likeness(query, title),
  );
  expect(near).toEqual([1, 0.8, 0.7, 0.5, 0.6, 0]);
  expect(likeness(query, 'Mức tiêu')).toBeCloseTo(0.05);
  expect(likeness(parseQuery('mục tiêu'), 'Muc tieu')).toBeCloseTo(0.05);
});

test('a page survives its packing', () => {
  const record = { ...page('Chuyên đề 2023', ['Một']), kind: 'theme', year: 2023 } as const;
  expect(unpackPages({ vi_1: packPage(record) }).get('vi_1')).toEqual(record);
  const timeless = { ...page('Đảng'), kind: 'key-point' } as const;
  expect(unpackPages({ vi_2: packPage(timeless) }).get('vi_2')).toEqual(timeless);
  const question = { ...page('Ba đột phá là gì?'), within: 'Hỏi – đáp', also: ['Ba đột phá'], pointedAt: 3 };
  expect(unpackPages({ vi_3: packPage(question) }).get('vi_3')).toEqual(question);
});
