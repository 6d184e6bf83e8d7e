/** What axe finds on a page, in both of the site's colours. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Of all rules only these depend on colours: the page stands otherwise as it is. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/** Every rule in light colours, and those of colours in dark ones. @param state names what is looked at. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const light = await new AxeBuilder({ page }).withTags(tags).analyze();
  // Seen to find the buttons of the palette at 20 px without a gap; axe has left this rule out by default before.
  const looked = [light.violations, light.passes, light.incomplete, light.inapplicable].flat().map(({ id }) => id);
  expect(looked).toContain('target-size');
  // Between two colours a button passes through others, unless nothing may move.
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const dark = await new AxeBuilder({ page }).withRules(ofColours).analyze();
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
  for (const [colours, { violations }] of Object.entries({ light, dark })) {
    const found = violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)]);
    expect.soft(found, `${state}, ${colours}`).toEqual([]);
  }
}
