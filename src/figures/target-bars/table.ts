/** A target-bars figure as a table: the level in words for readers, its numbers for spreadsheets. */
import type { FigureTable } from '../figure.ts';
import { valueRange, type TargetBars } from './data.ts';
import { numberText, valueText } from './wording.ts';

const columns = {
  vi: ['Nhóm', 'Chỉ tiêu', 'Mức đề ra', 'Từ', 'Đến', 'Đơn vị'],
  en: ['Group', 'Target', 'Level', 'From', 'To', 'Unit'],
};

export function targetBarsTable({ language, groups }: TargetBars): FigureTable {
  return {
    columns: columns[language],
    rows: groups.flatMap(({ title, targets }) =>
      targets.map((target) => [
        title,
        target.label,
        valueText(target, language),
        ...valueRange(target).map((value) => numberText(value, language)),
        target.unit,
      ]),
    ),
  };
}
