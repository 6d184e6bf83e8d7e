/** Rule: the addresses an entry gets are free. Where a page of the site's own stands already, one of the two would be lost. */
import { frameRoute } from '../embed/addresses.ts';
import { englishRoute, pageRoute } from '../schemas/collections.ts';
import type { ContentTree, PageEntry } from './content-tree.ts';
import type { Problem } from './report.ts';

/** In addresses of frames and files these stand behind a slug, for a language or a version. */
const reserved = /^(?:en|v\d+)$/;

/** @param fromCode addresses of pages that code brings about */
export function checkAddresses(tree: ContentTree, fromCode: readonly string[]): Problem[] {
  return tree.pages.flatMap((entry): Problem[] => {
    const place = { file: entry.file, line: 1, field: '(tên tệp)' };
    const remedy = 'đặt tên tệp khác: tên tệp là địa chỉ của trang';
    const taken = addressesOf(entry).find((route) => fromCode.includes(route));
    if (taken !== undefined) return [{ ...place, problem: `địa chỉ ${taken} đã có trang khác của phòng đọc`, remedy }];
    if (entry.collection === 'infographics' && reserved.test(entry.name))
      return [{ ...place, problem: `"${entry.name}" trong địa chỉ nhúng là chữ chỉ ngôn ngữ hoặc số bản`, remedy }];
    return [];
  });
}

/** Every address that is made of an entry's name. */
function addressesOf({ collection, name }: PageEntry): string[] {
  const own = pageRoute(collection, name);
  if (collection !== 'infographics') return [own];
  return [own, englishRoute(collection, name), frameRoute({ slug: name, language: 'vi', pinned: null })];
}
