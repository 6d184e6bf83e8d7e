import { defineConfig } from '@playwright/test';
import { chromiumFlags, findChromium } from './tests/support/chromium.ts';

const executablePath = findChromium();
const port = Number(process.env['TEST_PORT'] ?? 4399);

export default defineConfig({
  testDir: 'tests/site',
  outputDir: 'tests/output/playwright',
  // Five even on two cores: a test mostly waits, and with fewer the cores do too.
  workers: 5,
  fullyParallel: true,
  // Only to end what hangs: a machine that has other things to do is no fault.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['line'], ['json', { outputFile: 'tests/output/playwright.json' }]],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    // A worker between page and network would hide requests from the tests; the tests of offline reading let it in.
    serviceWorkers: 'block',
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: chromiumFlags },
  },
  webServer: {
    command: `node tests/support/product.ts ${port}`,
    url: `http://127.0.0.1:${port}/`,
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
    reuseExistingServer: false,
  },
});
