/** Loads what an embed panel needs when it is first come near: most readers of a figure do not embed it. */
for (const panel of document.querySelectorAll<HTMLElement>('[data-embed]')) {
  const load = () => import('./embed-panel.ts');
  const near = () => void load().catch(() => undefined); // told by nothing: whoever presses tries again
  panel.addEventListener('pointerenter', near, { once: true });
  panel.addEventListener('focusin', near, { once: true });
  panel.addEventListener('change', () => void load().then(({ write }) => write(panel), near));
  panel.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest('button');
    if (button) void load().then(({ press }) => press(panel, button), near);
  });
}

export {}; // a module: its names are its own
