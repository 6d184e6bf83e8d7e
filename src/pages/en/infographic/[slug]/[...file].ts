/** Every form of an infographic in English: `/en/infographic/<slug>/<slug>-1200.png`, and under `v1/` of a published version. */
import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { filePaths, offeredBytes } from '../../../../downloads/offered.ts';

export const getStaticPaths = (() => filePaths('en')) satisfies GetStaticPaths;

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = async ({ props, site }) =>
  new Response(await offeredBytes(props.original, props.form, site), { headers: { 'content-type': props.form.media } });
