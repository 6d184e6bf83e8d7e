import { render } from 'preact';
import { PracticeApp, type PracticeAppProps } from './PracticeApp.tsx';

/** Puts the practice into `place`, in the room of what the page showed until now. */
export function mountPractice(place: HTMLElement, props: PracticeAppProps): void {
  place.replaceChildren();
  render(<PracticeApp {...props} />, place);
}
