import { describe, expect, test } from 'vitest';
import { indexTargets, numberText, targetText, UnknownTargetError } from '../../../src/catalog/targets.ts';
import type { Target, TargetSet } from '../../../src/schemas/target.ts';

const target = (fields: Partial<Target>): Target => ({
  id: 'a',
  what: 'Chỉ tiêu',
  short: 'Chỉ tiêu',
  bound: 'exact',
  value: 1,
  unit: '%',
  ...fields,
});
const set = (fields: Partial<TargetSet>): TargetSet => ({
  kind: 'targets',
  id: 'bo-so-lieu',
  title: 'Bộ số liệu',
  period: '2021–2025',
  sources: ['nq'],
  groups: [],
  ...fields,
});

describe('the words of a target', () => {
  test.each([
    [{ bound: 'about', value: [6.5, 7], unit: '%/năm' }, 'khoảng 6,5–7\u00a0%/năm'],
    [{ bound: 'about', value: [4700, 5000], unit: 'USD' }, 'khoảng 4.700–5.000\u00a0USD'],
    [{ bound: 'over', value: 25, unit: '%' }, 'trên 25\u00a0%'],
    [{ bound: 'under', value: 4, unit: '%' }, 'dưới 4\u00a0%'],
    [{ bound: 'at-least', value: 80, unit: '%' }, 'tối thiểu 80\u00a0%'],
    [{ bound: 'exact', value: 74.5, unit: 'tuổi' }, '74,5\u00a0tuổi'],
  ] satisfies [Pick<Target, 'bound' | 'value' | 'unit'>, string][])('%o reads “%s”', (fields, words) => {
    expect(targetText(fields)).toBe(words);
  });

  test('no digit of a figure is rounded away', () => {
    expect(numberText(0.125)).toBe('0,125');
  });
});

describe('targets by id', () => {
  const index = indexTargets([
    set({ groups: [{ id: 'kinh-te', title: 'Kinh tế', targets: [target({ id: 'gdp' }), target({ id: 'tfp' })] }] }),
    set({
      id: 'khac',
      period: '2026',
      groups: [{ id: 'xa-hoi', title: 'Xã hội', targets: [target({ id: 'poverty' })] }],
    }),
  ]);

  test('a target is found whichever dataset holds it', () => {
    expect(index.target('tfp').id).toBe('tfp');
    expect(index.target('poverty').id).toBe('poverty');
  });

  test('a group knows the period of its own dataset', () => {
    expect(index.group('xa-hoi').set.period).toBe('2026');
  });

  test('an unknown target or group stops the build', () => {
    expect(() => index.target('kinh-te')).toThrow(UnknownTargetError);
    expect(() => index.group('gdp')).toThrow(UnknownTargetError);
  });

  test('two targets may not share an id, even in different datasets', () => {
    const twice = ['a', 'b'].map((id) => set({ id, groups: [{ id, title: id, targets: [target({ id: 'gdp' })] }] }));
    expect(() => indexTargets(twice)).toThrow('"gdp" có ở hai nơi');
  });
});
