-- A yearly contest. All rules are data.

create table contest.contests (
  id int generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  year int not null check (year between 2020 and 2100),
  title text not null check (title <> ''),
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  consent_version text not null check (consent_version <> ''),
  min_participants int not null check (min_participants >= 1),
  purged_at timestamptz,
  check (opens_at < closes_at)
);
comment on table contest.contests is 'A yearly contest.';
comment on column contest.contests.consent_version is 'Version of the consent text shown at registration; the text itself stands on the site.';
comment on column contest.contests.min_participants is 'A unit with fewer participants is not ranked by mean score.';
comment on column contest.contests.purged_at is 'When everybody who took part was dropped. Nobody gets in after that.';
alter table contest.contests enable row level security;

create function contest.find_contest(contest_slug text) returns contest.contests
language plpgsql stable set search_path = '' as $$
declare
  found_contest contest.contests;
begin
  select * into found_contest from contest.contests as c where c.slug = contest_slug;
  if not found then
    perform contest.refuse('contest_not_found', 404);
  end if;
  return found_contest;
end $$;
comment on function contest.find_contest is 'The contest of a slug, or contest_not_found.';

create function contest.current_contest(server_now timestamptz) returns contest.contests
language plpgsql stable set search_path = '' as $$
declare
  found_contest contest.contests;
begin
  select c.* into found_contest
  from contest.contests as c
  order by c.opens_at <= server_now and server_now < c.closes_at desc, c.opens_at desc
  limit 1;
  if not found then
    perform contest.refuse('contest_not_found', 404);
  end if;
  return found_contest;
end $$;
comment on function contest.current_contest is 'The contest running now, else the latest one.';
