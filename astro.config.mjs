import { readFileSync } from 'node:fs';
import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import { parse } from 'yaml';
import { contentGate } from './src/content-gate/integration.ts';
import { downloads } from './src/downloads/integration.ts';
import { embedScript } from './src/embed/compile-script.ts';
import { headers } from './src/headers/integration.ts';
import { preloadModules } from './src/layouts/module-preload.ts';
import { passingPages } from './src/layouts/passing-pages.ts';
import { sitemap } from './src/layouts/sitemap.ts';
import { bundleArticles } from './src/mdx/bundle-articles.ts';
import { offlineReading } from './src/offline/integration.ts';
import { search } from './src/search/integration.ts';
import { cutFonts } from './src/typeface/integration.ts';

/** The public address belongs to the office, not to the code: `content/site.yaml`, or `SITE_URL` where one build serves elsewhere. */
const site = process.env.SITE_URL ?? parse(readFileSync(new URL('./content/site.yaml', import.meta.url), 'utf8')).url;

export default defineConfig({
  site,
  trailingSlash: 'always',
  // The address tells the language; nobody is sent anywhere because of the browser's.
  i18n: { defaultLocale: 'vi', locales: ['vi', 'en'] },
  build: {
    format: 'directory',
    // A strict Content-Security-Policy allows no inline style, and of inline scripts only the theme script, by its hash.
    inlineStylesheets: 'never',
    // A page is drawn while another is being written to the disk.
    concurrency: 8,
  },
  // No text here shows code: nothing that colours it need be loaded.
  markdown: { syntaxHighlight: false },
  devToolbar: { enabled: false },
  integrations: [
    cutFonts(),
    embedScript(),
    // What an article holds between its components is a string when it is compiled, and no tree when it is drawn.
    mdx({ optimize: true }),
    // It draws components into pages; their JSX is compiled by Vite as tsconfig.json says, with no turn through Babel.
    preact({ exclude: ['**'] }),
    // It builds while the search index is being written.
    offlineReading(),
    downloads(),
    // The gate looks at what those before it wrote, while the search index is being written; the headers at all of it.
    passingPages([preloadModules(), sitemap(), contentGate(), search(), headers()]),
  ],
  vite: {
    plugins: [bundleArticles()],
    // A compiled rasteriser cannot be bundled, and what cuts faces looks for its own compiled part.
    ssr: { external: ['@resvg/resvg-js', 'sharp', 'subset-font'] },
    build: {
      assetsInlineLimit: 0,
      // Every MDX page carries a directive that only Astro reads; Rolldown would warn of each.
      rolldownOptions: { checks: { moduleLevelDirective: false } },
    },
    environments: {
      client: {
        build: {
          rolldownOptions: {
            output: {
              // A dozen small shared files would take a phone's six connections three turns. Two do: what practice is made of,
              // which asks no server, and what asks one.
              codeSplitting: {
                groups: [
                  {
                    name: 'paper',
                    priority: 2,
                    minShareCount: 2,
                    test: /\/preact\/|\/island\/(Countdown|LeaveDialog|MarkTick|OptionMarks|Pa\w+|QuestionCard|Remaining|ReviewedPaper|ScreenHeading|browser-shelf|use-back|use-screen-name|words)\./,
                  },
                  { name: 'common', priority: 3, test: /preload-helper|\/src\/(search\/vietnamese|schemas\/language)/ },
                  { name: 'qr-code', priority: 3, test: /\/uqr\// },
                  {
                    name: 'contest',
                    priority: 1,
                    minShareCount: 2,
                    test: /\/zod\/|\/postgrest-js\/|\/src\/contest\//,
                  },
                ],
              },
            },
          },
        },
      },
    },
  },
});
