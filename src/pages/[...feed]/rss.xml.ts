/** RSS of a collection: `/nghi-quyet/rss.xml`; of the whole site: `/rss.xml`. */
import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { feeds } from '../../catalog/entries.ts';
import { feedOf, feedPaths } from '../../catalog/feeds.ts';
import { site as office } from '../../catalog/site.ts';

export const getStaticPaths = (() => feedPaths(feeds)) satisfies GetStaticPaths;

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props: { content }, site }) =>
  new Response(feedOf(content, office, site ?? new URL(office.url)).rss2(), {
    headers: { 'content-type': 'application/rss+xml; charset=utf-8' },
  });
