/** A smallest valid content folder, made in a temporary place, with the changes one test wants. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { checkContent } from '../../src/content-gate/check-content.ts';
import { publishFigures } from '../../src/content-gate/figure-versions/publish.ts';
import type { Problem } from '../../src/content-gate/report.ts';

const page = `title: Quan điểm chỉ đạo
summary: Năm quan điểm chỉ đạo của Nghị quyết.
term: xiii
audiences: [everyone]
sources: [nq-dh13]
updated: 2026-11-20
check: text`;

const question = (id: string, difficulty: string, prompt: string) => `- id: ${id}
  topic: quan-diem
  difficulty: ${difficulty}
  prompt: ${prompt}
  right: [Năm quan điểm chỉ đạo]
  wrong: [Bốn quan điểm chỉ đạo, Sáu quan điểm chỉ đạo]
  explanation: Nghị quyết nêu năm quan điểm; tăng trưởng {{gdp-growth}}.
  source: /nghi-quyet/quan-diem/#quan-diem-1
`;

/** Path under content/ → text. */
export const minimalContent: Readonly<Record<string, string>> = {
  'site.yaml': `name: Trang tuyên truyền mẫu
short_name: Trang mẫu
description: Nội dung cốt lõi của Nghị quyết và cuộc thi hằng năm.
url: https://vidu.vn
sample: true
office: Ban Tuyên giáo (đơn vị mẫu)
responsible: Trưởng ban (mẫu)
licence: Số 00 (mẫu)
contact:
  email: banbientap@vidu.vn
  phone: '0000 000 000'
  address: Phường Mẫu
reviewed: 2026-11-20
navigation:
  - title: Nghị quyết
    route: /nghi-quyet/
`,
  'sources.yaml': `- id: nq-dh13
  issuer: Đại hội XIII
  kind: nghị quyết
  check: text
- id: ct-05-2016
  number: 05-CT/TW
  date: 2016-05-15
  issuer: Bộ Chính trị
  kind: chỉ thị
  relations:
    continues: [nq-dh13]
  check: text
`,
  'data/targets-2021-2025.yaml': `kind: targets
id: targets-2021-2025
title: Chỉ tiêu chủ yếu
period: 2021–2025
sources: [nq-dh13]
groups:
  - id: kinh-te
    title: Kinh tế
    targets:
      - id: gdp-growth
        what: Tốc độ tăng trưởng
        short: Tăng trưởng
        bound: about
        value: [6.5, 7]
        unit: '%/năm'
`,
  'key-points/quan-diem.mdx': `---
${page}
order: 1
---

Mở đầu, xem [mục dưới](#muc-mot) và [Chỉ thị](/van-ban/ct-05-2016/#thong-tin).

<H2 id="muc-mot">Mục một</H2>

<Passage id="quan-diem-1">

Tăng trưởng <Target id="gdp-growth" />.

</Passage>

<TargetTable group="kinh-te" />
`,
  'themes/doan-ket-2023.mdx': `---
${page}
scope: year
year: 2023
full_title: Phát huy sức mạnh đại đoàn kết
issuer: Ban Thường vụ
contents: [Nội dung thứ nhất]
milestones:
  - id: moc-quy-1
    when: quý I/2023
    due: 2023-03-31
    what: Hoàn thành học tập
    source: nq-dh13
---

<H2 id="chuyen-de">Chuyên đề</H2>
`,
  'qa/nghi-quyet.yaml': `${page}
order: 1
topic: Nghị quyết
related: [/nghi-quyet/quan-diem/#quan-diem-1]
questions:
  - id: may-quan-diem
    question: Nghị quyết có mấy quan điểm?
    answer: |
      Có năm quan điểm.

      Tăng trưởng {{gdp-growth}}, xem [bài](/nghi-quyet/quan-diem/#gdp-growth).
    sources: [nq-dh13]
`,
  'infographics/chi-tieu.yaml': `${page}
kind: target-bars
data: targets-2021-2025
groups: [kinh-te]
description: Mô tả dài.
source_line: Nguồn của hình
version: 1
licence: Được dùng lại khi ghi nguồn
`,
  'contests/2026/contest.yaml': `slug: cuoc-thi-2026
year: 2026
title: Cuộc thi mẫu
summary: Giới thiệu cuộc thi.
sample: true
topics:
  - id: quan-diem
    title: Quan điểm
min_participants: 3
consent:
  version: v1
  text: Đồng ý xử lý dữ liệu cá nhân.
rounds:
  - slug: tuan-1
    title: Tuần 1
    opens_at: { day: 0, at: '00:00' }
    closes_at: { day: 6, at: '23:59' }
    time_limit_minutes: 20
    max_attempts: 2
    shuffle_options: true
    prediction: none
    score_shown: after_submit
    review: after_round
    blueprint:
      - { topic: quan-diem, difficulty: easy, count: 2, weight: 1 }
`,
  'contests/2026/units.csv': `code,name,kind,parent,headcount,includes_public
tinh-mau,Tỉnh mẫu,province,,5000,
phuong-mot,Phường Một (đơn vị mẫu),ward,tinh-mau,,x
chi-bo-1,Chi bộ 1,party-cell,phuong-mot,30,
`,
  'contests/2026/questions/practice/quan-diem.yaml': question(
    'luyen-quan-diem-01',
    'easy',
    'Câu luyện tập hỏi về quan điểm nào?',
  )
    .replace('Sáu quan điểm', 'Mười quan điểm')
    .replace('Nghị quyết nêu', 'Trang này ghi'),
  'contests/2026/questions/rounds/quan-diem.yaml':
    question('thi-quan-diem-01', 'easy', 'Câu thi thứ nhất hỏi về mấy quan điểm?') +
    question('thi-quan-diem-02', 'easy', 'Câu thi thứ hai hỏi về quan điểm nào?'),
};

