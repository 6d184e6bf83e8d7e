/** Rule: a link inside running text leads somewhere, and text carries no HTML. */
import type { ContentTree } from './content-tree.ts';
import { textOf, type Entry } from './entry.ts';
import type { MdxBody } from './mdx-body.ts';
import { readProse, textsIn } from './prose.ts';
import type { ReferenceCheck } from './check-references.ts';
import type { Place } from './report.ts';
import { pagesOf, whyBroken, type KnownRoutes } from './routes.ts';

type Verdict =
  { kind: 'elsewhere' } | { kind: 'here'; address: string } | { kind: 'wrong'; problem: string; remedy: string };

/** @param own route of the page the link stands on, for links such as `#doan-2` */
export function judgeLink(address: string, own: string, routes: KnownRoutes): Verdict {
  if (/^(?:https?:\/\/|mailto:|tel:)/.test(address)) return { kind: 'elsewhere' };
  if (!/^[/#]/.test(address) || address.startsWith('//')) {
    return {
      kind: 'wrong',
      problem: `liên kết "${address}" không dùng được`,
      remedy: 'viết https://… cho trang ngoài, hoặc địa chỉ trên trang này bắt đầu bằng "/"',
    };
  }
  const [route = '', anchor] = address.split('#');
  const path = route.replace(/\?.*$/, '');
  // Downloads (`/infographic/x/x.pdf`) are made by the build: only the built site can tell whether they are there.
  if (/\.[a-z0-9]+$/.test(path)) return { kind: 'elsewhere' };
  if (path !== '' && !path.endsWith('/')) {
    return {
      kind: 'wrong',
      problem: `địa chỉ "${address}" thiếu dấu "/" ở cuối`,
      remedy: `viết ${path}/${anchor === undefined ? '' : `#${anchor}`}`,
    };
  }
  const whole = `${path === '' ? own : path}${anchor === undefined ? '' : `#${anchor}`}`;
  const broken = whyBroken(routes, whole);
  return broken ? { kind: 'wrong', ...broken } : { kind: 'here', address: whole };
}

export function checkLinks(tree: ContentTree, routes: KnownRoutes): ReferenceCheck {
  const found: ReferenceCheck = { problems: [], citations: [] };
  const check = (address: string, own: string, place: Place) => {
    const verdict = judgeLink(address, own, routes);
    if (verdict.kind === 'here') found.citations.push({ ...place, address: verdict.address });
    if (verdict.kind === 'wrong') found.problems.push({ ...place, problem: verdict.problem, remedy: verdict.remedy });
  };
  const checkTexts = (entry: Entry<unknown>, own: string) => {
    for (const { path, text } of textsIn(entry.raw)) {
      const { links, html } = readProse(text);
      for (const address of links) check(address, own, entry.placeOfText(path, address));
      for (const tag of html) {
        found.problems.push({
          ...entry.placeOfText(path, tag),
          problem: `có thẻ HTML ${tag}`,
          remedy: 'viết bằng Markdown: **đậm**, "- " cho gạch đầu dòng, [chữ](địa chỉ) cho liên kết',
        });
      }
    }
  };

  const bodies = new Map<Entry<unknown>, MdxBody | null>(tree.pages.map((entry) => [entry, entry.body]));
  for (const { entry, route } of pagesOf(tree)) {
    for (const { address, line } of bodies.get(entry)?.links ?? [])
      check(address, route, { file: entry.file, line, field: '(liên kết)' });
    checkTexts(entry, route);
  }
  for (const { contest, practice, rounds } of tree.contests.values()) {
    for (const entry of [...practice, ...rounds]) checkTexts(entry, '');
    if (contest) checkTexts(contest, `/cuoc-thi/${textOf(contest.raw, 'slug') ?? ''}/`);
  }
  return found;
}
