/** Playwright's `test`, for files that come between a page and its server. */
import { test as base } from '@playwright/test';

export { expect } from '@playwright/test';
export type { Browser, Locator, Page, Route } from '@playwright/test';

/**
 * A call that is still held back or rewritten when the test is over, such as a board refreshing itself, would fail a test
 * that has passed: nothing comes between any more before the pages are closed.
 */
export const test = base.extend<{ lettingGo: null }>({
  lettingGo: [
    async ({ context }, use) => {
      await use(null);
      await context.unrouteAll({ behavior: 'ignoreErrors' });
      await Promise.all(context.pages().map((page) => page.unrouteAll({ behavior: 'ignoreErrors' })));
    },
    { auto: true },
  ],
});
