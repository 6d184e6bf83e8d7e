/** A moment that is chosen plays in the player on the page rather than in a page of its own. */
for (const moment of document.querySelectorAll<HTMLAnchorElement>('a[data-seconds]')) {
  moment.addEventListener('click', (event) => {
    const player = document.querySelector<HTMLMediaElement>('.player');
    if (!player || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    player.currentTime = Number(moment.dataset['seconds']);
    // Refused where the reader's browser plays nothing by itself: the player stands at the moment all the same.
    player.play().catch(() => undefined);
    player.focus();
    player.scrollIntoView({ block: 'nearest' });
  });
}

export {};
