import type { Shelf } from '../../src/contest/outbox.ts';

/** A browser's storage in memory, and what stands in it. */
export function memoryShelf() {
  const items = new Map<string, string>();
  const shelf: Shelf = {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
  return { items, shelf };
}
