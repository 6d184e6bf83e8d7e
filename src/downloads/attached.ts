/** The files that feeds give with their items. */
import { leaflets } from '../catalog/entries.ts';
import type { AttachedFile, FeedContent } from '../catalog/feeds.ts';
import { routeOf } from '../catalog/routes.ts';
import { figureRoute, type Ending } from './forms.ts';
import { leafletPdf, leafletPdfRoute } from './leaflet-pdf.ts';
import { filesOf, newestVersions } from './offered.ts';

/** What a newsroom takes of an infographic, the picture first. */
const forNewsrooms: Partial<Record<Ending, string>> = {
  '-1200.png': 'Ảnh 1200 px',
  '.svg': 'Hình vẽ (SVG)',
  '-a4.pdf': 'Khổ A4 (PDF)',
  '.csv': 'Bảng dữ liệu (CSV)',
};

/** A feed with the files of its items. @param site the site's own address */
export const withFiles = async (content: FeedContent, site: URL | undefined): Promise<FeedContent> => ({
  ...content,
  items: await Promise.all(content.items.map(async (item) => ({ ...item, files: await filesAt(item.route, site) }))),
});

async function filesAt(route: string, site: URL | undefined): Promise<AttachedFile[]> {
  // Of the version, not of the infographic as it stands: what a system has taken from an address stays what it is, and the
  // next version has another address.
  const version = newestVersions.find(({ shelf }) => figureRoute(shelf) === route);
  if (version) {
    const endings = Object.keys(forNewsrooms) as Ending[];
    const files = await filesOf(version, site, endings);
    return files.map(({ ending, ...file }) => ({ ...file, title: forNewsrooms[ending] ?? ending }));
  }
  const leaflet = leaflets.find(({ id }) => routeOf('leaflets', id) === route);
  if (!leaflet) return [];
  const { length: size } = await leafletPdf(leaflet, site);
  return [{ route: leafletPdfRoute(leaflet.id), media: 'application/pdf', size, title: 'Tờ rơi để in (PDF)' }];
}
