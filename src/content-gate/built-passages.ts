/** Holds the built site to what the content promised: every cited page is there, with the cited passage on it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Citation, Problem } from './report.ts';

/** @param folder the built site */
export async function findMissingPassages(folder: string, citations: readonly Citation[]): Promise<Problem[]> {
  const pages = new Map<string, Promise<string | null>>();
  const pageAt = (route: string) => {
    const known = pages.get(route) ?? readFile(join(folder, route, 'index.html'), 'utf8').catch(() => null);
    pages.set(route, known);
    return known;
  };
  const problems = await Promise.all(
    citations.map(async ({ address, ...place }): Promise<Problem[]> => {
      const [route = '', anchor] = address.split('#');
      const html = await pageAt(route);
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
    }),
  );
  return problems.flat();
}
