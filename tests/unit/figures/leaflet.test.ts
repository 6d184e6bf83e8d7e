import '../../support/random-seed.ts';
import fc from 'fast-check';
import { encode } from 'uqr';
import { expect, test } from 'vitest';
import type { Leaflet } from '../../../src/figures/leaflet/data.ts';
import { layOutLeaflet } from '../../../src/figures/leaflet/sheets.ts';
import { qrOutline } from '../../../src/figures/qr.ts';
import { scenesToPdf } from '../../../src/figures/scene-pdf.ts';
import { lineBoxes, type Scene } from '../../../src/figures/scene.ts';
import { wholeFaces } from '../../../src/typeface/whole-faces.ts';
import { overlappingText, textOutsideFrame } from '../../support/figure-boxes.ts';
import { readPdf } from '../../support/pdf-reader.ts';
import { vietnameseText } from '../../support/vietnamese-text.ts';

const address = 'https://vidu.vn/to-roi/to-mau/';
const qr = encode(address, { ecc: 'M', border: 0 }).data;
const panel = { title: 'Mặt có chữ', blocks: [{ kind: 'paragraph', text: 'Một đoạn ngắn.' }] } as const;
const plain: Leaflet = {
  office: 'Ban Tuyên giáo – đơn vị mẫu',
  title: ['Nghị quyết', 'Đại hội XIII'],
  summary: 'Tóm tắt cho người đọc.',
  audience: 'Dành cho mọi người',
  term: 'Tư liệu về Đại hội XIII, nhiệm kỳ 2021–2026.',
  panels: [1, 2, 3, 4].map((number) => ({ title: `Mặt ${number}`, blocks: [...panel.blocks] })),
  address: 'vidu.vn/to-roi/to-mau',
  source: 'Nguồn: Nghị quyết.',
  imprint: ['Ban Tuyên giáo – đơn vị mẫu.', 'Nội dung rà soát ngày 22/11/2026.'],
  largePrint: false,
};

const mm = 96 / 25.4;
/** What is printed nearer to a fold or an edge than this is lost in it. */
const clear = 7 * mm;
const foldsOf = { outside: [0, 97, 197, 297], inside: [0, 100, 200, 297] };

/** Lines that stand on a fold, beyond the sheet's margin, or in two panels at once. */
const outOfPanel = (scene: Scene, folds: number[]) =>
  scene.marks
    .flatMap((mark) => (mark.kind === 'text' ? lineBoxes(mark) : []))
    .filter(({ x, width, y, height }) => {
      const fits = folds.some(
        (fold, index) => x >= fold * mm + clear && x + width <= (folds[index + 1] ?? 0) * mm - clear,
      );
      return !fits || y < clear || y + height > 210 * mm - clear;
    });

const blocks = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constantFrom('paragraph' as const, 'bullet' as const), text: vietnameseText }),
    fc.record({ kind: fc.constant('level' as const), label: vietnameseText, level: vietnameseText }),
  ),
  { maxLength: 24 },
);
const panels = fc.array(fc.record({ title: vietnameseText, blocks }), { minLength: 4, maxLength: 4 });

// Seen to fail with excess always 0, and with a panel's room as wide as its third of the sheet.
test('whatever a leaflet says, either every line stands whole in its panel, or the panel is named as too long', () => {
  let fitting = 0;
  fc.assert(
    fc.property(panels, fc.boolean(), (written, largePrint) => {
      const { sheets, excess } = layOutLeaflet({ ...plain, panels: written, largePrint }, qr);
      if (excess.length > 0) return;
      fitting += 1;
      for (const [scene, folds] of [
        [sheets[0], foldsOf.outside],
        [sheets[1], foldsOf.inside],
      ] as const) {
        expect(outOfPanel(scene, folds)).toEqual([]);
        expect(overlappingText(scene)).toEqual([]);
        expect(textOutsideFrame(scene)).toEqual([]);
      }
    }),
  );
  expect(fitting).toBeGreaterThan(5);
});

