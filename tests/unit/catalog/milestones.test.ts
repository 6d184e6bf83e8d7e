import { describe, expect, test } from 'vitest';
import { byYear, issuersOf, milestoneDescription, quarterOf, timelineOf } from '../../../src/catalog/milestones.ts';
import { Milestone } from '../../../src/schemas/milestone.ts';
import { Source } from '../../../src/schemas/source.ts';

const document = (id: string, issuer: string) =>
  Source.parse({ id, issuer, kind: 'kế hoạch', number: id.toUpperCase(), check: 'seed' });
const documents = [document('kh-1', 'Thành ủy'), document('kh-2', 'Đảng ủy'), document('kh-3', 'Thành ủy')];
const milestone = (id: string, due: string, source: string) =>
  Milestone.parse({ id, when: 'quý I', due, what: 'Báo cáo', source });
const page = (route: string, ...milestones: Milestone[]) => ({ route, title: `Trang ${route}`, milestones });

const timeline = timelineOf(
  [
    page('/ke-hoach/a/', milestone('bao-cao', '2023-03-31', 'kh-1'), milestone('hoc', '2021-06-30', 'kh-1')),
    page('/ke-hoach/b/', milestone('bao-cao', '2022-12-31', 'kh-2'), milestone('cuoi', '2023-03-31', 'kh-3')),
    page('/chuyen-de/c/', milestone('bao-cao', '2023-03-31', 'kh-1')),
  ],
  documents,
);

describe('the line of time', () => {
  // Seen to fail with every page's milestones taken as they come: a theme and its plan told everything twice.
  test('has a milestone once, by day, with every page that tells of it', () => {
    expect(timeline.map(({ key, pages }) => [key, pages.map(({ route }) => route)])).toEqual([
      ['kh-1-hoc', ['/ke-hoach/a/#hoc']],
      ['kh-2-bao-cao', ['/ke-hoach/b/#bao-cao']],
      ['kh-1-bao-cao', ['/ke-hoach/a/#bao-cao', '/chuyen-de/c/#bao-cao']],
      ['kh-3-cuoi', ['/ke-hoach/b/#cuoi']],
    ]);
  });
  test('goes by years', () => {
    expect(byYear(timeline).map(({ year, milestones }) => [year, milestones.length])).toEqual([
      ['2021', 1],
      ['2022', 1],
      ['2023', 2],
    ]);
  });
  test('names each issuing body once, by the first of its documents', () => {
    expect(issuersOf(timeline)).toEqual([
      { id: 'kh-1', title: 'Thành ủy' },
      { id: 'kh-2', title: 'Đảng ủy' },
    ]);
  });
});

test.each([
  ['2021-01-01', '2021-q1', 'Quý I/2021'],
  ['2023-03-31', '2023-q1', 'Quý I/2023'],
  ['2025-09-30', '2025-q3', 'Quý III/2025'],
  ['2021-10-01', '2021-q4', 'Quý IV/2021'],
])('%s is in %s', (day, id, title) => {
  expect(quarterOf(day)).toEqual({ id, title });
});

test('a calendar is told that a milestone was planned, that it comes back, and where it is told of', () => {
  const [first] = timeline;
  if (!first) throw new Error('no milestone');
  const text = milestoneDescription(
    { ...first, repeats: 'yearly', note: 'Giữ như nguồn.' },
    new URL('https://mau.example'),
  );
  expect(text.split('\n')).toEqual([
    'Mốc đã dự kiến: quý I.',
    'Lặp lại hằng năm theo văn bản; ở đây ghi lần đầu.',
    'Kế hoạch số KH-1 (Thành ủy).',
    'Ghi chú: Giữ như nguồn.',
    'https://mau.example/ke-hoach/a/#hoc',
  ]);
});
