/** RSS of a collection: `/nghi-quyet/rss.xml`; of the whole site: `/rss.xml`. */
import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { feeds } from '../../catalog/entries.ts';
import { feedPaths, rssOf } from '../../catalog/feeds.ts';
import { site as office } from '../../catalog/site.ts';
import { withFiles } from '../../downloads/attached.ts';

export const getStaticPaths = (() => feedPaths(feeds)) satisfies GetStaticPaths;

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = async ({ props: { content }, site }) =>
  new Response(rssOf(await withFiles(content, site), office, site ?? new URL(office.url)), {
    headers: { 'content-type': 'application/rss+xml; charset=utf-8' },
  });
