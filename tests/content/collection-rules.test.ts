import { describe, expect, test } from 'vitest';
import { pageCollectionNames, pageCollections, type PageCollection } from '../../src/schemas/collections.ts';
import { expectProblems, reportOn, type Changes } from '../support/content-folder.ts';

interface Sample {
  /** What an entry of the collection carries besides what every page carries. */
  fields: string;
  /** A text in the sample, what to write for it that names nothing there is, and the field. */
  dangling?: [from: string, to: string, field: string];
  /** A text in the sample, what to write for it that takes a name already taken, and the field. */
  taken?: [from: string, to: string, field: string];
}

/** One for each collection: TypeScript asks for that of a new one. */
const samples: Record<PageCollection, Sample> = {
  keyPoints: { fields: 'order: 9\n', taken: ['order: 9', 'order: 1', 'order'] },
  qa: {
    fields: `order: 9
topic: Chủ đề
questions:
  - { id: mot, question: Một?, answer: Đáp., sources: [nq-dh13] }
  - { id: hai, question: Hai?, answer: Đáp., sources: [ct-05-2016] }
`,
    dangling: ['sources: [ct-05-2016] }', 'sources: [khong-co] }', 'questions[2].sources[1]'],
    taken: ['id: hai, question', 'id: mot,  question', 'questions[2].id'],
  },
  themes: {
    fields: `scope: year
year: 2022
full_title: Tên đầy đủ
issuer: Ban Thường vụ
contents: [Nội dung]
milestones:
  - { id: moc-1, when: quý I, due: 2022-03-31, what: Việc, source: nq-dh13 }
  - { id: moc-2, when: quý II, due: 2022-06-30, what: Việc, source: ct-05-2016 }
`,
    dangling: ['source: ct-05-2016', 'source: khong-co', 'milestones[2].source'],
    taken: ['id: moc-2, when', 'id: moc-1,  when', 'milestones[2].id'],
  },
  infographics: {
    fields: `kind: target-bars
data: targets-2021-2025
groups: [kinh-te]
description: Mô tả.
source_line: Nguồn
version: 1
licence: Được dùng lại
`,
    dangling: ['data: targets-2021-2025', 'data: khong-co', 'data'],
  },
  leaflets: {
    fields: `order: 9
source_line: Nguồn
panels:
${['mot', 'hai', 'ba', 'bon'].map((id) => `  - { id: ${id}, title: Mặt, text: Chữ của mặt. }\n`).join('')}`,
    taken: ['id: bon, title', 'id: ba,  title', 'panels[4].id'],
  },
  plans: {
    fields: `kind: plan
document: ct-05-2016
issuer: Ban Thường vụ
period: năm 2021
goals: [Mục tiêu]
tasks:
  - { id: mot, part: Phần, task: Việc }
  - { id: hai, part: Phần, task: Việc }
`,
    dangling: ['document: ct-05-2016', 'document: khong-co', 'document'],
    taken: ['id: hai, part', 'id: mot,  part', 'tasks[2].id'],
  },
  columns: {
    fields: 'column: bao-ve\nauthor: Ban biên tập\ndate: 2026-11-20\n',
    dangling: ['column: bao-ve', 'column: khong-co', 'column'],
  },
  examples: {
    fields: `subject: collective
name: Tên mẫu
unit: Đơn vị mẫu
year: 2023
deed: Việc làm.
decision: ct-05-2016
`,
    dangling: ['decision: ct-05-2016', 'decision: khong-co', 'decision'],
  },
  talks: {
    fields: `speaker: Báo cáo viên mẫu
date: 2026-11-20
recording: { kind: audio, file: /bao-cao-vien/mau.mp3, duration: '45:10' }
`,
  },
  forms: {
    fields: `order: 9
heading: Kế hoạch
sections:
  - { id: mot, title: Phần, asked: Yêu cầu., sources: [nq-dh13], fields: [{ id: ten, label: Tên, kind: line }] }
  - { id: hai, title: Phần, asked: Yêu cầu., sources: [ct-05-2016], fields: [{ id: ho, label: Họ, kind: line }] }
signatures: [Người lập]
`,
    dangling: ['sources: [ct-05-2016]', 'sources: [khong-co]', 'sections[2].sources[1]'],
    taken: ['id: hai, title', 'id: mot,  title', 'sections[2].id'],
  },
  glossary: { fields: 'meaning: Nghĩa của từ.\n' },
  english: { fields: 'of: /chuyen-de/\n' },
};

const page = `title: Trang mới
summary: Tóm tắt.
term: xiii
audiences: [everyone]
sources: [nq-dh13]
updated: 2026-11-20
check: text
`;
/** The columns an office has. */
const site = (text: string) => `${text}columns: [{ id: bao-ve, title: Bảo vệ, summary: Nói về việc bảo vệ. }]\n`;

describe.each(pageCollectionNames)('an entry of %s', (collection) => {
  const { folder, format } = pageCollections[collection];
  const { fields, dangling, taken } = samples[collection];
  const file = `${folder}/trang-moi.${format}`;
  const fromText = (text: string) => (format === 'mdx' ? `---\n${text}---\n\nĐoạn đầu.\n` : text);
  const whole = fromText(page + fields);
  const entry = (text: string, name = file): Changes => ({ 'site.yaml': site, [name]: text });
  const replaced = (from: string, to: string) => {
    expect(whole).toContain(from);
    return entry(whole.replace(from, to));
  };

  test('is read', async () => {
    const { problems, orphans } = await reportOn(entry(whole));
    expect(problems).toEqual([]);
    expect(orphans.map((one) => one.file)).toContain(`content/${file}`);
  });

  test('has no field the schema does not know', () =>
    expectProblems(replaced('check: text', 'check: text\ntitel: Sai'), {
      file,
      at: 'titel',
      field: 'titel',
      problem: 'không có trường nào tên "titel"',
      remedy: '"title"',
    }));

  test('has every field the schema asks for', () =>
    expectProblems(replaced('summary: Tóm tắt.\n', ''), {
      file,
      at: 'title',
      field: 'summary',
      problem: 'thiếu trường "summary"',
      remedy: 'thêm dòng',
    }));

  test('rests on documents and leads to pages that there are', () =>
    expectProblems(
      replaced('sources: [nq-dh13]\nupdated', 'sources: [khong-co]\nrelated: [/nghi-quyet/khong-co/]\nupdated'),
      { file, at: 'sources: [khong-co]', field: 'sources[1]', problem: '"khong-co"', remedy: 'content/sources.yaml' },
      { file, at: 'related', field: 'related[1]', problem: '/nghi-quyet/khong-co/' },
    ));

  test('has a name fit for an address, and no old address of another', async () => {
    await expectProblems(entry(whole, `${folder}/Trang Mới.${format}`), {
      file: `${folder}/Trang Mới.${format}`,
      field: '(tên tệp)',
      problem: 'Trang Mới',
    });
    await expectProblems(replaced('check: text', 'check: text\naliases: [/nghi-quyet/quan-diem/]'), {
      file,
      at: 'aliases',
      field: 'aliases[1]',
      problem: 'quan-diem.mdx',
    });
  });

  if (dangling)
    test('names nothing of its own kind that is not there', () => {
      const [from, to, field] = dangling;
      return expectProblems(replaced(from, to), { file, at: to, field, problem: '"khong-co"' });
    });

  if (taken)
    test('takes no name that is taken', () => {
      const [from, to, field] = taken;
      return expectProblems(replaced(from, to), { file, field, problem: 'đã dùng ở', at: to });
    });
});
