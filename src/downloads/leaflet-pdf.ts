/** A leaflet to print: two pages of A4 laid across, text and all, made from what its page says. */
import { targets, type leaflets } from '../catalog/entries.ts';
import { laidLeaflet } from '../catalog/leaflets.ts';
import { routeOf } from '../catalog/routes.ts';
import { site as office } from '../catalog/site.ts';
import { drawn } from './workshop.ts';

export const leafletPdfRoute = (slug: string): string => `/to-roi/${slug}.pdf`;

/** @param site the site's own address */
export function leafletPdf(
  { id, data }: (typeof leaflets)[number],
  site: URL | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const address = new URL(routeOf('leaflets', id), site ?? office.url).href;
  const { sheets } = laidLeaflet(data, { site: office, targets, address });
  const words = { title: data.title, author: office.office, subject: data.summary, language: 'vi', day: data.updated };
  return drawn({ kind: 'pdf', pages: sheets, words });
}
