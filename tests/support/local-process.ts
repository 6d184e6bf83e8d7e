/** `npm start -- --no-build` in a process of its own, as a person runs it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export interface LocalProcess {
  child: ChildProcess;
  /** Everything printed so far. */
  text(): string;
  /** Resolves once the addresses are printed, or the process has ended. */
  ready: Promise<void>;
  ended: Promise<number | null>;
  /** Ends the process at once, if it still runs, and waits until it is gone. */
  kill(): Promise<void>;
}

/** @param folder where the data is kept. */
export function startLocalProcess(folder: string, port: number, ...options: string[]): LocalProcess {
  const child = spawn(process.execPath, ['supabase/local/start.ts', '--no-build', ...options], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DATA: folder },
  });
  let text = '';
  const ended = new Promise<number | null>((done) => child.once('close', (code) => done(code)));
  const ready = new Promise<void>((done) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('Đã sẵn sàng')) done();
      });
    }
    void ended.then(() => done());
  });
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { child, text: () => text, ready, ended, kill };
}
