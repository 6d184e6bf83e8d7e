/** Published versions of infographics, as pages ask for them. */
import { root } from 'astro:config/server';
import { fileURLToPath } from 'node:url';
import { publishedVersions } from './editions.ts';

/** By slug and number. */
export const versions = await publishedVersions(fileURLToPath(root));

/** Whether an infographic has been published: until then its page shows it to its writer, and nothing of it is given away. */
export const isPublished = (slug: string): boolean => versions.some(({ edition }) => edition.slug === slug);
