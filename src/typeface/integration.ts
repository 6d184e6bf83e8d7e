import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AstroIntegration } from 'astro';
import { cutFace, textFeatures } from './cut-face.ts';
import { tabularCharacters, textCharacters } from './letters.ts';

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
 * Cuts the site's faces to the letters it uses, before Vite looks for them.
 * The files go to `.astro/fonts/`, which git ignores, and are made anew only when a face or its letters change.
 */
export function cutFonts(): AstroIntegration {
  return {
    name: 'cut-fonts',
    hooks: {
      'astro:config:setup': async ({ config }) => {
        const folder = new URL('.astro/fonts/', config.root);
        await mkdir(folder, { recursive: true });
        await Promise.all(cuts.map((cut) => cutOnce(cut, folder)));
      },
    },
  };
}

async function cutOnce(cut: Cut, folder: URL): Promise<void> {
  const whole = await readFile(createRequire(import.meta.url).resolve(cut.from));
  const key = createHash('sha256')
    .update(whole)
    .update(JSON.stringify([recipe, cut]))
    .digest('hex');
  const font = new URL(`${cut.name}.woff2`, folder);
  const stamp = new URL(`${cut.name}.sha256`, folder);
  if ((await isThere(font)) && (await textOf(stamp)) === key) return;
  const bytes = await cutFace(whole, cut.characters, cut.features);
  await writeWhole(font, bytes);
  await writeWhole(stamp, key);
}

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
