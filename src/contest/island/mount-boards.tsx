import { render } from 'preact';
import { BoardsApp, type BoardsAppProps } from './BoardsApp.tsx';

/** Puts the boards into `place`, in the room of what the page showed until now. */
export function mountBoards(place: HTMLElement, props: BoardsAppProps): void {
  place.replaceChildren();
  render(<BoardsApp {...props} />, place);
}
