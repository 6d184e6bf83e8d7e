import { useMemo } from 'preact/hooks';
import type { Contest, Round } from '../contract.ts';
import { calendarAddress, calendarFileName, type BuiltCalendars } from '../round-calendar.ts';
import { nextMoment, timeLeftText } from '../time-left.ts';
import { useTimeLeft } from './use-time-left.ts';
import { momentText, roundStateWords } from './words.ts';

interface RoundTimesProps {
  round: Round;
  /** Server time now, in ms since 1970. */
  serverNow: () => number;
}

/** Where a round stands: its state, how long until that changes, and its two moments. */
export function RoundTimes({ round, serverNow }: RoundTimesProps) {
  const moment = nextMoment(round);
  return (
    <>
      <p class="round-state">
        <strong>{roundStateWords[round.state]}</strong>
        {moment && <TimeLeft state={round.state} moment={moment} serverNow={serverNow} />}
      </p>
      <p class="round-moments">
        Mở {momentText(round.opens_at)}, đóng {momentText(round.closes_at)}.
      </p>
    </>
  );
}

interface TimeLeftProps {
  state: Round['state'];
  moment: string;
  serverNow: () => number;
}

/** Plain text, told by no live region: it is there to be looked up. */
function TimeLeft({ state, moment, serverNow }: TimeLeftProps) {
  const left = useTimeLeft(moment, serverNow);
  const isUpcoming = state === 'upcoming';
  if (left === 0) return <>: đã đến giờ {isUpcoming ? 'mở' : 'đóng'}, trang đang tự cập nhật…</>;
  return (
    <>
      , <span class="time-left">{timeLeftText(left)}</span> nữa {isUpcoming ? 'mở' : 'đóng'}
    </>
  );
}

interface CalendarLinkProps {
  contest: Contest;
  round: Round;
  calendars: BuiltCalendars;
}

/** A round for one's own calendar, as long as something of it is still to come. */
export function CalendarLink({ contest, round, calendars }: CalendarLinkProps) {
  const address = useMemo(
    () => calendarAddress(contest, round, calendars, new URL(location.pathname, location.origin).href),
    [contest, round, calendars],
  );
  if (nextMoment(round) === undefined) return null;
  return (
    <a class="calendar-link" href={address} download={calendarFileName(contest, round)}>
      Thêm vào lịch<span class="visually-hidden"> {round.title}</span>
    </a>
  );
}
