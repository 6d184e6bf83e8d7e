/** Published versions of infographics, as pages ask for them. */
import { root } from 'astro:config/server';
import { fileURLToPath } from 'node:url';
import { publishedVersions } from './editions.ts';

/** By slug and number. */
export const versions = await publishedVersions(fileURLToPath(root));
