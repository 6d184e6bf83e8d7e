/** Which processes a process has started. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Process ids of the direct children of `parent`. */
export function childrenOf(parent: number): number[] {
  return parentsByPid()
    .filter(([, of]) => of === parent)
    .map(([pid]) => pid);
}

/** Every process with its parent: from /proc, as small images have no `ps`; else from `ps`. */
function parentsByPid(): [pid: number, parent: number][] {
  if (!existsSync('/proc/self/stat')) {
    return execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // "pid (program name) state parent …"; the name may hold anything, so look behind its last bracket.
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        return [[Number(name), Number(stat.slice(stat.lastIndexOf(')')).split(' ')[2])] as [number, number]];
      } catch {
        return []; // it has ended meanwhile
      }
    });
}
