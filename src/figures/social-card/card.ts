/** The picture that stands beside a link in a chat or a news feed: what is shared, and whose page it is. */
import { paragraph } from '../block.ts';
import { drum } from '../certificate/ornament.ts';
import { palette } from '../palette.ts';
import { blockHeight, type Mark, type Scene } from '../scene.ts';
import { wrapText } from '../type/wrap.ts';

export interface SocialCardWords {
  title: string;
  /** One or two lines below the title. */
  summary: string;
  /** Who answers for the page. */
  office: string;
}

/** The size every reader of Open Graph takes whole, in px. */
export const socialCardSize = { width: 1200, height: 630 } as const;

const margin = 72;
/** Some applications cut a square from the middle: the words keep clear of the ornament, not of the edge. */
const column = 800;

/** The card. A long title is set smaller until it and the summary fit. */
export function layOutSocialCard({ title, summary, office }: SocialCardWords): Scene {
  const { width, height } = socialCardSize;
  const { ink, muted, accent, paper } = palette;
  const foot = { x: margin, width: width - 2 * margin, size: 30, weight: 400, colour: muted, anchor: 'start' } as const;
  const footTop = height - margin - blockHeight(wrapText(office, foot.width, foot).length, foot.size);
  const depth = (size: number) =>
    blockHeight(wrapText(title, column, { size, weight: 600 }).length, size) +
    28 +
    blockHeight(wrapText(summary, column, { size: 34, weight: 400 }).length, 34);
  const size = [84, 76, 68, 60, 52, 46].find((one) => depth(one) <= footTop - 2 * margin) ?? 40;
  const heading = paragraph(title, {
    x: margin,
    top: margin + 16,
    width: column,
    size,
    weight: 600,
    colour: ink,
    anchor: 'start',
  });
  const text = paragraph(summary, {
    x: margin,
    top: heading.bottom + 28,
    width: column,
    size: 34,
    weight: 400,
    colour: muted,
    anchor: 'start',
  });
  const marks: Mark[] = [
    { kind: 'rect', x: 0, y: 0, width, height, fill: paper },
    { kind: 'rect', x: 0, y: 0, width, height: 12, fill: accent },
    ...drum(1040, 250, 120),
    ...heading.marks,
    ...text.marks,
    ...paragraph(office, { ...foot, top: footTop }).marks,
  ];
  return { width, height, marks };
}
