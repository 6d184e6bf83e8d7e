/** The body of an MDX page: which passages it offers, what it refers to, and what it may not contain. */
import { mdxToMdast } from 'satteri';
import { didYouMean } from './nearest.ts';
import type { Problem } from './report.ts';
import { linesNotNfc } from './text-file.ts';

/** The components an editor may use, with the attribute each must carry. */
export const components = {
  H2: 'id',
  H3: 'id',
  Passage: 'id',
  Target: 'id',
  TargetTable: 'group',
  Term: 'id',
} as const;
type ComponentName = keyof typeof components;

interface At {
  line: number;
}
export interface MdxBody {
  /** `false` when syntax, a component or an id is wrong: the lists below may then lack something. */
  complete: boolean;
  /** Ids that `H2`, `H3` and `Passage` put on the page, in order. */
  anchors: (At & { id: string })[];
  /** Targets quoted by `Target`. */
  targets: (At & { id: string })[];
  /** Groups drawn by `TargetTable`; their rows too are anchors. */
  groups: (At & { id: string })[];
  /** Glossary terms marked by `Term`. */
  terms: (At & { id: string })[];
  links: (At & { address: string })[];
  /** Running text; pieces of one block (a paragraph, a heading, an item) share its number. Code is left out. */
  texts: (At & { text: string; block: number })[];
  problems: Problem[];
}

/** Nodes inside a block, which do not end it. */
const inline = new Set(['text', 'strong', 'emphasis', 'delete', 'link', 'break', 'inlineCode', 'mdxJsxTextElement']);

/** The parts of a satteri node this module reads. */
interface Node {
  type: string;
  position?: { start: { line: number } };
  children?: Node[];
  name?: string | null;
  attributes?: { type: string; name?: string; value?: unknown }[];
  url?: string;
  depth?: number;
  value?: string;
}

/**
 * @param text the whole file, front matter included, so that lines are the file's own
 */
export function readMdxBody(file: string, text: string): MdxBody {
  const body: MdxBody = {
    complete: true,
    anchors: [],
    targets: [],
    groups: [],
    terms: [],
    links: [],
    texts: [],
    problems: [],
  };
  const report = (line: number, field: string, problem: string, remedy: string) =>
    void body.problems.push({ file, line, field, problem, remedy });

  const end = /^---\r?\n[\s\S]*?\n---/.exec(text)?.[0].split('\n').length ?? 0;
  for (const line of linesNotNfc(text).filter((number) => number > end)) {
    report(
      line,
      '(bài viết)',
      'chữ chưa ở dạng NFC',
      'gõ lại dòng này bằng bảng mã Unicode dựng sẵn (không dùng Unicode tổ hợp)',
    );
  }

  let root: Node;
  try {
    root = mdxToMdast(text) as Node;
  } catch (error) {
    const { line, problem, remedy } = wordSyntaxError(error instanceof Error ? error.message : String(error));
    report(line, '(bài viết)', problem, remedy);
    return { ...body, complete: false };
  }

  let block = 0;
  /** @param holder what the node stands in, where that may hold no marked term: a button fits neither in a heading nor in a link */
  const visit = (node: Node, holder: string | undefined) => {
    const line = node.position?.start.line ?? 1;
    if (!inline.has(node.type)) block += 1;
    let inside = holder;
    switch (node.type) {
      case 'text':
        body.texts.push({ text: node.value ?? '', line, block });
        break;
      case 'heading':
        body.complete = false;
        report(line, '(bài viết)', `tiêu đề viết bằng dấu "${'#'.repeat(node.depth ?? 1)}"`, headingRemedy(node));
        break;
      case 'mdxjsEsm':
        report(
          line,
          '(bài viết)',
          'có dòng import hoặc export',
          'xóa dòng này; các thành phần dùng được ngay, không cần nhập',
        );
        break;
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        report(
          line,
          '(bài viết)',
          `có biểu thức trong ngoặc nhọn {${node.value ?? ''}}`,
          'số liệu viết <Target id="mã-chỉ-tiêu" />; dấu { thường thì viết \\{',
        );
        break;
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        readComponent(node, line, body, report);
        if (node.name === 'H2' || node.name === 'H3') inside = 'tiêu đề';
        if (node.name === 'Term') {
          if (holder !== undefined)
            report(line, '<Term>', `thuật ngữ đánh dấu trong ${holder}`, 'đánh dấu chữ ấy ở câu văn đầu tiên có nó');
          inside = 'một thuật ngữ khác';
        }
        break;
      case 'link':
      case 'image':
      case 'definition':
        if (node.url !== undefined) body.links.push({ address: node.url, line });
        inside = 'liên kết';
        break;
    }
    node.children?.forEach((child) => visit(child, inside));
  };
  visit(root, undefined);
  return body;
}

