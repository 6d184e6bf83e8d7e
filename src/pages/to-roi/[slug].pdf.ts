/** A leaflet to print: `/to-roi/<slug>.pdf`. */
import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { leaflets } from '../../catalog/entries.ts';
import { leafletPdf } from '../../downloads/leaflet-pdf.ts';

export const getStaticPaths = (() =>
  leaflets.map((entry) => ({ params: { slug: entry.id }, props: { entry } }))) satisfies GetStaticPaths;

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = async ({ props: { entry }, site }) =>
  new Response(await leafletPdf(entry, site), { headers: { 'content-type': 'application/pdf' } });
