/** Files of an infographic, from what it says to their bytes, with the threads and the renderer of a build. */
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { saidIn, type Edition } from '../../../src/catalog/editions.ts';
import { carryOut, type Drawing } from '../../../src/downloads/drawing.ts';
import { forms, type Ending, type Form } from '../../../src/downloads/forms.ts';
import { makeFile, type Workplace } from '../../../src/downloads/make-file.ts';
import { asItStands } from '../../../src/downloads/original.ts';
import { drawingKey, rendererKey } from '../../../src/downloads/renderer.ts';
import { csvOf } from '../../../src/downloads/table.ts';
import { drawingThreads } from '../../../src/downloads/threads.ts';
import { drawingOf } from '../../../src/downloads/to-draw.ts';
import { figureExamples } from '../../../src/figures/examples.ts';
import { tableOf, type Figure } from '../../../src/figures/figure.ts';
import { wholeFaces } from '../../../src/typeface/whole-faces.ts';
import { charactersOf } from '../../support/font-reader.ts';
import { readPdf } from '../../support/pdf-reader.ts';

const root = pathToFileURL(`${process.cwd()}/`);
const faces = await wholeFaces();

const [figure] = Object.values(figureExamples.steps);
if (!figure) throw new Error('no example');
const editionWith = (drawn: Figure): Edition => ({
  slug: 'mau',
  version: 1,
  updated: drawn.date,
  licence: 'Được dùng lại khi ghi nguồn',
  sources: ['mot-van-ban'],
  languages: {
    vi: {
      words: {
        title: drawn.title,
        summary: 'Tóm tắt.',
        subtitle: drawn.subtitle,
        description: 'Mô tả.',
        source_line: drawn.source,
      },
      figure: drawn,
      table: tableOf(drawn),
      office: 'Đơn vị mẫu',
    },
  },
});
const original = (drawn: Figure = figure) => asItStands(editionWith(drawn), 'vi');
const place: Workplace = {
  site: new URL('https://example.com'),
  sourceOf: (id) => ({ name: 'Một văn bản', route: `/van-ban/${id}/` }),
  draw: (drawing) => carryOut(drawing, faces),
};
const form = (ending: Ending): Form => {
  const found = forms.find((one) => one.ending === ending);
  if (!found) throw new Error(ending);
  return found;
};
const made = (ending: Ending, drawn?: Figure) => makeFile(original(drawn), form(ending), place);

describe('the list of forms', () => {
  test('names no file twice', () => {
    expect(new Set(forms.map(({ ending }) => ending)).size).toBe(forms.length);
  });

  test('says what kind of file the name says', () => {
    const medias = {
      png: 'image/png',
      svg: 'image/svg+xml',
      pdf: 'application/pdf',
      csv: 'text/csv',
      json: 'application/json',
    };
    for (const { ending, media } of forms)
      expect([ending, media]).toEqual([
        ending,
        medias[ending.slice(ending.lastIndexOf('.') + 1) as keyof typeof medias],
      ]);
  });
});

// The largest is left to the built site: it takes a second and says no more.
test.each(forms.filter(({ ending }) => ending !== '-4961.png').map(({ ending }) => ending))(
  '%s comes out in the same bytes twice',
  async (ending) => {
    expect(Buffer.from(await made(ending)).equals(Buffer.from(await made(ending)))).toBe(true);
  },
);

test('a tall figure is as high as its picture is said to be, a wide one as wide', async () => {
  const tall = Object.values(figureExamples['target-bars']).find(
    (one) => one.kind === 'target-bars' && one.groups.flatMap(({ targets }) => targets).length > 12,
  );
  expect(tall).toBeDefined();
  for (const drawn of [figure, tall]) {
    const { width, height } = await sharp(await made('-1200.png', drawn)).metadata();
    expect(Math.max(width, height)).toBe(1200);
  }
});

test('a sheet has its words, and its page is the sheet', async () => {
  const { pages, language } = await readPdf(await made('-a3.pdf'));
  const [page] = pages;
  expect([page?.width, page?.height].sort()).toEqual([297, 420]);
  expect(language).toBe('vi');
  expect(page?.text.replace(/\s/g, '')).toContain(figure.title.normalize('NFC').replace(/\s/g, ''));
});

