import type { Shelf } from '../../src/contest/outbox.ts';

/** A browser's storage in memory, and what stands in it. */
export function memoryShelf() {
  const items = new Map<string, string>();
  const shelf: Shelf = {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    key: (index) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
  };
  return { items, shelf };
}

/** A browser's storage where the browser lets nobody look: every reach for it throws. */
export function deniedShelf(): Shelf {
  const deny = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  return {
    getItem: deny,
    setItem: deny,
    removeItem: deny,
    key: deny,
    get length() {
      return deny();
    },
  };
}
