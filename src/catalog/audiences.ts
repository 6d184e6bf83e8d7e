/** Whom pages are written for, and what there is for each of them. */
import type { ReadingAudience } from '../schemas/audience.ts';
import { siteMapOf, type SiteSection } from './site-map.ts';
import type { TitledPage } from './routes.ts';

/** An audience of its own. "Everyone" is none: that is the whole site. */
export type OwnAudience = Exclude<ReadingAudience, 'everyone'>;

const words: Record<OwnAudience, { slug: string; title: string }> = {
  elderly: { slug: 'nguoi-cao-tuoi', title: 'Người cao tuổi' },
  youth: { slug: 'thanh-nien', title: 'Thanh niên, đoàn viên' },
  'party-members': { slug: 'dang-vien', title: 'Đảng viên' },
  'civil-servants': { slug: 'can-bo-cong-chuc', title: 'Cán bộ, công chức, viên chức' },
  'non-state-enterprises': { slug: 'doanh-nghiep-ngoai-nha-nuoc', title: 'Doanh nghiệp ngoài nhà nước' },
  'fdi-enterprises': { slug: 'doanh-nghiep-fdi', title: 'Doanh nghiệp có vốn đầu tư nước ngoài' },
  press: { slug: 'co-quan-bao-chi', title: 'Cơ quan báo chí' },
};

export interface Audience {
  id: OwnAudience;
  title: string;
  route: string;
}

/** Every audience, in the order they are offered. */
export const audiences: Audience[] = Object.entries(words).map(([name, { slug, title }]) => ({
  id: name as OwnAudience,
  title,
  route: `/danh-cho/${slug}/`,
}));

/** Pages written for an audience, by section, in the order of the sections. */
export function byAudience(
  pages: readonly (TitledPage & { audiences: ReadingAudience[] })[],
  audience: OwnAudience,
): SiteSection[] {
  return siteMapOf(pages.filter((page) => page.audiences.includes(audience)));
}
