/**
 * Lets parts of the build see every page on its way from being rendered to being written. What each of them has to know of
 * all pages is then known when the last one is written, and nobody reads the built site again.
 */
import type { AstroIntegration, RouteData } from 'astro';

/** A part of the build, which may look at pages as they pass. */
export interface PageIntegration extends AstroIntegration {
  /**
   * Called for one page at a time, in the order in which Astro begins them: the same site always passes alike.
   * @param route the page's address, with trailing slash
   * @param html the whole page
   * @returns what is to be written instead, if anything is
   */
  onPage?(route: string, html: string): string | undefined;
  /**
   * Called once every page has passed, while pictures and other files of the site may still be being made; not called where
   * nothing but pages is built.
   */
  onLastPage?(): void;
}

/**
 * The parts themselves, and what leads the pages past them, in the order given. Astro keeps one prerenderer, so all parts
 * that look at pages have to be named here together.
 */
export function passingPages(parts: readonly PageIntegration[]): AstroIntegration[] {
  /** Settled when every page begun so far has passed. */
  let earlier: Promise<unknown> = Promise.resolve();
  let filesBegun = false;
  const pass = async (request: Request, response: Response, before: Promise<unknown>) => {
    let html = await response.text();
    await before;
    for (const part of parts) html = part.onPage?.(new URL(request.url).pathname, html) ?? html;
    return new Response(html, response);
  };
  return [
    ...parts,
    {
      name: 'passing-pages',
      hooks: {
        'astro:build:start': ({ setPrerenderer }) => {
          setPrerenderer((prerenderer) => ({
            ...prerenderer,
            // What is made of all pages is made while pictures are drawn: so pages come first.
            getStaticPaths: async () => {
              const paths = await prerenderer.getStaticPaths();
              return [
                ...paths.filter(({ route }) => isPageRoute(route)),
                ...paths.filter(({ route }) => !isPageRoute(route)),
              ];
            },
            render: (request, options) => {
              if (!filesBegun && !isPageRoute(options.routeData)) {
                filesBegun = true;
                void earlier.then(() => parts.forEach((part) => part.onLastPage?.()));
              }
              const before = earlier;
              const written = prerenderer.render(request, options).then(async (rendered) => {
                const { response, ...rest } = rendered instanceof Response ? { response: rendered } : rendered;
                return isPage(response) ? { ...rest, response: await pass(request, response, before) } : rendered;
              });
              earlier = Promise.allSettled([before, written]);
              return written;
            },
          }));
        },
      },
    },
  ];
}

const isPageRoute = ({ type }: Pick<RouteData, 'type'>) => type === 'page';
/** Redirects are written by Astro itself. */
const isPage = ({ status, headers }: Response) =>
  (status < 300 || status >= 400) && headers.get('content-type')?.startsWith('text/html') === true;
