/** What axe finds on a page, in both of the site's colours. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Of all rules only these depend on colours: the page stands otherwise as it is. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/** What breaks a rule on the page as it stands: the rule, and the elements that break it. */
export async function accessibilityFaults(
  page: Page,
  rules: 'all' | 'of colours' = 'all',
): Promise<[string, unknown][]> {
  // No page has frames: without this axe would open another page to gather what it found in them.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  const { violations, passes, incomplete, inapplicable } = await (
    rules === 'all' ? builder.withTags(tags) : builder.withRules(ofColours)
  ).analyze();
  // Seen to find the buttons of the palette at 20 px without a gap; axe has left this rule out by default before.
  const looked = [violations, passes, incomplete, inapplicable].flat().map(({ id }) => id);
  expect(looked).toContain(rules === 'all' ? 'target-size' : 'color-contrast');
  return violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)]);
}

/** Every rule in light colours, and those of colours in dark ones. @param state names what is looked at. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  // Between two colours a button passes through others, unless nothing may move.
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const light = await accessibilityFaults(page);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const dark = await accessibilityFaults(page, 'of colours');
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
  for (const [colours, found] of Object.entries({ light, dark }))
    expect.soft(found, `${state}, ${colours}`).toEqual([]);
}
