// Lint, and the layering rule: which room may import which (README, "Trong nhà có gì").
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import astro from 'eslint-plugin-astro';
import tseslint from 'typescript-eslint';

/** Import patterns of whole rooms of `src/`, as relative paths spell them. */
const room = (name) => [`**/${name}`, `**/${name}/**`];
const supabaseJs = ['@supabase/*', '@supabase/*/**'];

/**
 * One layering rule: files of `files` may import none of `forbidden`.
 * @param {{ files: string[], ignores?: string[], forbidden: string[], why: string }} rule
 * @returns {import('eslint').Linter.Config}
 */
const layer = ({ files, ignores = [], forbidden, why }) => ({
  files,
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group: forbidden, message: why }] }] },
});

const code = '*.{ts,tsx,astro}';
const siteRooms = [
  'catalog',
  'mdx',
  'components',
  'layouts',
  'pages',
  'embed',
  'downloads',
  'search',
  'contest',
  'organiser',
  'calendar',
];

export const layering = [
  layer({
    files: [`src/schemas/**/${code}`],
    forbidden: [
      ...siteRooms.flatMap(room),
      ...room('figures'),
      ...room('content-gate'),
      'astro:content',
      ...supabaseJs,
    ],
    why: 'schemas là tầng thấp nhất: không nhập phòng nào khác.',
  }),
  layer({
    files: [`src/figures/**/${code}`],
    forbidden: [...siteRooms.flatMap(room), ...room('schemas'), ...room('content-gate'), 'astro:*', ...supabaseJs],
    why: 'figures là hàm thuần data → layout → SVG: không nhập gì của trang.',
  }),
  layer({
    files: [`src/calendar/**/${code}`],
    forbidden: [
      ...siteRooms.flatMap(room),
      ...['schemas', 'figures', 'content-gate'].flatMap(room),
      'astro:*',
      ...supabaseJs,
    ],
    why: 'calendar là hàm thuần sự kiện → tệp lịch: không nhập gì của trang.',
  }),
  layer({
    files: [`src/forms/**/${code}`],
    forbidden: [
      ...siteRooms.flatMap(room),
      ...['schemas', 'figures', 'content-gate'].flatMap(room),
      'astro:*',
      ...supabaseJs,
    ],
    why: 'forms chạy trên máy người điền, tải khi chạm tới: không nhập gì của trang.',
  }),
  layer({
    files: [`src/headers/**/${code}`],
    forbidden: [
      ...siteRooms.filter((name) => name !== 'layouts').flatMap(room),
      ...['schemas', 'figures', 'content-gate'].flatMap(room),
      'astro:content',
      ...supabaseJs,
    ],
    why: 'headers chỉ biết bản đã dựng và đoạn mã đổi màu của layouts: máy chủ tại chỗ cũng nhập nó.',
  }),
  layer({
    files: [`src/catalog/**/${code}`],
    forbidden: [
      ...['components', 'layouts', 'pages', 'downloads', 'contest', 'organiser'].flatMap(room),
      ...supabaseJs,
    ],
    why: 'catalog trả lời câu hỏi về nội dung: chỉ nhập schemas.',
  }),
  layer({
    files: [`src/components/**/${code}`, `src/layouts/**/${code}`],
    forbidden: [...['catalog', 'pages', 'contest', 'organiser'].flatMap(room), 'astro:content', ...supabaseJs],
    why: 'components và layouts không tự lấy dữ liệu: trang đưa vào qua thuộc tính.',
  }),
  layer({
    files: [`src/downloads/**/${code}`],
    forbidden: [
      ...['mdx', 'components', 'layouts', 'pages', 'contest', 'organiser', 'content-gate'].flatMap(room),
      'astro:content',
      ...supabaseJs,
    ],
    why: 'downloads làm tệp từ figures và catalog: không biết trang nào dẫn tới tệp.',
  }),
  layer({
    files: [`src/mdx/**/${code}`],
    forbidden: [...['layouts', 'pages', 'contest', 'organiser'].flatMap(room), ...supabaseJs],
    why: 'mdx nối thành phần với số liệu cho bài viết: chỉ nhập components và catalog.',
  }),
  layer({
    files: [`src/contest/**/${code}`, `src/organiser/**/${code}`],
    ignores: ['src/contest/client.ts'],
    forbidden: [...['catalog', 'mdx', 'components', 'layouts', 'pages'].flatMap(room), 'astro:*', ...supabaseJs],
    why: 'chỉ src/contest/client.ts được nhập supabase-js; đảo thi không phụ thuộc trang đọc.',
  }),
  layer({
    files: ['src/contest/client.ts'],
    forbidden: [...['catalog', 'components', 'layouts', 'pages', 'island'].flatMap(room), 'astro:*'],
    why: 'client.ts chỉ biết contract và supabase-js.',
  }),
  layer({
    files: [`src/pages/**/${code}`, `src/search/**/${code}`, `src/embed/**/${code}`, `src/content-gate/**/${code}`],
    forbidden: [...room('pages'), ...supabaseJs],
    why: 'không ai nhập pages; chỉ src/contest/client.ts được nhập supabase-js.',
  }),
];

export default defineConfig(
  { ignores: ['dist/', '.astro/', '.local/', 'node_modules/', 'tests/output/', 'test-results/'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...astro.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['tests/**', 'supabase/**', 'src/{content-gate,headers}/**/cli.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  ...layering,
);
