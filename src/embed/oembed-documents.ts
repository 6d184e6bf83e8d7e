/** The oEmbed documents of every infographic that may be embedded. */
import { site, siteInEnglish } from '../catalog/site.ts';
import type { Language } from '../schemas/language.ts';
import { everyFrame } from './frames.ts';
import { oembedOf, type OEmbed } from './oembed.ts';

/** The paths of `/oembed/…` in a language. */
export async function oembedPaths(language: Language) {
  const { name, office } = language === 'vi' ? site : siteInEnglish();
  const address = import.meta.env.SITE;
  return (await everyFrame())
    .filter(({ embeddable }) => embeddable.language === language && embeddable.pinned === null)
    .map(({ embeddable }) => ({
      params: { slug: embeddable.slug },
      props: { document: oembedOf(embeddable, { address, name, office }) },
    }));
}

export const oembedResponse = ({ document }: { document: OEmbed }) =>
  new Response(`${JSON.stringify(document, null, 2)}\n`, {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
