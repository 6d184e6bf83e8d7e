/** Every milestone, and every round whose days are fixed, as a calendar to subscribe to. */
import type { APIRoute } from 'astro';
import { calendarType, writeCalendar, type CalendarEvent } from '../calendar/icalendar.ts';
import { fixedRounds } from '../catalog/contests.ts';
import { contests, plans, themes, timeline } from '../catalog/entries.ts';
import { milestoneDescription } from '../catalog/milestones.ts';
import { site as siteFacts } from '../catalog/site.ts';
import { roundEvent } from '../contest/round-calendar.ts';

export const GET: APIRoute = ({ site }) => {
  const root = site ?? new URL(siteFacts.url);
  const milestones = timeline.map((milestone): CalendarEvent => ({
    // A document sets a milestone once: the name outlives the address of the page that tells of it.
    uid: `${milestone.source}/${milestone.id}@${root.host}`,
    day: milestone.due,
    summary: milestone.what,
    description: milestoneDescription(milestone, root),
    address: new URL(milestone.pages[0]?.route ?? '/ke-hoach/cac-moc/', root).href,
  }));
  const rounds = contests.flatMap((contest) =>
    fixedRounds(contest).map((round) => roundEvent(contest, round, new URL('/cuoc-thi/', root).href)),
  );
  // Dates come from the content, never from the clock: the same content makes the same file.
  const written = [siteFacts.reviewed, ...[...plans, ...themes].map(({ data }) => data.updated)].sort().at(-1) ?? '';
  const text = writeCalendar([...milestones, ...rounds], Date.parse(written), `Các mốc – ${siteFacts.short_name}`);
  return new Response(text, { headers: { 'content-type': calendarType } });
};
