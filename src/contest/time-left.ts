/** How long until a round opens or closes, as coarsely as people plan by it. */
import type { Round } from './contract.ts';

const second = 1000;
const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Seconds left, rounded up (nothing is left only when the moment has come), and the smallest unit they are told in. */
function coarsely(ms: number): { left: number; unit: number } {
  const left = Math.max(Math.ceil(ms / second), 0);
  return { left, unit: left < minute ? 1 : left < day ? minute : hour };
}

/** `3 ngày 4 giờ`; under a day hours and minutes, in the last hour minutes, in the last minute seconds. */
export function timeLeftText(ms: number): string {
  const { left, unit } = coarsely(ms);
  const parts = [
    [Math.floor(left / day), 'ngày'],
    [Math.floor((left % day) / hour), 'giờ'],
    [unit <= minute ? Math.floor((left % hour) / minute) : 0, 'phút'],
    [unit === 1 ? left : 0, 'giây'],
  ] as const;
  return (
    parts
      .filter(([count]) => count > 0)
      .map(([count, word]) => `${count} ${word}`)
      .join(' ') || '0 giây'
  );
}

/** In how many ms the text says something else. Never more than an hour and a second. */
export function timeLeftChangesIn(ms: number): number {
  const { left, unit } = coarsely(ms);
  return ms - (Math.floor(left / unit) * unit - 1) * second;
}

/** A round's next moment by what the server said of it: when it opens, when it closes, or none. */
export function nextMoment({ state, opens_at, closes_at }: Pick<Round, 'state' | 'opens_at' | 'closes_at'>) {
  return state === 'upcoming' ? opens_at : state === 'open' ? closes_at : undefined;
}

/** When the first of `rounds` opens or closes, in ms since 1970. */
export function nextChange(rounds: readonly Parameters<typeof nextMoment>[0][]): number | undefined {
  const moments = rounds.map(nextMoment).filter((moment) => moment !== undefined);
  return moments.length > 0 ? Math.min(...moments.map((moment) => Date.parse(moment))) : undefined;
}

const urgency: Round['state'][] = ['open', 'upcoming', 'closed', 'published'];

/** What can be done now first, then what is to come, then what is over; otherwise as they follow each other. */
export function mostUrgentFirst<Some extends Pick<Round, 'state'>>(rounds: readonly Some[]): Some[] {
  return [...rounds].sort((a, b) => urgency.indexOf(a.state) - urgency.indexOf(b.state));
}