function readComponent(
  node: Node,
  line: number,
  body: MdxBody,
  report: (...words: [number, string, string, string]) => void,
) {
  const name = node.name ?? '';
  if (!isComponent(name)) {
    body.complete = false;
    const known = Object.keys(components);
    report(
      line,
      `<${name}>`,
      `không có thành phần <${name}>`,
      didYouMean(name, known, `chỉ dùng: ${known.map((one) => `<${one}>`).join(', ')}, còn lại viết bằng Markdown`),
    );
    return;
  }
  const wanted = components[name];
  for (const attribute of node.attributes ?? []) {
    if (attribute.name !== wanted) {
      report(
        line,
        `<${name} ${attribute.name ?? '…'}>`,
        `<${name}> không có thuộc tính "${attribute.name ?? '…'}"`,
        `chỉ dùng ${wanted}="…"`,
      );
    }
  }
  const id = node.attributes?.find((attribute) => attribute.name === wanted)?.value;
  if (typeof id !== 'string' || !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) {
    body.complete = false;
    const problem = typeof id === 'string' ? `mã "${id}" không đúng dạng` : `thiếu ${wanted}="…"`;
    const example = slugOf(textIn(node)) || 'muc-tieu-2045';
    report(
      line,
      `<${name} ${wanted}>`,
      problem,
      `viết <${name} ${wanted}="${example}">: chữ thường không dấu, chữ số, gạch nối`,
    );
    return;
  }
  if (name === 'Target') body.targets.push({ id, line });
  else if (name === 'TargetTable') body.groups.push({ id, line });
  else if (name === 'Term') body.terms.push({ id, line });
  else body.anchors.push({ id, line });
}

const isComponent = (name: string): name is ComponentName => Object.hasOwn(components, name);

const textIn = (node: Node): string => (node.value ?? '') + (node.children ?? []).map(textIn).join('');

/** An address-safe form of a Vietnamese heading, to suggest as its id. */
export function slugOf(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function headingRemedy(node: Node): string {
  const title = textIn(node).trim();
  if (node.depth === 1) return 'xóa dòng này: tiêu đề trang lấy từ trường title ở đầu tệp';
  const name = node.depth === 2 ? 'H2' : 'H3';
  return `viết <${name} id="${slugOf(title) || 'ma-muc'}">${title}</${name}>`;
}

const syntaxWords: [RegExp, (found: RegExpExecArray) => [problem: string, remedy: string]][] = [
  [
    /closing tag for `<(\w+)>`/,
    ([, name = '']) => [
      `thẻ <${name}> chưa đóng`,
      `thêm </${name}>; thẻ mở và thẻ đóng mỗi thẻ một dòng riêng, hoặc cùng một dòng`,
    ],
  ],
  [/closing tag|closing slash/, () => ['thẻ đóng không khớp thẻ mở', 'đóng các thẻ theo thứ tự ngược lúc mở']],
  [/after `<`|before name|in name/, () => ['dấu "<" đứng trong câu', 'viết "nhỏ hơn" hoặc \\<']],
  [
    /expression|brace/,
    () => ['dấu "{" đứng trong bài', 'số liệu viết <Target id="mã-chỉ-tiêu" />; dấu { thường thì viết \\{'],
  ],
  [/attribute/, () => ['thuộc tính của thẻ viết sai', 'viết tên="giá trị", ví dụ: <H2 id="muc-tieu">']],
];

function wordSyntaxError(message: string): { line: number; problem: string; remedy: string } {
  const [, line = '1', detail = message] = /^(\d+):\d+: (.*)$/s.exec(message) ?? [];
  for (const [pattern, words] of syntaxWords) {
    const found = pattern.exec(detail);
    if (found) {
      const [problem, remedy] = words(found);
      return { line: Number(line), problem: `cú pháp MDX hỏng: ${problem}`, remedy };
    }
  }
  return {
    line: Number(line),
    problem: `cú pháp MDX hỏng: ${detail}`,
    remedy: 'so với một bài cùng thư mục đang chạy tốt',
  };
}
