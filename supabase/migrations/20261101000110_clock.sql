-- Time is the server's, and read in one place.
--
-- Small functions that stand on the path of every call are plpgsql throughout: a `language sql` function that pins its
-- search path is not inlined, and is planned anew at every call. Even a plpgsql call is not free: the pinned settings are
-- made and unmade each time, about 10 µs. Starting, saving and submitting therefore write the smallest ones out.

create function contest.clock() returns timestamptz
language plpgsql volatile set search_path = '' as $$
begin
  return date_trunc('milliseconds', clock_timestamp());
end $$;
comment on function contest.clock is 'The only source of time: server time, truncated to milliseconds. Read once at the head of a call. Tests replace it.';

create function contest.utc(moment timestamptz) returns text
language plpgsql stable set search_path = '' as $$
begin
  return to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
end $$;
comment on function contest.utc is 'A moment as clients see it, whatever the session''s time zone: 2026-11-22T03:04:05.678Z. Starting, saving and submitting write it out instead of calling it.';

create function contest.ms(duration int) returns interval
language plpgsql immutable set search_path = '' as $$
begin
  return duration * interval '1 millisecond';
end $$;
comment on function contest.ms is 'So many milliseconds.';
