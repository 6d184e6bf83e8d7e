/** What decides, besides a drawing itself, how it comes out: our code, the packages that draw, and the faces. */
import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { wholeFaces } from '../typeface/whole-faces.ts';
import { cacheKey } from './cache.ts';
import type { Drawing } from './drawing.ts';

/** Code between a drawing and its bytes, from the project's root. */
const code = [
  'src/downloads/drawing.ts',
  'src/figures/raster.ts',
  'src/figures/scene-pdf.ts',
  'src/figures/scene.ts',
  'src/figures/type/measure.ts',
  'src/figures/type/be-vietnam-pro.ts',
  'src/typeface/picture-face.ts',
  'src/typeface/cut-face.ts',
];
const packages = ['@resvg/resvg-js', 'sharp', 'pdfkit', 'fontkit', 'subset-font'];

/** One name for the renderer as it stands. @param root the project's folder */
export async function rendererKey(root: URL): Promise<string> {
  const faces = await wholeFaces();
  const sources = await Promise.all(code.map((file) => readFile(new URL(file, root), 'utf8')));
  const versions = await Promise.all(packages.map((name) => versionOf(name, new URL('package.json', root))));
  return cacheKey(...sources, ...versions, faces[400], faces[600]);
}

async function versionOf(name: string, from: URL): Promise<string> {
  const file = findPackageJSON(name, from);
  if (file === undefined) throw new Error(`package ${name} is not installed`);
  const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string };
  return `${name} ${version}`;
}

/** What a drawing's bytes are kept under. The order in which code or a file names its fields has no say in it. */
export const drawingKey = (renderer: string, drawing: Drawing): string =>
  cacheKey(
    renderer,
    JSON.stringify(drawing, (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    ),
  );
