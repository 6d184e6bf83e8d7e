/** What an infographic draws: its part of a dataset, and the words that stand in the picture. */
import type { TargetBars } from '../figures/target-bars/data.ts';
import type { Infographic } from '../schemas/infographic.ts';
import type { TargetSet } from '../schemas/target.ts';

/** The dataset an infographic draws, cut to the groups it names. A dataset or group that is not there throws. */
export function drawnSet({ data, groups }: Pick<Infographic, 'data' | 'groups'>, sets: TargetSet[]): TargetSet {
  const set = sets.find(({ id }) => id === data);
  if (set === undefined) throw new Error(`không có bộ số liệu "${data}" trong content/data`);
  const unknown = groups?.find((id) => !set.groups.some((group) => group.id === id));
  if (unknown !== undefined) throw new Error(`bộ số liệu "${data}" không có nhóm "${unknown}"`);
  return groups === undefined ? set : { ...set, groups: set.groups.filter(({ id }) => groups.includes(id)) };
}

/** A dataset of targets as the target-bars figure takes it, under the infographic's own title, source line and date. */
export function targetBarsOf(infographic: Infographic, set: TargetSet): TargetBars {
  return {
    language: 'vi',
    title: infographic.title,
    subtitle: `${set.title}.`,
    groups: set.groups.map(({ title, targets }) => ({
      title,
      targets: targets.map(({ short, bound, value, unit }) => ({ label: short, bound, value, unit })),
    })),
    source: infographic.source_line,
    date: infographic.updated,
    version: infographic.version,
  };
}

/** How to cite an infographic: office, title, version, day, address. */
export function citation(infographic: Pick<Infographic, 'title' | 'version' | 'updated'>, office: string, url: string) {
  const day = infographic.updated.split('-').reverse().join('/');
  return `${office}, “${infographic.title}”, bản ${infographic.version}, cập nhật ngày ${day}, ${url}`;
}

/** What an infographic's page tells machines (schema.org Dataset): which figures it draws, from which documents, for what use. */
export function datasetFacts(
  { title, summary, version, updated, licence }: Infographic,
  { period }: Pick<TargetSet, 'period'>,
  sources: { name: string; route: string }[],
  office: string,
  address: string,
): object {
  const whole = (route: string) => new URL(route, address).href;
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    name: title,
    description: summary,
    url: address,
    inLanguage: 'vi',
    version: String(version),
    dateModified: updated,
    temporalCoverage: period.replace('–', '/'),
    license: licence,
    creator: { '@type': 'Organization', name: office, url: whole('/') },
    isAccessibleForFree: true,
    isBasedOn: sources.map(({ name, route }) => ({ '@type': 'CreativeWork', name, url: whole(route) })),
  };
}
