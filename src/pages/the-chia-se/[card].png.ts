/** The picture beside a shared link, one for each part of the site. */
import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { site } from '../../catalog/site.ts';
import { socialCards } from '../../catalog/social-cards.ts';
import { pngOf } from '../../figures/raster.ts';
import { layOutSocialCard, socialCardSize } from '../../figures/social-card/card.ts';
import { renderSvg } from '../../figures/svg.ts';

export const getStaticPaths = (() =>
  socialCards(site).map(({ name, title, summary }) => ({
    params: { card: name },
    props: { title, summary },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = async ({ props: { title, summary } }) => {
  const scene = layOutSocialCard({ title, summary, office: site.office });
  const svg = renderSvg(scene, { id: 'the', language: 'vi', title, description: summary });
  return new Response(await pngOf(svg, socialCardSize.width), { headers: { 'content-type': 'image/png' } });
};
