import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface LeaveDialogProps {
  title: string;
  leaveWords: string;
  onStay: () => void;
  onLeave: () => void;
  /** What leaving means. */
  children: ComponentChildren;
}

/** Over a paper, where Back was pressed: on a phone it is often the edge of the screen under a thumb. */
export function LeaveDialog({ title, leaveWords, onStay, onLeave, children }: LeaveDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const stay = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const box = dialog.current;
    if (!box) return;
    box.showModal();
    // Where the button would be scrolled to, past the question, the question comes first.
    const isLong = box.scrollHeight > box.clientHeight;
    (isLong ? heading : stay).current?.focus();
    if (isLong) box.scrollTop = 0;
  }, []);
  return (
    <dialog class="leave-dialog" aria-labelledby="leave-title" ref={dialog} onClose={onStay}>
      <h2 id="leave-title" tabIndex={-1} ref={heading}>
        {title}
      </h2>
      {children}
      <div class="actions">
        <button type="button" class="button primary" ref={stay} onClick={() => dialog.current?.close()}>
          Làm tiếp
        </button>
        <button type="button" class="button" onClick={onLeave}>
          {leaveWords}
        </button>
      </div>
    </dialog>
  );
}
