/** Faces cut to one picture's letters, to be carried inside its page. */
import type { Weight } from '../figures/type/measure.ts';
import { cutFace } from '../typeface/cut-face.ts';
import { wholeFaces } from '../typeface/whole-faces.ts';

/** Every letter of a picture is one character: nothing puts marks on it. Kerning is needed, since lines were measured with it. */
const features = ['kern'];
const notNeeded = ['GDEF', 'GSUB', 'gasp'];

const cut = new Map<string, Promise<Uint8Array>>();
let whole: ReturnType<typeof wholeFaces> | undefined;

/** @param letters of each weight; versions that draw the same letters share a face */
export async function frameFaces(letters: Record<Weight, string>): Promise<Record<Weight, Uint8Array>> {
  const [regular, strong] = await Promise.all(([400, 600] as const).map((weight) => faceOf(weight, letters[weight])));
  if (!regular || !strong) throw new Error('thiếu phông chữ');
  return { 400: regular, 600: strong };
}

function faceOf(weight: Weight, letters: string): Promise<Uint8Array> {
  const key = `${weight} ${letters}`;
  const known = cut.get(key);
  if (known) return known;
  whole ??= wholeFaces().then((faces) => ({ 400: withoutNames(faces[400]), 600: withoutNames(faces[600]) }));
  const made = whole.then((faces) => cutFace(faces[weight], letters, features, notNeeded));
  cut.set(key, made);
  return made;
}

/**
 * The same TrueType file with one short name in its table of names, which takes a fortieth of a small face and is shown
 * nowhere: browsers want the table and read nothing in it. The licence's notice stands in the page's style.
 */
export function withoutNames(face: Uint8Array): Uint8Array {
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
