import { z } from 'zod';

/** A field's place inside an entry: names of fields and indexes of lists. */
export type Path = readonly (string | number)[];

/** `questions[2].answer`, as an editor would say it; `(cả mục)` for the entry itself. */
export function showPath(path: Path): string {
  const shown = path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step + 1}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
  return shown === '' ? '(cả mục)' : shown;
}

/** The schema inside: what a field holds once it is filled in. */
export function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  let inner = schema;
  while (
    inner instanceof z.ZodOptional ||
    inner instanceof z.ZodNullable ||
    inner instanceof z.ZodDefault ||
    inner instanceof z.ZodPrefault
  ) {
    inner = inner.def.innerType;
  }
  return inner;
}

/** The field names a schema knows at a path; empty where the schema is no object there. */
export function knownKeys(schema: z.core.$ZodType, path: Path): string[] {
  const here = unwrapped(schema);
  if (here instanceof z.ZodUnion) return here.def.options.flatMap((option) => knownKeys(option, path));
  const [step, ...rest] = path;
  if (step === undefined) return here instanceof z.ZodObject ? Object.keys(here.shape) : [];
  if (here instanceof z.ZodArray && typeof step === 'number') return knownKeys(here.def.element, rest);
  if (here instanceof z.ZodObject) {
    const shape: Record<string, z.core.$ZodType | undefined> = here.shape;
    const field = shape[step];
    return field ? knownKeys(field, rest) : [];
  }
  return [];
}
