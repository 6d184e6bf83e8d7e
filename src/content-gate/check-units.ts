import { textOf, type Entry } from './entry.ts';
import { didYouMean } from './nearest.ts';
import type { Problem } from './report.ts';

/** Rule: units form a tree. Every parent exists, and nobody stands above itself. */
export function checkUnits(units: Entry<unknown>[]): Problem[] {
  const byCode = new Map(
    units.flatMap((unit) => (textOf(unit.raw, 'code') === undefined ? [] : [[textOf(unit.raw, 'code') ?? '', unit]])),
  );
  const parentOf = (unit: Entry<unknown>) => textOf(unit.raw, 'parent');
  const problems = units.flatMap((unit): Problem[] => {
    const parent = parentOf(unit);
    if (parent === undefined || byCode.has(parent)) return [];
    return [
      {
        ...unit.place(['parent']),
        problem: `không có đơn vị "${parent}"`,
        remedy: didYouMean(parent, byCode.keys(), 'thêm dòng của đơn vị cấp trên, hoặc sửa mã'),
      },
    ];
  });

  const settled = new Set<string>();
  for (const [code, unit] of byCode) {
    const path: string[] = [];
    let at: string | undefined = code;
    while (at !== undefined && !settled.has(at) && !path.includes(at)) {
      path.push(at);
      const above: Entry<unknown> | undefined = byCode.get(at);
      at = above && parentOf(above);
    }
    if (at !== undefined && path.includes(at)) {
      const circle = [...path.slice(path.indexOf(at)), at].join(' → ');
      problems.push({
        ...(byCode.get(at) ?? unit).place(['parent']),
        problem: `đơn vị thuộc chính nó: ${circle}`,
        remedy: 'sửa cột parent để đi lên mãi thì tới đơn vị gốc',
      });
    }
    for (const seen of path) settled.add(seen);
  }
  return problems;
}
