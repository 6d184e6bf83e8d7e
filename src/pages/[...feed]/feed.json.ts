/** JSON Feed of a collection: `/nghi-quyet/feed.json`; of the whole site: `/feed.json`. */
import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { feeds } from '../../catalog/entries.ts';
import { feedOf, feedPaths } from '../../catalog/feeds.ts';
import { site as office } from '../../catalog/site.ts';

export const getStaticPaths = (() => feedPaths(feeds)) satisfies GetStaticPaths;

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props: { content }, site }) =>
  new Response(feedOf(content, office, site ?? new URL(office.url)).json1(), {
    headers: { 'content-type': 'application/feed+json; charset=utf-8' },
  });
