/** JSON Feed of a collection: `/nghi-quyet/feed.json`; of the whole site: `/feed.json`. */
import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { feeds } from '../../catalog/entries.ts';
import { feedPaths, jsonFeedOf } from '../../catalog/feeds.ts';
import { site as office } from '../../catalog/site.ts';
import { withFiles } from '../../downloads/attached.ts';

export const getStaticPaths = (() => feedPaths(feeds)) satisfies GetStaticPaths;

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = async ({ props: { content }, site }) =>
  new Response(jsonFeedOf(await withFiles(content, site), office, site ?? new URL(office.url)), {
    headers: { 'content-type': 'application/feed+json; charset=utf-8' },
  });
