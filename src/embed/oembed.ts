/** What an oEmbed consumer (oembed.com, version 1.0) is told of an infographic: how it is framed, and by whom it is. Pure. */
import { escapeXml } from '../figures/xml-text.ts';
import { frameRoute, homeRoute, sharedPictureRoute } from './addresses.ts';
import { heightAt } from './frame-layouts.ts';
import type { Embeddable } from './snippets.ts';

/** The width most articles are set in. On a narrower one the frame tells its new height. */
const width = 640;
/** A day, in seconds: so long may a system keep what it was told. */
const cacheAge = 86_400;

export interface OEmbed {
  version: '1.0';
  type: 'rich';
  title: string;
  author_name: string;
  author_url: string;
  provider_name: string;
  provider_url: string;
  cache_age: number;
  thumbnail_url: string;
  thumbnail_width: number;
  thumbnail_height: number;
  width: number;
  height: number;
  html: string;
}

/**
 * @param embeddable in its newest version
 * @param site address and names of this site
 */
export function oembedOf(embeddable: Embeddable, site: { address: string; name: string; office: string }): OEmbed {
  const whole = (route: string) => new URL(route, site.address).href;
  const height = heightAt(width, embeddable.heights);
  const title = escapeXml(embeddable.title);
  // WordPress keeps the quotation and the frame, shows the link until the frame speaks, and puts its own sandbox in place of
  // this one. Elsewhere this one holds, and lets the link inside open a window.
  const html =
    `<blockquote><a href="${escapeXml(whole(homeRoute(embeddable)))}">${title}</a></blockquote>` +
    `<iframe sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" security="restricted" ` +
    `src="${escapeXml(whole(frameRoute(embeddable)))}" width="${width}" height="${height}" title="${title}" ` +
    'loading="lazy" style="max-width:100%;border:0"></iframe>';
  return {
    version: '1.0',
    type: 'rich',
    title: embeddable.title,
    author_name: site.office,
    author_url: whole('/'),
    provider_name: site.name,
    provider_url: whole('/'),
    cache_age: cacheAge,
    thumbnail_url: whole(sharedPictureRoute(embeddable)),
    thumbnail_width: 1200,
    thumbnail_height: 628,
    width,
    height,
    html,
  };
}
