import { describe, expect, test } from 'vitest';
import {
  citedBy,
  citedDocuments,
  documentLink,
  documentName,
  documentYears,
  groupDocuments,
  relationsOf,
} from '../../../src/catalog/documents.ts';
import { Source } from '../../../src/schemas/source.ts';

const source = (fields: Partial<Record<keyof Source, unknown>>): Source =>
  Source.parse({ id: 'ct-05-2016', issuer: 'Bộ Chính trị', kind: 'chỉ thị', check: 'seed', ...fields });

const directive = source({ id: 'ct-05-2016', number: '05-CT/TW', date: '2016-05-15', title: 'Về học tập' });
const conclusion = source({
  id: 'kl-01',
  number: '01-KL/TW',
  kind: 'kết luận',
  relations: { continues: ['ct-05-2016'] },
});
const plan = source({ id: 'kh-37', kind: 'kế hoạch', year: 2023, relations: { implements: ['ct-05-2016', 'kl-01'] } });
const library = [plan, directive, conclusion];

describe('the name of a document', () => {
  test('is its kind and number where the source gives a number', () => {
    expect(documentName(directive)).toBe('Chỉ thị số 05-CT/TW');
  });
  test('is its title where the title already names the kind', () => {
    expect(documentName(source({ kind: 'nghị quyết', title: 'Nghị quyết Đại hội XIII' }))).toBe(
      'Nghị quyết Đại hội XIII',
    );
  });
  test('is kind and title where the title does not', () => {
    expect(documentName(source({ kind: 'kế hoạch', title: 'Thực hiện Kết luận' }))).toBe(
      'Kế hoạch: Thực hiện Kết luận',
    );
  });
  test('of a work is its title alone', () => {
    expect(documentName(source({ kind: 'tác phẩm', title: 'Di chúc' }))).toBe('Di chúc');
  });
  test('is kind and issuer where the source gives neither number nor title', () => {
    expect(documentName(source({}))).toBe('Chỉ thị của Bộ Chính trị');
  });
});

test('a link does not repeat a title that is the name already', () => {
  expect(documentLink(source({ kind: 'tác phẩm', title: 'Di chúc' })).title).toBeUndefined();
  expect(documentLink(directive).title).toBe('Về học tập');
});

describe('the library', () => {
  test('lists kinds by how widely they bind, and leaves out kinds it has none of', () => {
    expect(groupDocuments(library).map(({ title }) => title)).toEqual(['Chỉ thị', 'Kết luận', 'Kế hoạch']);
  });
  test('puts the latest of a kind first and the undated last', () => {
    const dated = ['2018-10-22', undefined, '2021-02-01'].map((date, index) => source({ id: `ct-${index}`, date }));
    const ofTheYear = source({ id: 'ct-3', year: 2020 });
    expect(groupDocuments([...dated, ofTheYear])[0]?.documents.map(({ id }) => id)).toEqual([
      'ct-2',
      'ct-3',
      'ct-0',
      'ct-1',
    ]);
  });
});

test('documents are chosen by year, the latest first; those whose year our source does not say come last', () => {
  expect(
    documentYears([{ year: 2021 }, {}, { date: '2016-05-15' }, { date: '2021-02-01' }].map((one) => source(one))),
  ).toEqual([
    { id: '2021', title: 'Năm 2021' },
    { id: '2016', title: 'Năm 2016' },
    { id: 'khong-ghi', title: 'Nguồn không ghi năm' },
  ]);
  expect(documentYears([source({ year: 2021 })])).toHaveLength(1);
});

describe('relations', () => {
  test('are told from both ends', () => {
    const told = (id: string) =>
      relationsOf(id, library).map(({ words, documents }) => [words, documents.map(({ route }) => route)]);
    expect(told('kl-01')).toEqual([
      ['Được thực hiện bằng', ['/van-ban/kh-37/']],
      ['Tiếp tục', ['/van-ban/ct-05-2016/']],
    ]);
    expect(told('ct-05-2016')).toEqual([
      ['Được thực hiện bằng', ['/van-ban/kh-37/']],
      ['Được tiếp tục bằng', ['/van-ban/kl-01/']],
    ]);
  });
  test('that a document does not have are not told', () => {
    expect(relationsOf('ct-05-2016', [directive])).toEqual([]);
  });
});

test('citations keep the order of the page, and a document that is not in the library stops the build', () => {
  expect(citedDocuments(['kl-01', 'ct-05-2016'], library).map(({ name }) => name)).toEqual([
    'Kết luận số 01-KL/TW',
    'Chỉ thị số 05-CT/TW',
  ]);
  expect(() => citedDocuments(['khong-co'], library)).toThrow('"khong-co"');
});

test('a document is cited by the pages that name it, and by no other', () => {
  const pages = [
    { route: '/a/', sources: ['kl-01'] },
    { route: '/b/', sources: ['ct-05-2016', 'kl-01'] },
  ];
  expect(citedBy('ct-05-2016', pages).map(({ route }) => route)).toEqual(['/b/']);
});
