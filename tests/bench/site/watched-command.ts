/** A command with what it costs: wall time, processor time and memory, its children's included. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { childrenOf } from '../../support/process-children.ts';

export interface Cost {
  seconds: number;
  /** Seconds of processor time; `null` where the system does not say (it has no /proc). */
  processor: number | null;
  /** The most memory held at one moment, in MB; `null` likewise. */
  memory: number | null;
}

/** A command that ended badly, with what it said. */
export class CommandError extends Error {
  override name = 'CommandError';
}

/** Whether this system says what its processes take. */
const canWatch = process.platform === 'linux';
const msPerLook = 200;
/** The unit of processor time in /proc, on every Linux. */
const ticksPerSecond = 100;

/** @throws {CommandError} when the command does not end with 0. */
export async function watchCommand(
  program: string,
  args: readonly string[],
  cwd: string,
  environment: Record<string, string> = {},
): Promise<Cost> {
  const startedAt = performance.now();
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => void (said = (said + text).slice(-4000)));

  let memory = 0;
  const ticks = new Map<number, number>();
  const look = () => {
    const found = child.pid === undefined ? [] : [child.pid, ...descendantsOf(child.pid)].flatMap(read);
    for (const { pid, spent } of found) ticks.set(pid, spent);
    memory = Math.max(
      memory,
      found.reduce((sum, one) => sum + one.memory, 0),
    );
  };
  const timer = canWatch ? setInterval(look, msPerLook) : undefined;
  const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
  clearInterval(timer);
  if (code !== 0) throw new CommandError(`${program} ${args.join(' ')} (${cwd}): ${code}\n${said}`);
  return {
    seconds: (performance.now() - startedAt) / 1000,
    processor: canWatch ? [...ticks.values()].reduce((sum, spent) => sum + spent, 0) / ticksPerSecond : null,
    memory: canWatch ? memory : null,
  };
}

const descendantsOf = (pid: number): number[] => childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child)]);

function read(pid: number): { pid: number; spent: number; memory: number }[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // "pid (program name) state parent …": the name may hold anything. After it, fields 12 and 13 are user and system time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return [{ pid, spent: Number(fields[11]) + Number(fields[12]), memory: Number(kilobytes) / 1024 }];
  } catch {
    return []; // it has ended meanwhile
  }
}
