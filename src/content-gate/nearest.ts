/** Edit distance between two short names; two neighbouring letters swapped count as one slip. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const cost = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j += 1) {
      const differs = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          cost(i - 1, j - 1) + differs,
          cost(i - 1, j) + 1,
          cost(i, j - 1) + 1,
          swapped ? cost(i - 2, j - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return cost(a.length, b.length);
}

/**
 * The known name an editor most likely meant, or `undefined` when nothing is near:
 * at most a third of the longer name may differ, or one name begins with the other.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: { name: string; cost: number } | undefined;
  for (const candidate of known) {
    const cost = distance(name, candidate);
    const prefix = name.length >= 3 && (candidate.startsWith(name) || name.startsWith(candidate));
    const near = prefix || cost <= Math.max(1, Math.floor(Math.max(name.length, candidate.length) / 3));
    if (near && (!best || cost < best.cost)) best = { name: candidate, cost };
  }
  return best?.name;
}

/** "dùng “x”" when a near name exists, else what the caller suggests. */
export function didYouMean(name: string, known: Iterable<string>, otherwise: string): string {
  const near = nearest(name, known);
  return near === undefined ? otherwise : `có phải “${near}”? Nếu không, ${otherwise}`;
}
