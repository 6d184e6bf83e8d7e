import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Said } from './Said.tsx';
import { countdownText, durationText } from './words.ts';

interface CountdownProps {
  /** Time left now, in ms. */
  timeLeft: () => number;
  /** Called when the time is over, and again until the clock is taken away. */
  onOver?: () => void;
  /** The participant would rather not see it. */
  isHidden: boolean;
  onHide: (isHidden: boolean) => void;
  /** What else has to stay in view where nothing but the clock does. */
  children?: ComponentChildren;
}

const wholeSeconds = (ms: number) => Math.ceil(ms / 1000) * 1000;

/** Said aloud when this much is left (ms): often enough to plan by, never every second. */
const thresholds = [600_000, 300_000, 60_000, 30_000, 10_000];

/** The clock of the quiz. It can be hidden; what a screen reader says does not depend on it. */
export function Countdown({ timeLeft, onOver, isHidden, onHide, children }: CountdownProps) {
  // Whole seconds, rounded up: the clock is drawn anew when it says something else.
  const [left, setLeft] = useState(() => wholeSeconds(timeLeft()));
  const [said, setSaid] = useState('');
  const before = useRef(left);

  useEffect(() => {
    const timer = setInterval(() => {
      const now = timeLeft();
      // After a sleep several may have passed at once; what is said is what is left now.
      if (thresholds.some((threshold) => before.current > threshold && now <= threshold))
        setSaid(`Còn ${durationText(now).replace(' 00 giây', '')}.`);
      before.current = now;
      setLeft(wholeSeconds(now));
      if (now <= 0) onOver?.();
    }, 250);
    return () => clearInterval(timer);
  }, [timeLeft, onOver]);

  return (
    <div class="countdown" data-urgent={left <= 60_000 ? '' : undefined}>
      <span role="timer" aria-label={`Còn ${durationText(left)}`}>
        {isHidden ? (
          <span class="soft countdown-word">Đã ẩn giờ</span>
        ) : (
          <>
            <span class="countdown-word">Còn </span>
            <strong class="tabular">{countdownText(left)}</strong>
          </>
        )}
      </span>
      {children}
      <button type="button" class="plain small" onClick={() => onHide(!isHidden)}>
        {isHidden ? 'Hiện giờ' : 'Ẩn giờ'}
      </button>
      <Said words={said} />
    </div>
  );
}
