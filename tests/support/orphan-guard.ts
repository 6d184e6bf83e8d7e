/** Makes sure that programs the tests start end with the tests, however those end. */
import { spawn } from 'node:child_process';

export interface OrphanGuard {
  /** The process to end if we do not come to it; undefined when there is none. */
  watch(pid: number | undefined): void;
  dismiss(): void;
}

/**
 * Starts a shell that waits for our end of a pipe to close, as it does however we end, and then sends the watched process
 * SIGQUIT, waits for it, and removes `folder`: a test run that is killed leaves nothing behind.
 */
export function guardAgainstOrphans(folder = ''): OrphanGuard {
  const script = `
    while read -r line; do pid=$line; done
    if [ -n "$pid" ]; then kill -QUIT "$pid"; while kill -0 "$pid"; do sleep 0.1; done; fi
    if [ -n "$1" ]; then rm -rf "$1"; fi`;
  const guard = spawn('/bin/sh', ['-c', script, 'guard', folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  guard.stdin.on('error', () => undefined);
  return {
    watch: (pid) => guard.stdin.write(`${pid ?? ''}\n`),
    dismiss: () => guard.kill('SIGKILL'),
  };
}
