/** Asks for offline reading once the page stands: it must cost the first visit nothing. */
if ('serviceWorker' in navigator && import.meta.env.PROD) {
  addEventListener('load', () => {
    navigator.serviceWorker
      .register('/sw.js')
      .then(() => navigator.serviceWorker.ready)
      .then(({ active }) => {
        // The first page was loaded before the worker stood between: it is told of it.
        if (!navigator.serviceWorker.controller) active?.postMessage({ page: location.href });
      })
      // Refused in private windows and some in-app browsers: the site then simply needs a network.
      .catch(() => undefined);
  });
}
