/** Every form of every infographic of the project, made outside a build and timed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { languagesDrawn } from '../../../src/catalog/editions.ts';
import { citedDocuments } from '../../../src/catalog/documents.ts';
import { readContent } from '../../../src/content-gate/content-tree.ts';
import { drawnEdition, infographicsIn } from '../../../src/content-gate/figure-versions/edition.ts';
import { openCache } from '../../../src/downloads/cache.ts';
import { forms } from '../../../src/downloads/forms.ts';
import { makeFile, type Workplace } from '../../../src/downloads/make-file.ts';
import { asItStands } from '../../../src/downloads/original.ts';
import { drawingKey, rendererKey } from '../../../src/downloads/renderer.ts';
import { drawingThreads } from '../../../src/downloads/threads.ts';

export interface EveryForm {
  figures: number;
  /** Figures, once for each language they are drawn in. */
  drawings: number;
  files: number;
  bytes: number;
  /** Bytes of the heaviest picture of 1200 px. */
  heaviestPicture: number;
  /** Seconds, with nothing kept from before. */
  cold: number;
  /** Seconds, with everything kept. */
  warm: number;
}

/** @param project its folder */
export async function makeEveryForm(project: string): Promise<EveryForm> {
  const tree = await readContent(project);
  const documents = tree.sources.flatMap(({ value }) => (value ? [value] : []));
  const editions = infographicsIn(tree).map((entry) => {
    const drawn = drawnEdition(tree, entry);
    if (!drawn.ok) throw new Error(`${entry.name}: ${drawn.reason}`);
    return drawn.edition;
  });
  const root = pathToFileURL(`${project}/`);
  const folder = await mkdtemp(join(tmpdir(), 'bench-figures-'));
  try {
    /** One build's worth of work: what it has laid out, it lays out once. */
    const makeAll = async () => {
      const startedAt = performance.now();
      const cache = openCache(folder);
      const renderer = await rendererKey(root);
      const carryOut = drawingThreads(new URL('src/downloads/drawing-thread.ts', root));
      const place: Workplace = {
        site: new URL('https://vidu.vn'),
        draw: (drawing) => cache.get(drawingKey(renderer, drawing), () => carryOut(drawing)),
        sourceOf: (id) => {
          const [document] = citedDocuments([id], documents);
          if (!document) throw new Error(id);
          return document;
        },
      };
      const originals = editions.flatMap((edition) =>
        languagesDrawn(edition).map((language) => asItStands(edition, language)),
      );
      const files = await Promise.all(
        originals.flatMap((original) =>
          forms.map(async (form) => ({ form, size: (await makeFile(original, form, place)).length })),
        ),
      );
      return { files, drawings: originals.length, seconds: (performance.now() - startedAt) / 1000 };
    };
    const { files, drawings, seconds: cold } = await makeAll();
    const { seconds: warm } = await makeAll();
    return {
      figures: editions.length,
      drawings,
      files: files.length,
      bytes: files.reduce((sum, { size }) => sum + size, 0),
      heaviestPicture: Math.max(...files.filter(({ form }) => form.ending === '-1200.png').map(({ size }) => size)),
      cold,
      warm,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
