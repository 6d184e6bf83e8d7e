import { useEffect, useState } from 'preact/hooks';

/** Long enough (ms) for every screen reader to have taken it up. */
const saidMs = 5000;

/**
 * Says something aloud, once, whenever its words change, without moving the focus. Afterwards they are gone: whoever
 * reads the page from top to bottom must not come across what was true minutes ago, nor hear twice what is written
 * beside it.
 */
export function Said({ words }: { words: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    setSaid(words);
    if (words === '') return;
    const timer = setTimeout(() => setSaid(''), saidMs);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <span class="visually-hidden" role="status">
      {said}
    </span>
  );
}
