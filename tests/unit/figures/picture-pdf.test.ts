import { expect, test } from 'vitest';
import { extractImages, getDocumentProxy } from 'unpdf';
import { pictureToPdf } from '../../../src/figures/picture-pdf.ts';

/** A grey picture of 8 × 8 px: the smallest JPEG there is in three colours. */
const jpeg = Uint8Array.from(
  atob(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/2wBDAQkJCQwLDBgNDRgyIRwhMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjL/wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAf/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AL+AAf/Z',
  ),
  (letter) => letter.charCodeAt(0),
);
const title = 'Giấy chứng nhận – “Tuần 1” (mẫu)';
const pdf = () => pictureToPdf({ jpeg, width: 8, height: 8, page: { width: 297, height: 210 }, title });

// Read by pdf.js, not by us.
test('is one page of A4 laid across, filled by the picture, called by its title', async () => {
  const document = await getDocumentProxy(pdf());
  expect(document.numPages).toBe(1);
  const page = await document.getPage(1);
  const [, , width = 0, height = 0] = page.view;
  expect(width).toBeCloseTo((297 / 25.4) * 72, 1);
  expect(height).toBeCloseTo((210 / 25.4) * 72, 1);
  const [image] = await extractImages(document, 1);
  expect(image).toMatchObject({ width: 8, height: 8, channels: 3 });
  const { info } = await document.getMetadata();
  expect(info).toMatchObject({ Title: title, PDFFormatVersion: '1.4' });
});

// Seen to fail with characters counted in place of bytes: readers then have to repair the file.
test('every place its table tells is where the object begins', () => {
  const text = new TextDecoder('latin1').decode(pdf());
  const [, table = '0'] = /startxref\n(\d+)\n/.exec(text) ?? [];
  expect(text.slice(Number(table))).toMatch(/^xref\n0 7\n0000000000 65535 f \n/);
  const places = [...text.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, place]) => Number(place));
  expect(places.map((place) => text.slice(place, place + 8))).toEqual(
    [1, 2, 3, 4, 5, 6].map((number) => `${number} 0 obj\n`),
  );
});
