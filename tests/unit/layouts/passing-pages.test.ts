import { setTimeout as wait } from 'node:timers/promises';
import type { AstroPrerenderer, RouteData } from 'astro';
import { expect, test } from 'vitest';
import { passingPages, type PageIntegration } from '../../../src/layouts/passing-pages.ts';

/** As much of a route as says what it makes. */
const routeOf = (path: string) =>
  ({ type: path.endsWith('.json') ? 'endpoint' : path === '/cu/' ? 'redirect' : 'page' }) as RouteData;

/** Renders as Astro does: every address begins at once, and each is done after its own time in ms. */
async function renderAll(times: Record<string, number>, parts: PageIntegration[]): Promise<Record<string, string>> {
  const answer = (path: string): Response => {
    if (path.endsWith('.json')) return new Response('{}', { headers: { 'content-type': 'application/json' } });
    if (path === '/cu/') return new Response(null, { status: 301, headers: { location: '/moi/' } });
    return new Response(`<p>${path}</p>`, { headers: { 'content-type': 'text/html; charset=utf-8' } });
  };
  const own: AstroPrerenderer = {
    name: 'fake',
    getStaticPaths: () =>
      Promise.resolve(Object.keys(times).map((pathname) => ({ pathname, route: routeOf(pathname) }))),
    render: async ({ url }) => {
      const path = new URL(url).pathname;
      await wait(times[path]);
      if (path === '/hong/') throw new Error('hỏng');
      return answer(path);
    },
  };
  let prerenderer = own;
  for (const { hooks } of passingPages(parts))
    await hooks['astro:build:start']?.({
      logger: undefined as never,
      setPrerenderer: (given) => void (prerenderer = typeof given === 'function' ? given(own) : given),
    });
  const paths = await prerenderer.getStaticPaths();
  const written = paths.map(async ({ pathname: path, route }) => {
    const rendered = await prerenderer.render(new Request(`http://vidu.vn${path}`), { routeData: route });
    return [path, rendered instanceof Response ? await rendered.text() : await rendered.response.text()] as const;
  });
  const settled = await Promise.allSettled(written);
  return Object.fromEntries(settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
}

const part = (onPage: Required<PageIntegration>['onPage']): PageIntegration => ({ name: 'part', hooks: {}, onPage });

// Seen to fail without waiting for the pages begun earlier.
test('pages pass in the order in which they were begun, however long each takes, and one that fails stops none', async () => {
  const passed: string[] = [];
  const times = { '/a/': 30, '/b/': 1, '/tep.json': 20, '/hong/': 10, '/c/': 5 };
  await renderAll(times, [part((route) => void passed.push(route) as undefined)]);
  expect(passed).toEqual(['/a/', '/b/', '/c/']);
});

test('each part is given what the one before it made of the page, and the last of it is written', async () => {
  const seen: string[] = [];
  const written = await renderAll({ '/a/': 1 }, [
    part((_, html) => `${html}<b></b>`),
    part((_, html) => void seen.push(html) as undefined),
  ]);
  expect(seen).toEqual(['<p>/a/</p><b></b>']);
  expect(written).toEqual({ '/a/': '<p>/a/</p><b></b>' });
});

test('what is no page passes by: files and redirects', async () => {
  const written = await renderAll({ '/tep.json': 1, '/cu/': 1 }, [part(() => 'trang khác')]);
  expect(written).toEqual({ '/tep.json': '{}', '/cu/': '' });
});

// Seen to fail with the pages left in Astro's order, and without waiting for those begun earlier.
test('files are made after the pages, and when the last page has passed every part is told once', async () => {
  const told: string[] = [];
  const times = { '/a/': 5, '/tep.json': 60, '/b/': 20, '/tep-khac.json': 60, '/c/': 1 };
  await renderAll(times, [
    { ...part((route) => void told.push(route) as undefined), onLastPage: () => void told.push('hết trang') },
  ]);
  expect(told).toEqual(['/a/', '/b/', '/c/', 'hết trang']);
});