test('a panel that is too long is named by its number in reading, with how many lines too many', () => {
  const long = { title: 'Mặt dài', blocks: Array.from({ length: 60 }, () => panel.blocks[0]) };
  const { excess } = layOutLeaflet(
    { ...plain, panels: [panel, panel, panel, long].map((one) => ({ ...one, blocks: [...one.blocks] })) },
    qr,
  );
  expect(excess.map(({ panel: number }) => number)).toEqual([5]);
  expect(excess[0]?.lines).toBeGreaterThan(10);
});

test('the cover stands right of the back, the folded panel left of it, and the inside in reading order', () => {
  const { sheets } = layOutLeaflet(plain, qr);
  const placeOf = (scene: Scene, words: string) =>
    scene.marks.flatMap((mark) => (mark.kind === 'text' && mark.lines.includes(words) ? [mark.x] : []))[0] ?? NaN;
  const outside = ['Mặt 4', 'Đọc trên điện thoại', 'Đại hội XIII'].map((words) => placeOf(sheets[0], words));
  const inside = ['Mặt 1', 'Mặt 2', 'Mặt 3'].map((words) => placeOf(sheets[1], words));
  for (const places of [outside, inside]) {
    expect(places.every(Number.isFinite)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  }
});

test('the QR code on the back is that of the page, module by module, with white around it', () => {
  const [outside] = layOutLeaflet(plain, qr).sheets;
  const shapes = outside.marks.flatMap((mark) => (mark.kind === 'shape' && mark.fill === '#000000' ? [mark.d] : []));
  expect(shapes).toHaveLength(1);
  const drawn = [...(shapes[0] ?? '').matchAll(/M([\d.]+) ([\d.]+)h([\d.]+)/g)].map((found) =>
    found.slice(1).map(Number),
  );
  const left = Math.min(...drawn.map(([x = 0]) => x));
  const top = Math.min(...drawn.map(([, y = 0]) => y));
  const modulePx = drawn[0]?.[2] ?? 0;
  expect(shapes[0]).toBe(qrOutline(qr, left, top, modulePx));
  expect(left - 97 * mm).toBeGreaterThan(4 * modulePx);
  const near = outside.marks
    .flatMap((mark) => (mark.kind === 'text' ? lineBoxes(mark) : []))
    .filter(
      ({ x, y, width, height }) =>
        x < left + (qr.length + 4) * modulePx &&
        x + width > left - 4 * modulePx &&
        y + 0.3 * height < top + (qr.length + 4) * modulePx &&
        y + 0.9 * height > top - 4 * modulePx,
    );
  expect(near).toEqual([]);
});

test('the PDF is two pages of A4 laid across, its words can be read back, and its bytes depend on nothing else', async () => {
  const said = ['Ẳ Ễ ỹ ặ Đường lối', 'khoảng 6,5–7\u00a0%/năm'];
  const { sheets } = layOutLeaflet(
    {
      ...plain,
      panels: plain.panels.map((one) => ({
        ...one,
        title: said[0] ?? '',
        blocks: [{ kind: 'level', label: 'Tăng trưởng', level: said[1] ?? '' }],
      })),
    },
    qr,
  );
  const words = { title: 'Tờ mẫu: Đại hội', author: 'Ban', subject: 'Thử', language: 'vi', day: '2026-11-22' };
  const faces = await wholeFaces();
  const pdf = await scenesToPdf(sheets, faces, words);
  const { pages, title, language } = await readPdf(pdf);
  expect(pages.map(({ width, height }) => [width, height])).toEqual([
    [297, 210],
    [297, 210],
  ]);
  expect([title, language]).toEqual([words.title, 'vi']);
  for (const { text } of pages) {
    expect(text).toBe(text.normalize('NFC'));
    expect(text).toContain(said[0]);
    expect(text).toContain(said[1]?.replace('\u00a0', ' '));
  }
  expect(await scenesToPdf(sheets, faces, words)).toEqual(pdf);
});
