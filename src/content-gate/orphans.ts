/** Pages that no other page leads to: their readers come from a section's list or a search, or not at all. */
import { pageCollections } from '../schemas/collections.ts';
import type { ContentTree } from './content-tree.ts';
import { listOf, textOf } from './entry.ts';
import type { Citation, Orphan } from './report.ts';
import { pagesOf } from './routes.ts';

/**
 * @param citations addresses that entries point at. Documents are also led to by every page that rests on them and by the
 * documents they are related to, terms by every text that marks them; questions of a round lead nowhere until it is over.
 */
export function findOrphans(tree: ContentTree, citations: readonly Citation[]): Orphan[] {
  const pages = pagesOf(tree);
  /** Route → files that lead there. */
  const from = new Map<string, Set<string>>();
  const lead = (route: string, file: string) => void from.set(route, (from.get(route) ?? new Set()).add(file));

  for (const { file, address } of citations) {
    if (file !== 'content/site.yaml' && !file.includes('/questions/rounds/')) lead(address.split('#')[0] ?? '', file);
  }
  for (const { file, body } of tree.pages)
    for (const { id } of body?.terms ?? []) lead(`/${pageCollections.glossary.route}/${id}/`, file);
  for (const { entry } of pages) {
    for (const id of citedDocuments(entry.raw)) {
      if (id !== textOf(entry.raw, 'id')) lead(`/van-ban/${id}/`, `${entry.file}#${textOf(entry.raw, 'id') ?? ''}`);
    }
  }
  return pages.flatMap(({ entry, route }) => {
    const files = [...(from.get(route) ?? [])].filter((file) => file !== entry.file);
    return files.length > 0 ? [] : [{ ...entry.place([]), route }];
  });
}

/** Ids of documents a page prints as its sources, or a document as its relations, at any depth. */
function citedDocuments(raw: unknown): string[] {
  if (typeof raw !== 'object' || raw === null) return [];
  return Object.entries(raw).flatMap(([key, value]) => {
    if (key === 'sources') return listOf(raw, key).filter((id) => typeof id === 'string');
    if (key === 'relations' && typeof value === 'object' && value !== null)
      return Object.values(value).flatMap((ids) =>
        Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [],
      );
    if (['source', 'document', 'decision'].includes(key)) return typeof value === 'string' ? [value] : [];
    return citedDocuments(value);
  });
}
