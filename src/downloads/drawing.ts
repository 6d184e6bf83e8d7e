/** Forms that take a renderer and seconds of work, as plain data: what is drawn can cross to a thread, and be hashed. */
import type { PlacedScene } from '../figures/print-sheet.ts';
import { pngOf } from '../figures/raster.ts';
import { scenesToPdf, type Faces, type PdfWords } from '../figures/scene-pdf.ts';
import type { Scene } from '../figures/scene.ts';

export type Drawing =
  /** `length` px long on the side named. */
  | { kind: 'png'; svg: string; length: number; of: 'width' | 'height' }
  | { kind: 'pdf'; pages: (Scene | PlacedScene)[]; words: PdfWords };

/** Bytes of a drawing: PNG or PDF. The same drawing gives the same bytes. */
export async function carryOut(drawing: Drawing, faces: Faces): Promise<Uint8Array<ArrayBuffer>> {
  return drawing.kind === 'png'
    ? pngOf(drawing.svg, drawing.length, drawing.of)
    : scenesToPdf(drawing.pages, faces, drawing.words);
}
