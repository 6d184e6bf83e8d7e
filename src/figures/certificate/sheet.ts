/** The certificate on a sheet of A4 laid across, in px of 1/96 inch: a border, the facts, the way to check them. */
import { blockHeight, firstBaseline, type Mark, type Scene, type TextMark } from '../scene.ts';
import { palette } from '../palette.ts';
import { qrOutline } from '../qr.ts';
import { wrapText } from '../type/wrap.ts';
import { border, drum } from './ornament.ts';

export interface CertificateWords {
  /** Who issues it. */
  office: string;
  contest: string;
  round: string;
  name: string;
  unit: string;
  /** The units above the unit, nearest first. */
  unitPath: string;
  /** Up to three figures with what they are: `['Điểm', '38/40']`. */
  figures: [label: string, value: string][];
  issued: string;
  /** How to check it without the QR. */
  check: string;
  /** The code in groups. */
  code: string;
  /** What is printed across a sheet that no longer holds. */
  revoked?: string;
}

const width = 1123;
const height = 794;
/** The drums in the corners reach out of the border, and no printer reaches the sheet's last 5 mm. */
const inset = 40;
const band = 40;
/** The words' room. */
const room = { left: 116, right: width - 116, top: 97, bottom: height - 97 };
const middle = width / 2;
/** White on all sides of a QR code, in modules, without which readers may not see it. */
const quiet = 4;
const modulePx = 4;

type Style = Pick<TextMark, 'size' | 'weight' | 'colour'>;

interface Block extends Style {
  lines: string[];
  /** White above it. */
  above: number;
}

const block = (text: string, widest: number, above: number, style: Style): Block => ({
  lines: wrapText(text, widest, style),
  above,
  ...style,
});

const depth = ({ lines, above, size }: Block) => (lines.length === 0 ? 0 : above + blockHeight(lines.length, size));
const depthOf = (blocks: Block[]) => blocks.reduce((sum, one) => sum + depth(one), 0);

/** Blocks under one another from `top`. */
function stack(blocks: Block[], top: number, x: number, anchor: TextMark['anchor']): TextMark[] {
  let y = top;
  return blocks.flatMap((one) => {
    const { lines, above, size, weight, colour } = one;
    if (lines.length === 0) return [];
    const baseline = firstBaseline(y + above, size);
    y += depth(one);
    return [{ kind: 'text', lines, x, baseline, size, weight, colour, anchor }];
  });
}

/** What stands in the middle of the sheet, `scale` times as large as it would like to be. */
function words({ office, contest, round, name, unit, unitPath }: CertificateWords, scale: number): Block[] {
  const { ink, muted, accent } = palette;
  const across = room.right - room.left;
  return [
    block(office, across, 4, { size: 17 * scale, weight: 400, colour: muted }),
    block('GIẤY CHỨNG NHẬN', across, 2, { size: 54 * scale, weight: 600, colour: accent }),
    block(contest, 0.86 * across, 2, { size: 19 * scale, weight: 400, colour: ink }),
    block(round, across, 2, { size: 19 * scale, weight: 600, colour: ink }),
    block(name, across, 14 * scale, { size: 42 * scale, weight: 600, colour: ink }),
    block(unit, across, 0, { size: 21 * scale, weight: 400, colour: ink }),
    block(unitPath, across, 0, { size: 16 * scale, weight: 400, colour: muted }),
  ];
}

/** @param qr modules of the QR code of the address where the certificate is checked, without a margin */
export function layOutCertificate(certificate: CertificateWords, qr: boolean[][]): Scene {
  const { figures, issued, check, code, revoked } = certificate;
  const { ink, muted, accent } = palette;
  const codeStyle = { size: 15, weight: 600, colour: ink } as const;
  const qrSize = qr.length * modulePx;
  const codeTop = room.bottom - blockHeight(1, codeStyle.size);
  const qrLeft = room.right - qrSize;
  const qrTop = codeTop - quiet * modulePx - qrSize;
  /** The words at the bottom stop short of the code and its margin. */
  const leftWidth = qrLeft - 2 * quiet * modulePx - room.left;

  const small = { size: 15, weight: 400, colour: muted } as const;
  const notes = [block(issued, leftWidth, 0, small), block(check, leftWidth - 100, 0, small)];
  const notesTop = room.bottom - depthOf(notes);
  const column = leftWidth / Math.max(figures.length, 1);
  const columns = figures.map(([label, value]) => [
    block(label, column - 16, 0, small),
    block(value, column - 16, 0, { size: 30, weight: 600, colour: ink }),
  ]);
  const figuresDepth = Math.max(0, ...columns.map(depthOf));
  const figuresTop = notesTop - 14 - figuresDepth;

  const emblem = 27;
  const top = room.top + 2 * emblem;
  const bottom = Math.min(figuresTop, qrTop - quiet * modulePx);
  const scale =
    [1, 0.92, 0.85, 0.78, 0.7, 0.62, 0.54].find((one) => depthOf(words(certificate, one)) <= bottom - top) ?? 0.46;
  const blocks = words(certificate, scale);
  const spare = Math.max(0, bottom - top - depthOf(blocks)) / 2;

  const marks: Mark[] = [
    { kind: 'rect', x: 0, y: 0, width, height, fill: '#ffffff' },
    ...border(width, height, inset, band),
    ...drum(middle, room.top + emblem, emblem),
    ...stack(blocks, top + spare, middle, 'middle'),
    ...columns.flatMap((blocksOf, index) => stack(blocksOf, figuresTop, room.left + index * column, 'start')),
    ...stack(notes, notesTop, room.left, 'start'),
    { kind: 'shape', d: qrOutline(qr, qrLeft, qrTop, modulePx), fill: '#000000' },
    ...stack([block(code, room.right - room.left, 0, codeStyle)], codeTop, room.right, 'end'),
  ];
  if (revoked) {
    const high = 128;
    // Over the name and the unit, and clear of the QR code, which still leads to the truth.
    const y = bottom - high;
    const edge = inset + band;
    marks.push(
      { kind: 'rect', x: edge, y, width: width - 2 * edge, height: high, fill: '#ffffff' },
      {
        kind: 'path',
        d: `M${edge} ${y}h${width - 2 * edge}M${edge} ${y + high}h${width - 2 * edge}`,
        stroke: accent,
        strokeWidth: 6,
      },
      ...stack([block(revoked, width, 0, { size: 76, weight: 600, colour: accent })], y + 6, middle, 'middle'),
    );
  }
  return { width, height, marks };
}
