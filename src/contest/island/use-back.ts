import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import * as z from 'zod/mini';

const Entry = z.object({ place: z.string() });

/** The place that the present entry of the browser's history stands for, also after a reload; `undefined` for the page itself. */
export function placeInHistory(): string | undefined {
  const { success, data } = z.safeParse(Entry, history.state);
  return success ? data.place : undefined;
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
  const now = useRef({ place, onBack });
  now.current = { place, onBack };

  useEffect(() => {
    const arrive = () => {
      const isPressed = !isOwnStep.current;
      isOwnStep.current = false;
      if (isPressed && now.current.place !== undefined && placeInHistory() === undefined) now.current.onBack();
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
