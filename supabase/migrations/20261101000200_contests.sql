-- A contest, its rounds and what each round's paper is made of. All rules are data.

create table contest.contests (
  id int generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  year int not null check (year between 2020 and 2100),
  title text not null check (title <> ''),
  consent_version text not null check (consent_version <> ''),
  min_participants int not null check (min_participants >= 1)
);
comment on table contest.contests is 'A yearly contest.';
comment on column contest.contests.min_participants is 'A unit with fewer participants is not ranked by mean score.';
alter table contest.contests enable row level security;

create table contest.rounds (
  id int generated always as identity primary key,
  contest_id int not null references contest.contests on delete cascade,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ordinal int not null check (ordinal >= 1),
  title text not null check (title <> ''),
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  time_limit_ms int not null check (time_limit_ms between 1000 and 14400000),
  max_attempts int not null check (max_attempts between 1 and 100),
  shuffle_options boolean not null,
  prediction text not null check (prediction in ('none', 'participants_all_correct', 'attempts_all_correct', 'participants_total')),
  score_shown text not null check (score_shown in ('after_submit', 'after_round')),
  review text not null check (review in ('after_round', 'never')),
  question_count int not null check (question_count >= 1),
  max_score int not null check (max_score >= 1),
  unique (contest_id, slug),
  unique (contest_id, ordinal) deferrable initially deferred,
  check (opens_at < closes_at)
);
comment on table contest.rounds is 'A round of a contest: when it is open, how long an attempt lasts, how many there may be, what is shown when.';
comment on column contest.rounds.question_count is 'Questions of a paper: the sum over the blueprint.';
comment on column contest.rounds.max_score is 'Score of a perfect paper: the same for every paper of the round.';
alter table contest.rounds enable row level security;

create table contest.blueprint_cells (
  round_id int not null references contest.rounds on delete cascade,
  ordinal int not null,
  topic text not null,
  difficulty text not null check (difficulty in ('easy', 'medium', 'hard')),
  count int not null check (count >= 1),
  weight int not null check (weight >= 1),
  primary key (round_id, ordinal),
  unique (round_id, topic, difficulty)
);
comment on table contest.blueprint_cells is 'How many questions of which topic and difficulty a paper holds, and what each is worth.';
alter table contest.blueprint_cells enable row level security;

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
  join contest.rounds as r on r.contest_id = c.id
  group by c.id
  order by min(r.opens_at) <= server_now and server_now < max(r.closes_at) desc, min(r.opens_at) desc
  limit 1;
  if not found then
    perform contest.refuse('contest_not_found', 404);
  end if;
  return found_contest;
end $$;
comment on function contest.current_contest is 'The contest running now, else the latest one.';

create function contest.find_round(of_contest int, round_slug text) returns contest.rounds
language plpgsql stable set search_path = '' as $$
declare
  found_round contest.rounds;
begin
  select * into found_round from contest.rounds as r where r.contest_id = of_contest and r.slug = round_slug;
  if not found then
    perform contest.refuse('round_not_found', 404);
  end if;
  return found_round;
end $$;
comment on function contest.find_round is 'The round of a slug within a contest, or round_not_found.';

create function contest.round_state(opens_at timestamptz, closes_at timestamptz, server_now timestamptz) returns text
language sql immutable set search_path = '' as $$
  select case when server_now < opens_at then 'upcoming' when server_now < closes_at then 'open' else 'closed' end
$$;
comment on function contest.round_state is 'upcoming, open or closed: a round is open from opens_at up to, not including, closes_at.';

create function contest.scores_visible(of_round contest.rounds, server_now timestamptz) returns boolean
language sql stable set search_path = '' as $$
  select of_round.score_shown = 'after_submit'
    or server_now > of_round.closes_at + make_interval(secs => s.grace_ms / 1000.0)
  from contest.settings as s
$$;
comment on function contest.scores_visible is 'Whether scores of a round may be told yet. One that shows them after the round waits until no answer can count any more.';
