import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * The heading of one screen of the island. It takes the focus when its screen replaces another, so that keyboards and
 * screen readers begin where the change is; not on the page's first screen, which nobody asked to jump to.
 */
export function ScreenHeading({ children, isFirst = false }: { children: ComponentChildren; isFirst?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // With the screen, not after it is painted: whoever is already in one of its fields by then would be taken out of it.
  useLayoutEffect(() => {
    if (!isFirst) heading.current?.focus();
  }, [isFirst]);
  return (
    <h2 class="screen-heading" tabIndex={-1} ref={heading}>
      {children}
    </h2>
  );
}
