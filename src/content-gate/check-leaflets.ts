/** Rule: a leaflet fits its sheet. Text is measured with the very face it is printed in; what is too long is named, not cut. */
import { laidLeaflet } from '../catalog/leaflets.ts';
import { routeOf } from '../catalog/routes.ts';
import { indexTargets, UnknownTargetError } from '../catalog/targets.ts';
import { unmeasured } from '../figures/type/measure.ts';
import { Leaflet } from '../schemas/leaflet.ts';
import { pagesIn, type ContentTree } from './content-tree.ts';
import type { Entry } from './entry.ts';
import { textsIn } from './prose.ts';
import type { Problem } from './report.ts';

/** The panels that are made from fields, by their number in reading. */
const madeFrom: Record<number, { field: string; name: string; remedy: string }> = {
  1: { field: 'summary', name: 'bìa', remedy: 'rút gọn title hoặc summary' },
  6: {
    field: 'source_line',
    name: 'mặt sau',
    remedy: 'rút gọn source_line; tên cơ quan và giấy phép lấy từ content/site.yaml',
  },
};

export function checkLeaflets(tree: ContentTree): Problem[] {
  const { site } = tree;
  const leaflets = pagesIn(tree, 'leaflets');
  const sets = tree.targetSets.flatMap(({ value }) => value ?? []);
  // What is broken is told elsewhere; only what can be laid out is measured.
  if (!site?.value || sets.length < tree.targetSets.length) return [];
  const office = site.value;
  const targets = soundTargets(sets);
  if (!targets) return [];
  return leaflets.flatMap((entry): Problem[] => {
    const leaflet = Leaflet.safeParse(entry.raw);
    if (!leaflet.success) return [];
    const address = new URL(routeOf('leaflets', entry.name), office.url).href;
    try {
      const { excess } = laidLeaflet(leaflet.data, { site: office, targets, address });
      return [...excess.map(({ panel, lines }) => tooLong(entry, panel, lines)), ...undrawable(entry)];
    } catch (fault) {
      if (fault instanceof UnknownTargetError) return [];
      throw fault;
    }
  });
}

function soundTargets(sets: Parameters<typeof indexTargets>[0]) {
  try {
    return indexTargets(sets);
  } catch (fault) {
    if (fault instanceof UnknownTargetError) return undefined;
    throw fault;
  }
}

function tooLong(entry: Entry<unknown>, panel: number, lines: number): Problem {
  const made = madeFrom[panel];
  if (made)
    return {
      ...entry.place([made.field]),
      problem: `${made.name} của tờ rơi dài quá ${lines} dòng`,
      remedy: made.remedy,
    };
  const inside = panel === 5 ? 'mặt gấp vào' : `mặt trong thứ ${panel - 1}`;
  return {
    ...entry.place(['panels', panel - 2, 'text']),
    problem: `mặt ${panel} của tờ rơi (${inside}) dài quá ${lines} dòng`,
    remedy: 'bớt chữ hoặc bớt chỉ tiêu ở mặt này, hoặc chuyển một ý sang mặt còn chỗ',
  };
}

/** A sign the face lacks would be printed as an empty box. */
function undrawable(entry: Entry<unknown>): Problem[] {
  return [...textsIn(entry.raw)].flatMap(({ path, text }) =>
    unmeasured(text.replace(/\s/g, ' ')).map((sign) => ({
      ...entry.placeOfText(path, sign),
      problem: `phông chữ in tờ rơi không có ký tự "${sign}"`,
      remedy: 'viết bằng chữ khác',
    })),
  );
}
