/** A YAML text whose every value can be traced back to its line. */
import {
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
} from 'yaml';
import { showPath, type Path } from './schema-keys.ts';
import type { Place, Problem } from './report.ts';

/** Where the values of one file, or of one front matter, came from. */
export interface YamlSource {
  /** The plain value; `undefined` when the syntax is broken. */
  value: unknown;
  /** The place of a field; of the nearest thing around it when the field is missing. */
  place: (path: Path) => Place;
  /** The place of a piece of text inside a field's value (the field itself when it is not found there). */
  placeOfText: (path: Path, text: string) => Place;
  problems: Problem[];
}

const syntaxWords: [RegExp, string, string][] = [
  [/DUPLICATE_KEY/, 'trường này đã có ở trên', 'giữ một dòng, xóa dòng kia'],
  [/TAB_AS_INDENT/, 'thụt lề bằng phím Tab', 'thay bằng dấu cách, mỗi bậc hai dấu cách'],
  [
    /BAD_INDENT|MULTILINE_IMPLICIT_KEY/,
    'thụt lề không khớp, hoặc chữ có ": " mà không đặt trong nháy',
    'cho các trường cùng bậc thẳng hàng; chữ có ": " thì đặt trong dấu nháy "…"',
  ],
  [/BLOCK_AS_IMPLICIT_KEY|COMPACT_/, 'chữ có ": " mà không đặt trong dấu nháy', 'đặt cả giá trị trong dấu nháy "…"'],
  [
    /MISSING_CHAR/,
    'thiếu dấu (nháy đóng, ngoặc đóng hoặc dấu ":")',
    'thêm dấu còn thiếu; chữ có dấu nháy bên trong thì dùng nháy đơn bao ngoài',
  ],
  [/BLOCK_IN_FLOW/, 'danh sách nhiều dòng nằm trong ngoặc [ ]', 'bỏ ngoặc, mỗi mục một dòng bắt đầu bằng "- "'],
  [/BAD_SCALAR_START/, 'giá trị bắt đầu bằng ký tự đặc biệt', 'đặt cả giá trị trong dấu nháy "…"'],
  [/BAD_ALIAS|TAG_RESOLVE|BAD_DIRECTIVE/, 'giá trị bắt đầu bằng !, & hoặc %', 'đặt cả giá trị trong dấu nháy "…"'],
  [/MULTIPLE_DOCS/, 'có dòng "---" giữa tệp', 'xóa dòng "---", mỗi tệp một tài liệu'],
];

/**
 * @param file path shown to the editor
 * @param text the YAML
 * @param above how many lines of the file stand before the YAML (1 for a front matter)
 */
export function readYaml(file: string, text: string, above = 0): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, strict: true, prettyErrors: false });
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line) + above;

  const problems: Problem[] = [];
  for (const { code, pos, message } of document.errors) {
    const words = syntaxWords.find(([pattern]) => pattern.test(code));
    const around = fieldAround(document, pos[0], code === 'DUPLICATE_KEY');
    // A quote that is never closed is reported by the parser at the end of the file: the editor needs its beginning.
    const line = lineAt(code === 'MISSING_CHAR' ? Math.min(around.start, pos[0]) : pos[0]);
    if (problems.some((earlier) => earlier.line === line)) continue; // one slip often makes several errors
    problems.push({
      file,
      line,
      field: around.field,
      problem: code === 'DUPLICATE_KEY' ? (words?.[1] ?? message) : `cú pháp YAML hỏng: ${words?.[1] ?? message}`,
      remedy: words?.[2] ?? 'so với một tệp cùng thư mục đang chạy tốt',
    });
  }
  let broken = document.errors.some(({ code }) => code !== 'DUPLICATE_KEY');
  visit(document, {
    Alias: (_, alias) => {
      broken = true;
      const around = fieldAround(document, alias.range?.[0] ?? 0, false);
      problems.push({
        file,
        line: lineAt(alias.range?.[0] ?? 0),
        field: around.field,
        problem: 'giá trị bắt đầu bằng dấu *',
        remedy: 'đặt cả giá trị trong dấu nháy "…"',
      });
    },
  });

  const place = (path: Path): Place => ({ file, line: lineAt(offsetOf(document, path)), field: showPath(path) });
  return {
    value: broken ? undefined : document.toJS(),
    place,
    placeOfText: (path, wanted) => {
      const node = document.getIn(path, true) as Node | undefined;
      const [start, end] = node?.range ?? [];
      const found = start === undefined ? -1 : text.slice(start, end).indexOf(wanted);
      return found < 0 || start === undefined
        ? place(path)
        : { file, line: lineAt(start + found), field: showPath(path) };
    },
    problems,
  };
}

/** Where a field begins: its key, or its item in a list; as deep along the path as the document goes. */
function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === step);
      if (!pair) return offset;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = startOf(node) ?? offset;
    } else return offset;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  if (isPair(node)) return startOf(node.key);
  if (isMap(node) && node.items[0]) return startOf(node.items[0]);
  return isScalar(node) || isCollection(node) ? node.range?.[0] : undefined;
}

/** The field whose text stands around an offset, and where that field begins, so that a syntax error too names a field. */
function fieldAround(document: Document, offset: number, atKey: boolean): { field: string; start: number } {
  const path: (string | number)[] = [];
  const before = (node: unknown) => {
    const start = startOf(node) ?? Infinity;
    return start < offset || (atKey && start === offset);
  };
  let node: unknown = document.contents;
  let start = startOf(node) ?? 0;
  for (;;) {
    if (isMap(node)) {
      const pair = node.items.findLast((item) => before(item.key));
      if (!pair || !isScalar(pair.key) || !/^[\w-]+$/.test(String(pair.key.value))) break;
      path.push(String(pair.key.value));
      start = startOf(pair.key) ?? start;
      node = pair.value;
    } else if (isSeq(node)) {
      const index = node.items.findLastIndex(before);
      if (index < 0) break;
      path.push(index);
      start = startOf(node.items[index]) ?? start;
      node = node.items[index];
    } else break;
  }
  return { field: showPath(path), start };
}
