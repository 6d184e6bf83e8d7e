/** What an editor is told of each field: the words that stand above it in src/schemas. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { z } from 'zod';

export interface FieldDocs {
  /** The words above a field: by the schema that declares it, and the path inside it (`recording.file`). */
  of: (schema: string, path: string) => string | undefined;
  /** The name a schema is exported by. */
  nameOf: (schema: z.core.$ZodType) => string | undefined;
}

/** @param folder `src/schemas` */
export async function readFieldDocs(folder: string): Promise<FieldDocs> {
  const docs = new Map<string, string>();
  const spreads = new Map<string, string[]>();
  const names = new Map<unknown, string>();
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.ts'))) {
    const path = join(folder, file);
    const text = await readFile(path, 'utf8');
    readDocsInto(docs, spreads, ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
    const exported = (await import(pathToFileURL(path).href)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(exported)) if (value instanceof z.ZodType) names.set(value, name);
  }
  const of: FieldDocs['of'] = (schema, path) =>
    docs.get(`${schema}.${path}`) ??
    (spreads.get(schema) ?? []).map((spread) => of(spread, path)).find((words) => words !== undefined);
  return { of, nameOf: (schema) => names.get(schema) };
}

/** @param spreads schema → schemas whose `.shape` it takes over */
function readDocsInto(docs: Map<string, string>, spreads: Map<string, string[]>, source: ts.SourceFile): void {
  const visit = (node: ts.Node, path: string) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
      return visit(node.initializer, node.name.text);
    if (ts.isSpreadAssignment(node) && ts.isPropertyAccessExpression(node.expression))
      spreads.set(path, [...(spreads.get(path) ?? []), node.expression.expression.getText(source)]);
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) {
      const here = `${path}.${node.name.text}`;
      const words = ts
        .getJSDocCommentsAndTags(node)
        .map((doc) => ts.getTextOfJSDocComment(doc.comment) ?? '')
        .join(' ')
        .replace(/\s+/g, ' ')
        .trim();
      if (words !== '') docs.set(here, words);
      return visit(node.initializer, here);
    }
    ts.forEachChild(node, (child) => visit(child, path));
  };
  visit(source, '');
}
