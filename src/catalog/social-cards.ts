/** Which picture stands beside a shared link: one for each part of the site. */
import { pageCollections } from '../schemas/collections.ts';
import type { Site } from '../schemas/site.ts';

export interface SocialCard {
  /** Name of the picture's file, without its ending. */
  name: string;
  title: string;
  summary: string;
}

/** Parts of the site that are no collection of pages. */
const otherParts: SocialCard[] = [
  {
    name: 'van-ban',
    title: 'Thư viện văn bản',
    summary: 'Nghị quyết, chỉ thị, kết luận, kế hoạch và cách chúng nối với nhau',
  },
  { name: 'cuoc-thi', title: 'Cuộc thi trực tuyến', summary: 'Luyện tập, dự thi, bảng xếp hạng và giấy chứng nhận' },
];

/** All pictures: that of the whole site first. A page's own is named by the first part of its address. */
export const socialCards = (site: Pick<Site, 'name' | 'short_name' | 'description'>): SocialCard[] => [
  { name: 'trang', title: site.short_name, summary: site.description },
  ...Object.values(pageCollections).map(({ route, title }) => ({ name: route, title, summary: site.short_name })),
  ...otherParts,
];
