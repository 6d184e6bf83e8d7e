/** A square picture to share after an attempt, in px: the contest, the round, and of the person only what they chose. */
import { drum } from '../certificate/ornament.ts';
import { palette } from '../palette.ts';
import { blockHeight, type Mark, type Scene } from '../scene.ts';
import { paragraph } from '../block.ts';
import { wrapText } from '../type/wrap.ts';

export interface ShareCardWords {
  contest: string;
  round: string;
  /** Left out unless the person asked for them. */
  name?: string;
  unit?: string;
  score?: string;
  /** Where the contest is. */
  address: string;
}

/** Square: it fills a phone's width in any feed, where a wide one would be a strip. */
const side = 1080;
const margin = 84;
const width = side - 2 * margin;
const middle = side / 2;

type Line = [text: string, size: number, weight: 400 | 600, colour: string, above: number];

const lines = ({ contest, round, name, unit, score }: ShareCardWords, scale: number): Line[] => {
  const { ink, muted, accent } = palette;
  const all: (Line | false)[] = [
    name !== undefined && [name, 58 * scale, 600, ink, 0],
    unit !== undefined && [unit, 34 * scale, 400, muted, 0],
    [name === undefined ? 'Tôi đã tham gia' : 'đã tham gia', 40 * scale, 400, ink, 12 * scale],
    [contest, 50 * scale, 600, accent, 6 * scale],
    [round, 40 * scale, 600, ink, 10 * scale],
    score !== undefined && [score, 64 * scale, 600, ink, 18 * scale],
  ];
  return all.filter((line) => line !== false);
};

const depthOf = (of: Line[]) =>
  of.reduce(
    (sum, [text, size, weight, , above]) =>
      sum + above + blockHeight(wrapText(text, width, { size, weight }).length, size),
    0,
  );

/** The card. What was not chosen is not in its marks at all. */
export function layOutShareCard(words: ShareCardWords): Scene {
  const { ink, paper, hairline } = palette;
  const emblem = 84;
  const address = { x: middle, width, size: 32, weight: 600, colour: ink, anchor: 'middle' } as const;
  const addressTop = side - margin - blockHeight(wrapText(words.address, width, address).length, address.size);
  const rule = addressTop - 20;
  const room = { top: margin + 2 * emblem + 24, bottom: rule - 12 };

  const scale =
    [1, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52, 0.45].find((one) => depthOf(lines(words, one)) <= room.bottom - room.top) ??
    0.38;
  const body = lines(words, scale);
  let top = room.top + Math.max(0, room.bottom - room.top - depthOf(body)) / 2;
  const marks: Mark[] = body.flatMap(([text, size, weight, colour, above]) => {
    const block = paragraph(text, { x: middle, top: top + above, width, size, weight, colour, anchor: 'middle' });
    top = block.bottom;
    return block.marks;
  });
  return {
    width: side,
    height: side,
    marks: [
      { kind: 'rect', x: 0, y: 0, width: side, height: side, fill: paper },
      { kind: 'path', d: `M36 36h${side - 72}v${side - 72}h${72 - side}Z`, stroke: hairline, strokeWidth: 3 },
      ...drum(middle, margin + emblem, emblem),
      ...marks,
      { kind: 'path', d: `M${margin} ${rule}h${width}`, stroke: hairline, strokeWidth: 2 },
      ...paragraph(words.address, { ...address, top: addressTop }).marks,
    ],
  };
}

/** The card in words, for those who do not see it. */
export const shareCardText = (words: ShareCardWords): string =>
  [
    words.name === undefined ? 'Tôi' : [words.name, words.unit].filter(Boolean).join(', '),
    ...(words.name === undefined && words.unit !== undefined ? [`(${words.unit})`] : []),
    `đã tham gia ${words.contest}, ${words.round}${words.score === undefined ? '' : `: ${words.score}`}.`,
    words.address,
  ].join(' ');
