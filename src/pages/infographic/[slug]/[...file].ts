/** Every form of an infographic: `/infographic/<slug>/<slug>-1200.png`; of a published version: `…/v1/<slug>-1200.png`. */
import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { filePaths, offeredBytes } from '../../../downloads/offered.ts';

export const getStaticPaths = (() => filePaths('vi')) satisfies GetStaticPaths;

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = async ({ props, site }) =>
  new Response(await offeredBytes(props.original, props.form, site), { headers: { 'content-type': props.form.media } });
