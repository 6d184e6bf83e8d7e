/** A leaflet as its sheet prints it: figures become words, the office signs it. */
import { encode } from 'uqr';
import type { Leaflet as LeafletWords, PanelBlock } from '../figures/leaflet/data.ts';
import { layOutLeaflet, type LaidLeaflet } from '../figures/leaflet/sheets.ts';
import type { ReadingAudience } from '../schemas/audience.ts';
import type { Leaflet, LeafletPanel } from '../schemas/leaflet.ts';
import { termWords } from '../schemas/page.ts';
import type { Site } from '../schemas/site.ts';
import { withFigures } from './prose.ts';
import { targetText, type TargetIndex } from './targets.ts';

/** Readers as a cover names them, after "Dành cho". */
const readers: Record<ReadingAudience, string> = {
  everyone: 'mọi người',
  'party-members': 'đảng viên',
  'civil-servants': 'cán bộ, công chức, viên chức',
  youth: 'đoàn viên, thanh niên',
  elderly: 'người cao tuổi',
  'non-state-enterprises': 'người làm việc ở doanh nghiệp ngoài nhà nước',
  'fdi-enterprises': 'người làm việc ở doanh nghiệp có vốn đầu tư nước ngoài',
  press: 'báo chí',
};

/** "Dành cho đoàn viên, thanh niên". */
export const writtenFor = (audiences: ReadingAudience[]): string =>
  `Dành cho ${audiences.map((audience) => readers[audience]).join('; ')}`;

type Targets = Pick<TargetIndex, 'target'>;

/** Paragraphs and bullets of a panel's text, then its large figures. A target that no dataset has throws. */
export function panelBlocks(
  { text, targets: ids }: Pick<LeafletPanel, 'text' | 'targets'>,
  targets: Targets,
): PanelBlock[] {
  const blocks: PanelBlock[] = [];
  for (const part of withFigures(text, targets).split(/\n\s*\n/)) {
    let open: { kind: 'paragraph' | 'bullet'; text: string } | undefined;
    for (const line of part.split('\n').map((one) => one.trim())) {
      if (line === '') continue;
      if (open && !line.startsWith('- ')) {
        open.text += ` ${line}`;
        continue;
      }
      open = line.startsWith('- ') ? { kind: 'bullet', text: line.slice(2) } : { kind: 'paragraph', text: line };
      blocks.push(open);
    }
  }
  const levels = ids.map((id): PanelBlock => {
    const target = targets.target(id);
    return { kind: 'level', label: target.short, level: targetText(target) };
  });
  return [...blocks, ...levels];
}

/** An address as people type it. */
const typed = (address: string) => address.replace(/^https?:\/\//, '').replace(/\/$/, '');

const dayText = (day: string) => day.split('-').reverse().join('/');

/**
 * A leaflet laid out on its two sides.
 * @param address whole address of its page, where its QR code leads
 */
export function laidLeaflet(
  leaflet: Leaflet,
  {
    site,
    targets,
    address,
  }: { site: Pick<Site, 'office' | 'responsible' | 'licence'>; targets: Targets; address: string },
): LaidLeaflet {
  const { name, newer } = termWords.vi[leaflet.term];
  const words: LeafletWords = {
    office: site.office,
    title: leaflet.cover ?? [leaflet.title],
    summary: leaflet.summary,
    audience: writtenFor(leaflet.audiences),
    term: `Tư liệu về ${name}.${newer === undefined ? '' : ` ${newer}.`}`,
    panels: leaflet.panels.map((panel) => ({ title: panel.title, blocks: panelBlocks(panel, targets) })),
    address: typed(address),
    source: leaflet.source_line,
    imprint: [
      `${site.office}. Chịu trách nhiệm nội dung: ${site.responsible}.`,
      `Giấy phép: ${site.licence}.`,
      `Nội dung rà soát ngày ${dayText(leaflet.updated)}.`,
    ],
    largePrint: leaflet.large_print,
  };
  return layOutLeaflet(words, encode(address, { ecc: 'M', border: 0 }).data);
}
