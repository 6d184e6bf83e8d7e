/**
 * What the gate thinks of the content, for whoever reads it at the same time: Astro stops at the first field that is wrong,
 * in English; the gate tells them all, in words an editor can act on, and is to be heard first. Astro runs the collections
 * in a module graph of its own, so the two meet on the process.
 */
const key = Symbol.for('content-gate.verdict');
const shared = globalThis as { [key]?: Promise<void> };

/** @param verdict settles when the content is known to be right; rejects otherwise */
export function announceVerdict(verdict: Promise<void>): void {
  verdict.catch(() => undefined); // told where it is awaited
  shared[key] = verdict;
}

/** @throws what the gate stops the build with, where it stops it */
export const verdict = (): Promise<void> => shared[key] ?? Promise.resolve();
