/** A face cut to one picture's letters, to be carried inside the picture's page. */
import { cutFace } from './cut-face.ts';

/** Every letter of a picture is one character: nothing puts marks on it. Kerning is needed, since lines were measured with it. */
const features = ['kern'];
const notNeeded = ['GDEF', 'GSUB', 'gasp'];

/**
 * @param whole a TrueType file
 * @returns WOFF2. The same input gives the same bytes.
 */
export const cutPictureFace = (whole: Uint8Array, letters: string): Promise<Uint8Array> =>
  cutFace(withoutNames(whole), letters, features, notNeeded);

/**
 * The same TrueType file with one short name in its table of names, which takes a fortieth of a small face and is shown
 * nowhere: browsers want the table and read nothing in it. The licence's notice stands in the page's style.
 */
function withoutNames(face: Uint8Array): Uint8Array {
  const bytes = Buffer.from(face);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const tables = Array.from({ length: view.getUint16(4) }, (_, index) => 12 + 16 * index);
  const entry = tables.find((at) => view.getUint32(at) === 0x6e616d65); // "name"
  if (entry === undefined) return bytes;
  const at = view.getUint32(entry + 8);
  // One record: Windows, Unicode, English, the family's name, two letters of it, right behind the record.
  const table = [0, 1, 18, 3, 1, 0x409, 1, 4, 0, 0x42, 0x65];
  table.forEach((value, index) => view.setUint16(at + 2 * index, value));
  view.setUint32(entry + 12, 2 * table.length);
  return bytes;
}
