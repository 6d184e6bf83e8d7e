/** One thing an editor wrote (a page, a document, a question…), parsed, with its place kept. */
import type { z } from 'zod';
import { wordIssue } from './issue-words.ts';
import type { Path } from './schema-keys.ts';
import type { Place, Problem } from './report.ts';
import type { YamlSource } from './yaml-document.ts';

export interface Entry<T> {
  file: string;
  /** The file's name without folder and extension: the slug of a page. */
  name: string;
  /** What was written, valid or not: an entry with a fault still exists for those that refer to it. */
  raw: unknown;
  /** What the schema made of it; `null` when it is not valid. */
  value: T | null;
  place: (path: Path) => Place;
  placeOfText: (path: Path, text: string) => Place;
}

/** The file's name without folder and extension. */
export const baseName = (file: string) => (file.split('/').at(-1) ?? file).replace(/\.[^.]+$/, '');

/**
 * Parses one value of a YAML source with its schema; schema violations are added to `problems`.
 * @param prefix the value's path inside the source, for files that hold a list
 */
export function parseEntry<S extends z.ZodType>(
  file: string,
  source: YamlSource,
  schema: S,
  problems: Problem[],
  prefix: Path = [],
): Entry<z.output<S>> {
  const raw = prefix.reduce<unknown>((value, step) => fieldOf(value, step), source.value);
  const outside = (place: Place, path: Path): Place => ({
    ...place,
    field: path.length > 0 ? place.field : '(cả mục)',
  });
  const entry: Entry<z.output<S>> = {
    file,
    name: baseName(file),
    raw,
    value: null,
    place: (path) => outside(source.place([...prefix, ...path]), path),
    placeOfText: (path, text) => outside(source.placeOfText([...prefix, ...path], text), path),
  };
  if (raw === undefined) return entry; // broken syntax, already reported

  const parsed = schema.safeParse(raw, { reportInput: true });
  if (parsed.success) return { ...entry, value: parsed.data };
  for (const issue of parsed.error.issues) {
    for (const { path, problem, remedy } of wordIssue(issue, schema)) {
      problems.push({ ...entry.place(path), problem, remedy });
    }
  }
  return entry;
}

/** A field of a value of unknown shape. */
export function fieldOf(value: unknown, step: string | number): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined;
}

/** A list inside a value of unknown shape; empty where there is none. */
export function listOf(value: unknown, ...path: Path): unknown[] {
  const found = path.reduce<unknown>((inner, step) => fieldOf(inner, step), value);
  return Array.isArray(found) ? found : [];
}

/** A text inside a value of unknown shape. */
export function textOf(value: unknown, ...path: Path): string | undefined {
  const found = path.reduce<unknown>((inner, step) => fieldOf(inner, step), value);
  return typeof found === 'string' ? found : undefined;
}
