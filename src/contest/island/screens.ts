/** The screens of the contest, and what lies above each of them. */
import type { Participant } from '../contract.ts';
import type { Refused } from '../machine.ts';
import type { AttemptOutcome } from './Outcome.tsx';

interface OutcomeScreen {
  kind: 'outcome';
  attempt: string;
  round: string;
  outcome: AttemptOutcome;
}

/** What is on screen. */
export type Screen =
  | { kind: 'lobby'; news?: string }
  | { kind: 'mine' }
  /** A quiz is running whose participant may not be the person who holds the device: asked first. */
  | { kind: 'resume' }
  /** They have said that it is somebody else's. */
  | { kind: 'not-mine' }
  | { kind: 'register' }
  | { kind: 'enter-ticket'; brought?: string }
  /** A link has brought the ticket of somebody else than the device remembers. */
  | { kind: 'other-ticket'; ticket: string }
  | { kind: 'recover' }
  | { kind: 'ticket-recovered'; ticket: string; remember: boolean }
  | { kind: 'ticket-issued'; participant: Participant; isKept: boolean }
  /** The server no longer knows the ticket this page has. */
  | { kind: 'dead-ticket' }
  /** Asked once more before this device lets go of the ticket. */
  | { kind: 'leaving' }
  /** `isLeft`: Back was pressed, and asked is whether it was meant. */
  | { kind: 'quiz'; attempt: string; isLeft?: boolean }
  | { kind: 'elsewhere' }
  | { kind: 'refused'; quiz: Refused }
  | OutcomeScreen
  | { kind: 'review'; of: OutcomeScreen }
  | { kind: 'my-data' };

/** The screen above, which Back leads to whatever way one came; `undefined` is the first one, whoever is here. */
export function screenAbove(screen: Screen): Screen | undefined {
  if (screen.kind === 'not-mine') return { kind: 'resume' };
  if (screen.kind === 'recover') return { kind: 'enter-ticket' };
  if (screen.kind === 'review') return screen.of;
  // Nobody knows the new ticket yet, and the old one is dead: no slip of a thumb leads away from it.
  if (screen.kind === 'ticket-recovered') return screen;
  return undefined;
}

/** The name of a screen in the browser's history; `undefined` for those that nothing lies above but the way out. */
export function placeOf(screen: Screen): string | undefined {
  if (screen.kind === 'lobby' || screen.kind === 'mine' || screen.kind === 'resume') return undefined;
  return screen.kind === 'quiz' ? quizPlace(screen.attempt) : screen.kind;
}

/** That of a quiz: a reload must know which one it happened in. */
export const quizPlace = (attempt: string): string => `quiz:${attempt}`;
