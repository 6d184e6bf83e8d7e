/** Holds the built site to what the content promised: every cited page is there, with the cited passage on it. */
import type { Citation, Problem } from './report.ts';

/** What of a page's citations it does not have. @param html the page; `null` where there is none */
export function missingPassages(html: string | null, citations: readonly Citation[]): Problem[] {
  return citations.flatMap(({ address, ...place }): Problem[] => {
    const [route = '', anchor] = address.split('#');
    if (html === null)
      return [
        {
          ...place,
          problem: `trang "${route}" không có trong bản dựng`,
          remedy: 'báo người giữ mã nguồn: thiếu trang cho địa chỉ này',
        },
      ];
    if (anchor === undefined || html.includes(`id="${anchor}"`)) return [];
    return [
      {
        ...place,
        problem: `trang "${route}" dựng ra không có đoạn "#${anchor}"`,
        remedy: 'báo người giữ mã nguồn: trang chưa in mã đoạn này',
      },
    ];
  });
}
