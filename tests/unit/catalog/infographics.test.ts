import { tableOf } from '../../../src/figures/figure.ts';
import { describe, expect, test } from 'vitest';
import { citation, drawnSet, figureOf } from '../../../src/catalog/infographics.ts';
import { targetText } from '../../../src/catalog/targets.ts';
import { targetBarsExamples } from '../../../src/figures/examples.ts';
import { valueText } from '../../../src/figures/target-bars/wording.ts';
import type { Infographic } from '../../../src/schemas/infographic.ts';
import type { Language } from '../../../src/schemas/language.ts';
import { TargetSet } from '../../../src/schemas/target.ts';

const target = { id: 'do-thi', what: 'Tỉ lệ đô thị hóa', short: 'Đô thị hóa', bound: 'about', value: 45, unit: '%' };
const set = TargetSet.parse({
  kind: 'targets',
  id: 'mau',
  title: 'Bộ số liệu mẫu',
  period: '2021–2025',
  sources: ['van-ban'],
  groups: [
    { id: 'kinh-te', title: 'Kinh tế', targets: [target] },
    { id: 'xa-hoi', title: 'Xã hội', targets: [{ ...target, id: 'tuoi-tho', value: [70, 74.5], unit: 'tuổi' }] },
  ],
});

const page = {
  title: 'Hình mẫu',
  summary: 'Tóm tắt',
  term: 'xiii',
  audiences: ['everyone'],
  sources: ['van-ban'],
  updated: '2026-11-22',
  check: 'text',
  related: [],
  aliases: [],
  revisions: [],
  description: 'Mô tả',
  source_line: 'Nguồn: mẫu',
  version: 3,
  licence: 'Dùng lại tự do',
} satisfies Omit<Extract<Infographic, { kind: 'steps' }>, 'kind' | 'steps'>;

describe('an infographic', () => {
  test('draws all groups of its dataset, or only those it names, in the order of the dataset', () => {
    const ids = (groups?: string[]) =>
      drawnSet({ data: 'mau', ...(groups ? { groups } : {}) }, [set]).groups.map(({ id }) => id);
    expect(ids()).toEqual(['kinh-te', 'xa-hoi']);
    expect(ids(['xa-hoi', 'kinh-te'])).toEqual(['kinh-te', 'xa-hoi']);
    expect(ids(['xa-hoi'])).toEqual(['xa-hoi']);
  });

  test('of a dataset or group that is not there is refused by name', () => {
    expect(() => drawnSet({ data: 'khac' }, [set])).toThrow('"khac"');
    expect(() => drawnSet({ data: 'mau', groups: ['van-hoa'] }, [set])).toThrow('"van-hoa"');
  });

  test('puts its own title, source line, day and version in the picture, and the short names beside the values', () => {
    const picture = figureOf({ ...page, kind: 'target-bars', data: 'mau' }, 'vi', [set]);
    expect(picture).toMatchObject({ title: 'Hình mẫu', source: 'Nguồn: mẫu', date: '2026-11-22', version: 3 });
    if (picture.kind !== 'target-bars') throw new Error(picture.kind);
    expect(picture.groups[0]?.targets[0]).toEqual({ label: 'Đô thị hóa', bound: 'about', value: 45, unit: '%' });
  });

  test('fills the figures its texts quote into the picture, in its language', () => {
    const texts = (text: string) => [{ title: 'Đô thị', text }];
    const english = {
      title: 'Figure',
      summary: 'Summary',
      description: 'Description',
      source_line: 'Source: a sample',
      steps: [{ title: 'Towns', text: 'Number {{tuoi-tho}}.' }],
    };
    const drawn = (language: Language) =>
      figureOf({ ...page, kind: 'steps', steps: texts('Mức {{ do-thi }}.'), english }, language, [set]);
    expect(drawn('vi')).toMatchObject({ subtitle: '', steps: texts('Mức khoảng 45\u00a0%.') });
    // The sample's targets have no English: it is refused, not left out.
    expect(() => drawn('en')).toThrow('tuoi-tho');
    const panel = figureOf({ ...page, kind: 'text-panel', items: texts('Mức {{do-thi}}.') }, 'vi', [set]);
    expect(panel).toMatchObject({ title: 'Hình mẫu', items: texts('Mức khoảng 45\u00a0%.') });
    expect(() => figureOf({ ...page, kind: 'text-panel', items: texts('{{khac}}') }, 'vi', [set])).toThrow('khac');
    const [moments, rows] = [
      [{ when: '2025', title: 'Đô thị', text: 'Mức {{do-thi}}.' }],
      [{ title: 'Đô thị', cells: ['{{do-thi}}', 'Không có số'] }],
    ];
    expect(figureOf({ ...page, kind: 'timeline', moments }, 'vi', [set])).toMatchObject({
      moments: [{ text: 'Mức khoảng 45\u00a0%.' }],
    });
    expect(figureOf({ ...page, kind: 'comparison', columns: ['Một', 'Hai'], rows }, 'vi', [set])).toMatchObject({
      rows: [{ cells: ['khoảng 45\u00a0%', 'Không có số'] }],
    });
  });

  test('of key figures prints the targets it names as their document words them', () => {
    const key = (...figures: string[]) => figureOf({ ...page, kind: 'key-figures', data: 'mau', figures }, 'vi', [set]);
    expect(key('do-thi')).toMatchObject({ figures: [{ value: 'khoảng 45\u00a0%' }] });
    expect(() => key('khac')).toThrow('khac');
  });

  test('of a timeline may leave a moment without a text', () => {
    const moments = [{ when: '2045', title: 'Mốc' }];
    const figure = figureOf({ ...page, kind: 'timeline', moments }, 'vi', []);
    expect(figure).toMatchObject({ moments: [{ when: '2045', title: 'Mốc', text: '' }] });
    expect(tableOf(figure)).toEqual({ columns: ['Thời gian', 'Việc'], rows: [['2045', 'Mốc']] });
  });

  test('that is not drawn in English is refused in it', () => {
    const root = { title: 'Gốc', branches: [{ title: 'Nhánh' }] };
    expect(figureOf({ ...page, kind: 'tree', root }, 'vi', [])).toMatchObject({ kind: 'tree', root });
    expect(() => figureOf({ ...page, kind: 'tree', root }, 'en', [])).toThrow('không có bản en');
  });

  test('is cited with its office, version, day and address', () => {
    const text = citation({ title: 'Hình', version: 2, updated: '2026-11-22' }, 'Ban mẫu', 'https://example.com/a/');
    expect(text).toBe('Ban mẫu, “Hình”, bản 2, cập nhật ngày 22/11/2026, https://example.com/a/');
  });

  test('says a level in the picture in the very words the pages use', () => {
    for (const { groups } of Object.values(targetBarsExamples)) {
      for (const { bound, value, unit, label } of groups.flatMap(({ targets }) => targets)) {
        const words = valueText({ bound, value, unit, label }, 'vi');
        expect(words).toBe(targetText({ bound, value: typeof value === 'number' ? value : [...value], unit }));
      }
    }
  });
});
