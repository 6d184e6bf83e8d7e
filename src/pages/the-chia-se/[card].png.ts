/** The picture beside a shared link, one for each part of the site. */
import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { site } from '../../catalog/site.ts';
import { socialCards } from '../../catalog/social-cards.ts';
import { pictureOf } from '../../downloads/to-draw.ts';
import { drawn } from '../../downloads/workshop.ts';
import { layOutSocialCard } from '../../figures/social-card/card.ts';

export const getStaticPaths = (() =>
  socialCards(site).map(({ name, title, summary }) => ({
    params: { card: name },
    props: { title, summary },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = async ({ props: { title, summary } }) => {
  const scene = layOutSocialCard({ title, summary, office: site.office });
  const png = await drawn(pictureOf(scene, { language: 'vi', title, description: summary }));
  return new Response(png, { headers: { 'content-type': 'image/png' } });
};
