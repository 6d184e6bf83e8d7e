/** The calendar of the site, read back by a parser that is not ours. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readCalendar } from '../support/calendar-reader.ts';
import { builtHtml, builtSite } from '../support/site-pages.ts';

const calendar = readCalendar(await readFile(new URL('lich.ics', builtSite), 'utf8'));
const timeline = await builtHtml('/ke-hoach/cac-moc/');

test('every milestone of the site is in its calendar, once, as a whole day', () => {
  const listed = [...timeline.matchAll(/<li[^>]*\sdata-item/g)].length;
  expect(listed).toBeGreaterThan(10);
  const days = calendar.events.flatMap((event) => ('day' in event ? [event] : []));
  expect(days.length).toBe(listed);
  for (const { day } of days) expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(new Set(calendar.events.map(({ uid }) => uid)).size).toBe(calendar.events.length);
  for (const { uid, address } of calendar.events) expect(uid.split('@')[1]).toBe(new URL(address).host);
});

// Seen to fail with the anchors of the theme's table left out.
test('an entry leads to the passage that tells of its milestone', async () => {
  for (const { address, description } of calendar.events) {
    expect(description).toContain(address);
    for (const told of description.match(/https?:\S+/g) ?? []) {
      const { pathname, hash } = new URL(told);
      expect(hash === '' || (await builtHtml(pathname)).includes(`id="${hash.slice(1)}"`), told).toBe(true);
    }
  }
});

test('a milestone is told as planned, and the calendar as one of the site’s', () => {
  expect(calendar.name).toMatch(/\S/);
  for (const event of calendar.events) if ('day' in event) expect(event.description).toMatch(/^Mốc đã dự kiến: /);
  expect(new Set(calendar.writtenAt).size).toBe(1);
});
