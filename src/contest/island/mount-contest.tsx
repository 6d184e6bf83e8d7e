import { render } from 'preact';
import { ContestApp, type ContestAppProps } from './ContestApp.tsx';

/** Puts the contest into `place`, in the room of what the page showed until now. */
export function mountContest(place: HTMLElement, props: ContestAppProps): void {
  place.replaceChildren();
  render(<ContestApp {...props} />, place);
}
