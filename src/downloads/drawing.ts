/** Forms, and parts of them, that take a renderer and seconds of work, as plain data: what is drawn can cross to a thread, and be hashed. */
import type { PlacedScene } from '../figures/print-sheet.ts';
import { pngOf } from '../figures/raster.ts';
import { scenesToPdf, type Faces, type PdfWords } from '../figures/scene-pdf.ts';
import type { Scene } from '../figures/scene.ts';
import type { Weight } from '../figures/type/measure.ts';
import { cutPictureFace } from '../typeface/picture-face.ts';

export type Drawing =
  /** `length` px long on the side named. */
  | { kind: 'png'; svg: string; length: number; of: 'width' | 'height' }
  | { kind: 'pdf'; pages: (Scene | PlacedScene)[]; words: PdfWords }
  /** The face that a picture's letters are set in, for a page that carries it. */
  | { kind: 'face'; weight: Weight; letters: string };

/** Bytes of a drawing: PNG, PDF or WOFF2. The same drawing gives the same bytes. */
export async function carryOut(drawing: Drawing, faces: Faces): Promise<Uint8Array<ArrayBuffer>> {
  switch (drawing.kind) {
    case 'png':
      return pngOf(drawing.svg, drawing.length, drawing.of);
    case 'pdf':
      return scenesToPdf(drawing.pages, faces, drawing.words);
    case 'face':
      return new Uint8Array(await cutPictureFace(faces[drawing.weight], drawing.letters));
  }
}
