/**
 * What the gate thinks of the content, for whoever reads it at the same time. Astro runs the collections in a module graph of
 * its own, so the two meet on the process.
 */
const key = Symbol.for('content-gate.verdict');
const shared = globalThis as { [key]?: Promise<unknown> };

/** @param verdict settles when the content is known to be right; rejects with what the build stops with */
export function announceVerdict(verdict: Promise<unknown>): void {
  verdict.catch(() => undefined); // told where it is awaited
  shared[key] = verdict;
}

/** Settled at once where nothing is being built. */
export const verdict = async (): Promise<void> => void (await shared[key]);
