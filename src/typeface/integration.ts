import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { AstroIntegration } from 'astro';
import type { FaceToCut } from './cutting-thread.ts';
import { tabularCharacters, textCharacters } from './letters.ts';

/** OpenType features of text: Vietnamese marks need `ccmp`, `mark` and `mkmk`. */
const textFeatures = ['kern', 'mark', 'mkmk', 'ccmp'];

interface Cut {
  /** File name that `src/styles/fonts.css` refers to. */
  name: string;
  /** The whole face, a TrueType file of a package. */
  from: string;
  characters: string;
  /** OpenType features kept. */
  features: string[];
}

const beVietnam = '@expo-google-fonts/be-vietnam-pro';
const noto = '@expo-google-fonts/noto-sans';

const cuts: Cut[] = [
  {
    name: 'text-400',
    from: `${beVietnam}/400Regular/BeVietnamPro_400Regular.ttf`,
    characters: textCharacters,
    features: textFeatures,
  },
  {
    name: 'text-600',
    from: `${beVietnam}/600SemiBold/BeVietnamPro_600SemiBold.ttf`,
    characters: textCharacters,
    features: textFeatures,
  },
  {
    name: 'tabular-400',
    from: `${noto}/400Regular/NotoSans_400Regular.ttf`,
    characters: tabularCharacters,
    features: [],
  },
  {
    name: 'tabular-600',
    from: `${noto}/600SemiBold/NotoSans_600SemiBold.ttf`,
    characters: tabularCharacters,
    features: [],
  },
];

/** Raise it when `cutFace` cuts otherwise, so that a cached cut is made anew. */
const recipe = 1;

/**
 * Cuts the site's faces to the letters it uses, in a thread of its own while the content is read, and before Vite looks for
 * them. The files go to `.astro/fonts/`, which git ignores, and are made anew only when a face or its letters change.
 */
export function cutFonts(): AstroIntegration {
  let cutting: Promise<void> | undefined;
  return {
    name: 'cut-fonts',
    hooks: {
      'astro:config:setup': ({ command, config }) => {
        if (command !== 'build' && command !== 'dev') return;
        cutting = cutMissing(new URL('.astro/fonts/', config.root));
        cutting.catch(() => undefined); // told where it is awaited
      },
      'astro:server:setup': () => cutting,
      'astro:build:start': () => cutting,
    },
  };
}

/** @param folder where the faces are to be */
async function cutMissing(folder: URL): Promise<void> {
  await mkdir(folder, { recursive: true });
  const found = await Promise.all(cuts.map((cut) => askFor(cut, folder)));
  const missing = found.filter(({ isCut }) => !isCut);
  if (missing.length === 0) return;
  const faces = await cutInThread(
    missing.map(({ cut: { characters, features }, whole }) => ({ whole, characters, features })),
  );
  await Promise.all(
    missing.map(async ({ font, stamp, key }, index) => {
      await writeWhole(font, faces[index] ?? new Uint8Array());
      await writeWhole(stamp, key);
    }),
  );
}

/** What a cut is made from, and whether it has been made. */
async function askFor(cut: Cut, folder: URL) {
  const whole = await readFile(createRequire(import.meta.url).resolve(cut.from));
  const key = createHash('sha256')
    .update(whole)
    .update(JSON.stringify([recipe, cut]))
    .digest('hex');
  const font = new URL(`${cut.name}.woff2`, folder);
  const stamp = new URL(`${cut.name}.sha256`, folder);
  return { cut, whole, key, font, stamp, isCut: (await isThere(font)) && (await textOf(stamp)) === key };
}

const cutInThread = (faces: FaceToCut[]): Promise<Uint8Array[]> =>
  new Promise((resolve, reject) => {
    new Worker(new URL('./cutting-thread.ts', import.meta.url), { workerData: faces })
      .on('message', resolve)
      .on('error', reject)
      .on('exit', (code) => reject(new Error(`luồng cắt phông chữ dừng với mã ${code}`)));
  });

/** Writes beside and renames, so that a build running at the same time never reads half a file. */
async function writeWhole(file: URL, content: Uint8Array | string): Promise<void> {
  const beside = new URL(`${file.href}.${process.pid}`);
  await writeFile(beside, content);
  await rename(beside, file);
}

async function isThere(file: URL): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

async function textOf(file: URL): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}
