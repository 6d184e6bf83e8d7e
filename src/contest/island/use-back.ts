import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** The place that the present entry of the browser's history stands for, also after a reload; `undefined` for the page itself. */
export function placeInHistory(): string | undefined {
  const entry: unknown = history.state;
  if (typeof entry !== 'object' || entry === null || !('place' in entry)) return undefined;
  return typeof entry.place === 'string' ? entry.place : undefined;
}

/**
 * Makes the browser's Back a step inside the page. Wherever somebody is (`place`) there is one entry of the history above
 * the page's own, and one only: Back leads a level up by `onBack`, not through all that has been on screen, much of which
 * is over. At the top (`undefined`) Back leaves the page as it does anywhere.
 */
export function useBack(place: string | undefined, onBack: () => void): void {
  /** Goes up with every entry arrived at. */
  const [arrivals, setArrivals] = useState(0);
  /** This page itself has asked for the step back that is on its way. */
  const isOwnStep = useRef(false);
  /** The entry one stands at: its address, and what it says. */
  const entry = useRef({ address: location.href, place: placeInHistory() });
  const now = useRef({ place, onBack });
  now.current = { place, onBack };

  useLayoutEffect(() => {
    // A step back would put the paper where the page stood before it: at its top.
    history.scrollRestoration = 'manual';
    const arrive = () => {
      const { place: from, onBack: goUp } = now.current;
      const left = entry.current;
      const isOwn = isOwnStep.current;
      isOwnStep.current = false;
      entry.current = { address: location.href, place: placeInHistory() };
      // A link within the page arrives here as well, at an address of its own.
      const isLink = entry.current.address !== left.address;
      if (!isOwn && entry.current.place === undefined) {
        if (from !== undefined && isLink) history.replaceState({ place: from }, '');
        else if (from !== undefined) goUp();
        // From an entry that a reload had left above the first screen.
        else if (left.place !== undefined && !isLink) history.back();
      }
      setArrivals((count) => count + 1);
    };
    window.addEventListener('popstate', arrive);
    return () => window.removeEventListener('popstate', arrive);
  }, []);

  // With the screen itself: Back may be pressed as soon as it is seen.
  const isLoaded = useRef(false);
  useLayoutEffect(() => {
    const written = placeInHistory();
    if (!isOwnStep.current && place !== written) {
      if (place !== undefined && written === undefined) history.pushState({ place }, '');
      else if (place !== undefined) history.replaceState({ place }, '');
      // Not while the page is only coming up: somebody may be on their way to another one, which a step would call off.
      else if (isLoaded.current) {
        isOwnStep.current = true;
        history.back();
      }
    }
    isLoaded.current = true;
    entry.current = { address: location.href, place: placeInHistory() };
  }, [place, arrivals]);
}
