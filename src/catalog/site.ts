/** The office that runs the site. */
import { parse } from 'yaml';
import text from '../../content/site.yaml?raw';
import { Site } from '../schemas/site.ts';

/** `content/site.yaml`, checked. A wrong field stops the build. */
export const site: Site = Site.parse(parse(text));

/** The office as a page in another language tells of it. Throws where `content/site.yaml` has no words in it. */
export function siteInEnglish({ english, contact, ...rest }: Site = site): Site {
  if (english === undefined) throw new Error('content/site.yaml: thiếu phần english, mà content/en có bài');
  const { address, phone, ...words } = english;
  return { ...rest, ...words, more: [], english, contact: { ...contact, address, phone } };
}
