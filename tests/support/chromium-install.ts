/** Makes sure there is a browser for the site tests: finds one, else installs one the way this machine allows. */
import { spawnSync } from 'node:child_process';
import { findChromium } from './chromium.ts';

interface Way {
  name: string;
  commands: [string, string[]][];
}

/** Ways to a browser, in order: the system's package (as root), then Playwright's own download. */
const ways: Way[] = [
  aptWay('chromium-headless-shell'),
  aptWay('chromium'),
  { name: 'playwright install chromium', commands: [['playwright', ['install', 'chromium']]] },
];

function aptWay(what: string): Way {
  return {
    name: `apt-get install ${what}`,
    commands: [
      ['apt-get', ['update', '-qq']],
      ['apt-get', ['install', '-y', '-qq', '--no-install-recommends', what]],
    ],
  };
}

/** @returns whether the site tests can run; says what to do where they cannot. */
export async function ensureChromium(): Promise<boolean> {
  if (findChromium()) return true;
  const isRoot = process.getuid?.() === 0;
  for (const { name, commands } of ways) {
    if (name.startsWith('apt-get') && !isRoot) continue;
    console.log(`Chưa có Chromium; thử: ${name}…`);
    const isDone = commands.every(([command, args]) => {
      const { status } = spawnSync(command, args, {
        stdio: ['ignore', 'ignore', 'ignore'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
      return status === 0;
    });
    if (isDone && (findChromium() ?? (await findPlaywrightsOwn()))) return true;
  }
  console.error(
    'Không tìm thấy và không cài được Chromium. Hãy cài Chrome hoặc Chromium (Debian, Ubuntu: sudo apt-get install chromium), ' +
      'hoặc chỉ đường dẫn: CHROME_PATH=/đường/dẫn/chrome npm test.',
  );
  return false;
}

async function findPlaywrightsOwn(): Promise<string | undefined> {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}
