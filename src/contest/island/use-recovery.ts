import { useEffect } from 'preact/hooks';

/** After a fault: tries again when the device comes back online or the page is looked at again. */
export function useRecovery(isFaulty: boolean, retry: () => void): void {
  useEffect(() => {
    if (!isFaulty) return;
    const again = () => !document.hidden && retry();
    window.addEventListener('online', again);
    document.addEventListener('visibilitychange', again);
    return () => {
      window.removeEventListener('online', again);
      document.removeEventListener('visibilitychange', again);
    };
  }, [isFaulty, retry]);
}
