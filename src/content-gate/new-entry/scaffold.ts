/** A new entry of any page collection, written from its schema: fields to fill in, each under the words that explain it. */
import { z } from 'zod';
import { pageCollections, type PageCollection } from '../../schemas/collections.ts';
import { pagesIn, type ContentTree } from '../content-tree.ts';
import { fieldOf, listOf, textOf } from '../entry.ts';
import { unwrapped } from '../schema-keys.ts';
import type { FieldDocs } from './field-docs.ts';

/** Stands wherever an editor has words to write. */
export const toWrite = 'Cần viết';

interface Writer {
  docs: FieldDocs;
  /** Values known by a field's name: what it refers to must exist. */
  known: ReadonlyMap<string, unknown>;
  /** The next passage's id on this page. */
  nextId: () => string;
}

/**
 * The text of a new entry that passes the gate as it is.
 * @param title Vietnamese; stands as the page's title
 * @param today `yyyy-mm-dd`
 */
export function scaffold(
  collection: PageCollection,
  title: string,
  { tree, docs, today }: { tree: ContentTree; docs: FieldDocs; today: string },
): string {
  const { schema, format } = pageCollections[collection];
  let passages = 0;
  const nextId = () => `doan-${(passages += 1)}`;
  const writer: Writer = { docs, known: knownValues(tree, collection, title, today), nextId };
  const kind = firstKind(schema);
  const fields = writeFields(writer, kind, [docs.nameOf(kind) ?? '', 'Page'], '', '').join('\n');
  return format === 'yaml' ? `${fields}\n` : `---\n${fields}\n---\n\n${toWrite} bài ở đây.\n`;
}

/** What a name stands for on this site: the first document, the first column, the next number of a series. */
function knownValues(
  tree: ContentTree,
  collection: PageCollection,
  title: string,
  today: string,
): Map<string, unknown> {
  const source = tree.sources.map(({ raw }) => textOf(raw, 'id')).find((id) => id !== undefined);
  const set = tree.targetSets[0];
  const orders = pagesIn(tree, collection).map(({ raw }) => Number(fieldOf(raw, 'order') ?? 0));
  return new Map<string, unknown>([
    ['title', title],
    ['sources', source],
    ['source', source],
    ['decision', source],
    ['document', source],
    ['column', textOf(listOf(tree.site?.raw, 'columns')[0], 'id')],
    ['data', set?.name],
    ['groups', textOf(listOf(set?.raw, 'groups')[0], 'id')],
    ['order', Math.max(0, ...orders) + 1],
    ['year', Number(today.slice(0, 4))],
    ['check', 'known'],
    ['updated', today],
    ['date', today],
    ['due', today],
  ]);
}

/** @param declaredBy schemas that may declare the fields, the nearest first */
function writeFields(
  writer: Writer,
  schema: z.core.$ZodType,
  declaredBy: string[],
  path: string,
  indent: string,
): string[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, field]) => {
    const here = path === '' ? name : `${path}.${name}`;
    const words = declaredBy.map((by) => writer.docs.of(by, here)).find((found) => found !== undefined);
    const told = words === undefined ? [] : [`${indent}# ${words}`];
    // What a page or an answer rests on is asked for even where it may rest on something else.
    const mayBeLeftOut = name !== 'sources' && field.safeParse(undefined).success;
    if (mayBeLeftOut) return [...told, `${indent}# ${name}:`];
    return [...told, ...writeField(writer, name, field, declaredBy, here, indent)];
  });
}

function writeField(
  writer: Writer,
  name: string,
  field: z.ZodType,
  declaredBy: string[],
  path: string,
  indent: string,
): string[] {
  const inner = unwrapped(field);
  if (inner instanceof z.ZodObject)
    return [`${indent}${name}:`, ...writeFields(writer, inner, declaredBy, path, `${indent}  `)];
  if (!(inner instanceof z.ZodArray)) return [`${indent}${name}: ${asYaml(valueOf(writer, name, field))}`];

  const listed = unwrapped(inner.def.element);
  const element = firstKind(listed);
  if (!(element instanceof z.ZodObject)) return [`${indent}${name}: [${asYaml(valueOf(writer, name, element))}]`];
  const own = writer.docs.nameOf(listed);
  const count = Array.from({ length: 12 }, (_, index) => index + 1).find((length) => fits(inner, length)) ?? 1;
  const items = Array.from({ length: count }, () => [
    `${indent}  -`,
    ...writeFields(
      writer,
      element,
      own === undefined ? declaredBy : [own],
      own === undefined ? path : '',
      `${indent}    `,
    ),
  ]);
  return [`${indent}${name}:`, ...items.flat()];
}

/** Of several kinds the first: the words above its fields tell of the others. */
function firstKind(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = unwrapped(schema);
  return inner instanceof z.ZodUnion ? unwrapped(inner.def.options[0] ?? inner) : inner;
}

/** Whether a list of this length is neither too short nor too long. */
const fits = (list: z.ZodArray, length: number): boolean =>
  !list
    .safeParse(Array.from({ length }, () => undefined))
    .error?.issues.some(({ code, path }) => path.length === 0 && (code === 'too_small' || code === 'too_big'));

/** Of the values that fields take, the first this one accepts. */
function valueOf(writer: Writer, name: string, field: z.core.$ZodType): unknown {
  const choices = field instanceof z.ZodEnum ? field.options : [];
  const candidates = [
    writer.known.get(name),
    ...choices,
    field instanceof z.ZodLiteral ? field.value : undefined,
    name === 'id' ? writer.nextId() : toWrite,
    `${toWrite}?`,
    'can-sua',
    writer.known.get('updated'),
    '0:00',
    '/tep-can-sua.mp4',
    '/',
    1,
    writer.known.get('year'),
    false,
  ];
  const accepted = candidates.find((value) => value !== undefined && z.safeParse(field, value).success);
  if (accepted === undefined) throw new Error(`trường "${name}": chưa biết viết mẫu gì; thêm giá trị vào scaffold.ts`);
  return accepted;
}

const asYaml = (value: unknown): string =>
  typeof value === 'string' && !/^(?:\p{L}[\p{L}\p{N} .,–-]*|\d{4}-\d\d-\d\d)$/u.test(value)
    ? `'${value.replaceAll("'", "''")}'`
    : String(value);
