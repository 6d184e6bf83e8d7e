/**
 * Tells the browser in the head of each page all modules its scripts need. Without it a phone learns of the second row of
 * modules only when it has the first, which on a slow network is half a second later.
 */
import type { PageIntegration } from './passing-pages.ts';

export function preloadModules(): PageIntegration {
  /** Address of a chunk → addresses of the chunks it cannot run without. */
  const imports = new Map<string, string[]>();
  return {
    name: 'module-preload',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({
          vite: {
            plugins: [
              {
                name: 'note-imports',
                apply: 'build',
                generateBundle(_options, bundle) {
                  for (const chunk of Object.values(bundle)) {
                    if (chunk.type === 'chunk')
                      imports.set(
                        `/${chunk.fileName}`,
                        chunk.imports.map((file) => `/${file}`),
                      );
                  }
                },
              },
            ],
          },
        });
      },
    },
    // The browser's files are built before the first page is rendered.
    onPage: (_, html) => withPreloads(html, imports),
  };
}

/**
 * A page whose scripts import others is there to be used. It loads those before what else it preloads, and runs each as
 * soon as it is there: the text stands in the phone's own face for a moment longer, and what is to be pressed works sooner.
 * @param imports address of a module → addresses of those it imports.
 */
export function withPreloads(html: string, imports: ReadonlyMap<string, readonly string[]>): string {
  const scripts = [...html.matchAll(/<script type="module" src="([^"]+)"/g)].map(([, address = '']) => address);
  const needed = new Set(scripts.filter((address) => (imports.get(address) ?? []).length > 0));
  // A set goes on over what is added to it meanwhile.
  for (const address of needed) for (const imported of imports.get(address) ?? []) needed.add(imported);
  if (needed.size === 0) return html;
  const modules = [...needed].map((address) => `<link rel="modulepreload" href="${address}">`);
  const end = html.indexOf('</head>');
  const others: string[] = [];
  const head = html.slice(0, end).replace(/<link rel="preload"[^>]*>/g, (link) => {
    others.push(link);
    return '';
  });
  return `${head}${[...modules, ...others].join('')}${html.slice(end)}`.replaceAll(
    '<script type="module" src=',
    '<script type="module" async src=',
  );
}
