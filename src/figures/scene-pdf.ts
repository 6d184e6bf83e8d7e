/** Writes scenes as the pages of a PDF: text that can be selected and searched, in the faces given. Same input, same bytes. */
import PDFDocument from 'pdfkit';
import { LINE_HEIGHT, textWidth, type Weight } from './type/measure.ts';
import type { PlacedScene } from './print-sheet.ts';
import type { Mark, Scene, TextMark } from './scene.ts';

export interface PdfWords {
  /** Shown by readers in place of the file's name. */
  title: string;
  author: string;
  /** What the pages are about, in a sentence. */
  subject: string;
  /** Language of the words, as an HTML `lang`. */
  language: string;
  /** `yyyy-mm-dd`: a file is dated by its content, not by the clock. */
  day: string;
}

/** Be Vietnam Pro as whole TrueType files. */
export type Faces = Record<Weight, Uint8Array>;

/** A scene's px are 1/96 inch, a PDF's points 1/72. */
const points = 72 / 96;

/** A page for each scene: its own size, or that of the sheet it is placed on. */
export async function scenesToPdf(
  scenes: (Scene | PlacedScene)[],
  faces: Faces,
  words: PdfWords,
): Promise<Uint8Array<ArrayBuffer>> {
  const file = new PDFDocument({
    autoFirstPage: false,
    // A face from the start, or the writer looks for one of its own.
    font: Buffer.from(faces[400]) as unknown as string,
    lang: words.language,
    displayTitle: true,
    pdfVersion: '1.7',
    info: {
      Title: words.title,
      Author: words.author,
      Subject: words.subject,
      CreationDate: new Date(`${words.day}T00:00:00Z`),
      ModDate: new Date(`${words.day}T00:00:00Z`),
    },
  });
  for (const weight of [400, 600] as const) file.registerFont(String(weight), Buffer.from(faces[weight]));
  const parts: Uint8Array[] = [];
  const written = new Promise<void>((done, fail) => {
    file.on('data', (part: Uint8Array) => parts.push(part));
    file.on('end', done);
    file.on('error', fail);
  });
  for (const scene of scenes) {
    file.addPage({ size: [scene.width * points, scene.height * points], margin: 0 });
    file.scale(points);
    if ('placed' in scene) file.translate(scene.placed.x, scene.placed.y).scale(scene.placed.scale);
    for (const mark of scene.marks) draw(file, mark);
  }
  file.end();
  await written;
  return new Uint8Array(Buffer.concat(parts));
}

function draw(file: PDFKit.PDFDocument, mark: Mark): void {
  switch (mark.kind) {
    case 'text':
      write(file, mark);
      return;
    case 'rect':
      file.rect(mark.x, mark.y, mark.width, mark.height);
      if (mark.stroke) file.lineWidth(1).undash().fillAndStroke(mark.fill, mark.stroke);
      else file.fill(mark.fill);
      return;
    case 'path': {
      file.path(mark.d).lineWidth(mark.strokeWidth);
      const [dash, space] = mark.dash?.split(/[ ,]+/).map(Number) ?? [];
      if (dash === undefined) file.undash();
      else file.dash(dash, { space: space ?? dash });
      file.stroke(mark.stroke);
      return;
    }
    case 'shape':
      file.path(mark.d).fill(mark.fill, 'even-odd');
  }
}

const before = { start: 0, middle: 0.5, end: 1 };

function write(file: PDFKit.PDFDocument, { lines, x, baseline, size, weight, colour, anchor }: TextMark): void {
  file.font(String(weight)).fontSize(size).fillColor(colour);
  lines.forEach((line, index) => {
    const text = line.normalize('NFC');
    const left = x - before[anchor] * textWidth(text, size, weight);
    file.text(text, left, baseline + index * size * LINE_HEIGHT, { lineBreak: false, baseline: 'alphabetic' });
  });
}
