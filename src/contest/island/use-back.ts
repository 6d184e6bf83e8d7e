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
  /** Where the last step in the history led. */
  const address = useRef(location.href);
  const now = useRef({ place, onBack });
  now.current = { place, onBack };

  useLayoutEffect(() => {
    const arrive = () => {
      const { place: from, onBack: goUp } = now.current;
      const isOwn = isOwnStep.current;
      isOwnStep.current = false;
      // A link within the page arrives here as well, at an address of its own.
      const isLink = location.href !== address.current;
      address.current = location.href;
      if (!isOwn && from !== undefined && placeInHistory() === undefined) {
        if (isLink) history.replaceState({ place: from }, '');
        else goUp();
      }
      setArrivals((count) => count + 1);
    };
    window.addEventListener('popstate', arrive);
    return () => window.removeEventListener('popstate', arrive);
  }, []);

  // With the screen itself: Back may be pressed as soon as it is seen.
  useLayoutEffect(() => {
    const written = placeInHistory();
    if (isOwnStep.current || place === written) return;
    if (place === undefined) {
      isOwnStep.current = true;
      history.back();
    } else if (written === undefined) history.pushState({ place }, '');
    else history.replaceState({ place }, '');
  }, [place, arrivals]);
}