/** A file's new text, a change to the text it has, or `null` to leave it out. */
export type Changes = Record<string, string | Uint8Array | null | ((text: string) => string)>;

/** Replaces text that must be there, so that a fixture cannot silently stop testing anything. */
export const swap = (from: string, to: string) => (text: string) => {
  expect(text).toContain(from);
  return text.replace(from, () => to);
};

/** Writes the minimal content with changes, its infographics published as they then are; the folder goes when the test ends. */
export async function contentFolder(changes: Changes = {}): Promise<{ root: string; texts: Map<string, string> }> {
  const root = await mkdtemp(join(tmpdir(), 'content-gate-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const texts = new Map<string, string>();
  for (const name of new Set([...Object.keys(minimalContent), ...Object.keys(changes)])) {
    const change = changes[name];
    const text =
      typeof change === 'function'
        ? change(minimalContent[name] ?? '')
        : change === undefined
          ? minimalContent[name]
          : change;
    if (text === null || text === undefined) continue;
    const path = join(root, 'content', name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    if (typeof text === 'string') texts.set(name, text);
  }
  await publishFigures(root, 'all');
  return { root, texts };
}

/** What the gate says about the minimal content with changes. */
export async function reportOn(changes: Changes = {}) {
  return checkContent((await contentFolder(changes)).root);
}

export interface Expected {
  /** Path under content/. */
  file: string;
  /** Text on the line that must be named: its first line in the changed file. The first line when left out. */
  at?: string;
  field: string;
  problem: string | RegExp;
  remedy?: string | RegExp;
}

/** The changed content must have exactly these problems, each at its file, line and field, with a remedy. */
export async function expectProblems(changes: Changes, ...expected: Expected[]): Promise<void> {
  await expectReported('problems', changes, expected);
}

/** The changed content must be free of problems, and have exactly these warnings. */
export async function expectWarnings(changes: Changes, ...expected: Expected[]): Promise<void> {
  await expectReported('problems', changes, []);
  await expectReported('warnings', changes, expected);
}

async function expectReported(kind: 'problems' | 'warnings', changes: Changes, expected: Expected[]): Promise<void> {
  const { root, texts } = await contentFolder(changes);
  const { [kind]: reported } = await checkContent(root);
  const lineOf = ({ file, at }: Expected) => {
    if (at === undefined) return 1;
    const before = (texts.get(file) ?? '').split(at);
    expect(before.length, `"${at}" phải có trong ${file}`).toBeGreaterThan(1);
    return (before[0] ?? '').split('\n').length;
  };
  const matching = (text: string | RegExp) =>
    typeof text === 'string' ? expect.stringContaining(text) : expect.stringMatching(text);
  expect(reported).toEqual(
    expected.map((one): Problem => ({
      file: `content/${one.file}`,
      line: lineOf(one),
      field: one.field,
      problem: matching(one.problem) as string,
      remedy: matching(one.remedy ?? /\S/) as string,
    })),
  );
}