describe('what a drawing is kept under', () => {
  const keysOf = async (drawn: Figure) =>
    Promise.all(
      forms.map(async (one) => {
        const drawing = await drawingOf(original(drawn), one);
        return drawing && drawingKey('renderer', drawing);
      }),
    );
  const changed: Figure = { ...figure, source: 'Nguồn: văn bản khác' };

  test('stays while the figure does', async () => {
    expect(await keysOf(figure)).toEqual(await keysOf(structuredClone(figure)));
  });

  test('is another for every form once a word is another', async () => {
    const [before, after] = [await keysOf(figure), await keysOf(changed)];
    for (const [index, key] of before.entries()) if (key !== null) expect(after[index]).not.toBe(key);
    expect(before.filter((key) => key !== null).length).toBe(7);
  });

  test('is one for each form of a figure', async () => {
    const keys = (await keysOf(figure)).filter((key) => key !== null);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('is another with another renderer, and not with the order of fields', async () => {
    const one: Drawing = { kind: 'png', svg: '<svg/>', length: 3, of: 'width' };
    const other: Drawing = { of: 'width', length: 3, svg: '<svg/>', kind: 'png' };
    expect(drawingKey('a', one)).toBe(drawingKey('a', other));
    expect(drawingKey('a', one)).not.toBe(drawingKey('b', one));
    expect(await rendererKey(root)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('threads', () => {
  const threads = drawingThreads(new URL('src/downloads/drawing-thread.ts', root), 2);

  test('draw the bytes that are drawn without them, several at once', async () => {
    const drawings = await Promise.all(
      (['-1200.png', '-a4.pdf', '-og.png'] as const).map((ending) => drawingOf(original(), form(ending))),
    );
    const asked = drawings.flatMap((drawing) => (drawing ? [drawing] : []));
    const answers = await Promise.all(asked.map(threads));
    for (const [index, drawing] of asked.entries())
      expect(Buffer.from(answers[index] ?? []).equals(await carryOut(drawing, faces))).toBe(true);
  });

  test('cut a face to the letters of a picture and no other', async () => {
    const letters = 'Đường lối 2030';
    const face = await threads({ kind: 'face', weight: 600, letters });
    expect(charactersOf(face)).toEqual([...new Set(letters)].sort());
    const regular = await threads({ kind: 'face', weight: 400, letters });
    expect(Buffer.from(regular).equals(face)).toBe(false);
  });

  test('say what they could not draw, and go on drawing', async () => {
    await expect(threads({ kind: 'png', svg: 'no picture', length: 10, of: 'width' })).rejects.toThrow();
    const square = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><path d="M0 0h4v4z"/></svg>';
    const { width } = await sharp(await threads({ kind: 'png', svg: square, length: 10, of: 'width' })).metadata();
    expect(width).toBe(10);
  });

  test('a thread that cannot begin fails its drawing, and no other waits for it', async () => {
    const lost = drawingThreads(new URL('tests/no-such-thread.ts', root), 1);
    const drawing: Drawing = { kind: 'png', svg: '<svg/>', length: 1, of: 'width' };
    const answers = await Promise.allSettled([lost(drawing), lost(drawing), lost(drawing)]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });
});

test('a table is read back cell for cell, accents, commas, quotes and line ends with it', () => {
  const table = {
    columns: ['Chỉ tiêu', 'Mức'],
    rows: [
      ['Tỉ lệ “che phủ”, ổn định', 'khoảng 6,5–7 %'],
      ['Nói: "được"', '-1,5'],
      ['hai\ndòng', ''],
    ],
  };
  const text = csvOf(table);
  expect(text.startsWith('\ufeff')).toBe(true);
  expect(parse(text, { bom: true })).toEqual([table.columns, ...table.rows]);
});

test('no cell of a table is taken for a formula', () => {
  const rows = [['=1+1'], ['@SUM(A1)'], ['+84'], ['-A1']];
  const [, ...read] = parse(csvOf({ columns: ['Ô'], rows }), { bom: true }) as string[][];
  for (const [cell = ''] of read) expect(cell).toMatch(/^'/);
});

test('the facts say what the figure says', async () => {
  const facts = JSON.parse(new TextDecoder().decode(await made('.json'))) as object;
  const { words, table } = saidIn(editionWith(figure), 'vi');
  expect(facts).toMatchObject({
    title: words.title,
    page: 'https://example.com/infographic/mau/',
    sources: [{ id: 'mot-van-ban', name: 'Một văn bản', url: 'https://example.com/van-ban/mot-van-ban/' }],
    languages: [{ language: 'vi', url: 'https://example.com/infographic/mau/mau.json' }],
    table,
  });
});
