/** What a page's address says of it. */
import type { PageKind } from './page-record.ts';

const folders: Partial<Record<string, PageKind>> = {
  'nghi-quyet': 'key-point',
  'hoi-dap': 'qa',
  'chuyen-de': 'theme',
  'van-ban': 'document',
  infographic: 'infographic',
  'ke-hoach': 'plan',
  'to-roi': 'leaflet',
  'thuat-ngu': 'glossary',
  'chuyen-muc': 'column',
  'bieu-mau': 'form',
  'bao-cao-vien': 'talk',
  'guong-dien-hinh': 'example',
  'cuoc-thi': 'contest',
};

const stepsOf = (route: string) => route.split('/').filter((step) => step !== '' && step !== 'en');

/** A page's kind. A section's own page is no entry of the section. */
export function kindOf(route: string): PageKind {
  const [folder = '', slug] = stepsOf(route);
  const kind = folders[folder] ?? 'page';
  return slug === undefined && kind !== 'contest' ? 'page' : kind;
}

/** The home page, or a section's own page that lists its entries. */
export const isList = (route: string): boolean => {
  const [folder = '', ...deeper] = stepsOf(route);
  return route === '/' || (deeper.length === 0 && folder in folders && kindOf(route) === 'page');
};

/** The year in an address: `/chuyen-de/dai-doan-ket-2023/` → 2023. Two years side by side are a period, not a year. */
export function yearOf(route: string): number | null {
  const years = route.split(/[/-]/).filter((step) => /^(?:19|20)\d\d$/.test(step));
  return years.length === 1 ? Number(years[0]) : null;
}
