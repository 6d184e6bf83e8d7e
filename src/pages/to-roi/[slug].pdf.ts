/** A leaflet to print: two pages of A4 laid across, text and all, made from what its page says. */
import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { leaflets, targets } from '../../catalog/entries.ts';
import { laidLeaflet } from '../../catalog/leaflets.ts';
import { routeOf } from '../../catalog/routes.ts';
import { site as office } from '../../catalog/site.ts';
import { drawn } from '../../downloads/workshop.ts';

export const getStaticPaths = (() =>
  leaflets.map((entry) => ({ params: { slug: entry.id }, props: { entry } }))) satisfies GetStaticPaths;

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = async ({ props: { entry }, site }) => {
  const { id, data } = entry;
  const address = new URL(routeOf('leaflets', id), site ?? office.url).href;
  const { sheets } = laidLeaflet(data, { site: office, targets, address });
  const words = {
    title: data.title,
    author: office.office,
    subject: data.summary,
    language: 'vi',
    day: data.updated,
  };
  const pdf = await drawn({ kind: 'pdf', pages: sheets, words });
  return new Response(pdf, { headers: { 'content-type': 'application/pdf' } });
};
