-- Rounds of a contest, and what each round's paper is made of.

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
  review text not null check (review in ('after_round', 'after_submit', 'never')),
  ranked boolean not null default true,
  freeze_ms int not null default 0 check (freeze_ms >= 0),
  question_count int not null check (question_count >= 1),
  max_score int not null check (max_score >= 1),
  extra_ms int not null default 0 check (extra_ms >= 0),
  published_at timestamptz,
  unique (contest_id, slug),
  unique (contest_id, ordinal) deferrable initially deferred,
  check (opens_at < closes_at),
  -- Else the bank is harvested through throw-away registrations.
  check (review <> 'after_submit' or not ranked)
);
comment on table contest.rounds is 'A round of a contest: when it is open, how long an attempt lasts, how many there may be, what is shown when.';
comment on column contest.rounds.ranked is 'Whether its results count on the boards. A round for trying out does not.';
comment on column contest.rounds.freeze_ms is 'How long before the close the boards stop moving, until no answer can count any more.';
comment on column contest.rounds.question_count is 'Questions of a paper: the sum over the blueprint.';
comment on column contest.rounds.max_score is 'Score of a perfect paper: the same for every paper of the round.';
comment on column contest.rounds.extra_ms is 'The most extra time anybody has been granted in it: until so long after the close attempts may be open.';
comment on column contest.rounds.published_at is 'When its results became final. Nothing of the round changes afterwards.';
alter table contest.rounds enable row level security;

create table contest.blueprint_cells (
  round_id int not null references contest.rounds on delete cascade,
  ordinal int not null,
  topic text not null,
  difficulty text not null check (difficulty in ('easy', 'medium', 'hard')),
  count int not null check (count >= 1),
  weight int not null check (weight >= 1),
  pool int[] not null default '{}',
  primary key (round_id, ordinal),
  unique (round_id, topic, difficulty)
);
comment on table contest.blueprint_cells is 'How many questions of which topic and difficulty a paper holds, and what each is worth.';
comment on column contest.blueprint_cells.pool is 'The questions it draws from, each as id * 512 + right choice * 8 + number of options (right choice: see "questions"); derived by contest.derive_pools, so that a draw need not look into the bank.';
alter table contest.blueprint_cells enable row level security;

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

create function contest.round_state(of_round contest.rounds, server_now timestamptz) returns text
language plpgsql stable set search_path = '' as $$
begin
  return case
    when of_round.published_at is not null then 'published'
    when server_now < of_round.opens_at then 'upcoming'
    when server_now < of_round.closes_at then 'open'
    else 'closed'
  end;
end $$;
comment on function contest.round_state is 'upcoming, open, closed or published: a round is open from opens_at up to, not including, closes_at.';

create function contest.is_settled(of_round contest.rounds, server_now timestamptz) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return server_now > of_round.closes_at + contest.ms(of_round.extra_ms + (select s.grace_ms from contest.settings as s where s.only_row));
end $$;
comment on function contest.is_settled is 'Whether no attempt of the round can be open any more, grace and extra time included.';

create function contest.is_over(of_contest contest.contests, server_now timestamptz) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return of_contest.purged_at is not null
    or server_now >= of_contest.closes_at
    -- Nothing is left to take part in. A contest whose rounds are still to be written down has not begun.
    or exists (select from contest.rounds as r where r.contest_id = of_contest.id)
      and not exists (
        select from contest.rounds as r
        where r.contest_id = of_contest.id and r.published_at is null and not contest.is_settled(r, server_now));
end $$;
comment on function contest.is_over is 'Whether a contest takes nobody any more: it has closed, every round of it is settled or published, or its people have been dropped.';

create function contest.is_frozen(of_round contest.rounds, server_now timestamptz) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return of_round.freeze_ms > 0
    and server_now >= of_round.closes_at - contest.ms(of_round.freeze_ms)
    and not contest.is_settled(of_round, server_now);
end $$;
comment on function contest.is_frozen is 'Whether the round''s results are kept from the boards now: in its last freeze_ms, until no answer can count any more.';

create function contest.scores_visible(of_round contest.rounds, server_now timestamptz) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return of_round.score_shown = 'after_submit' or contest.is_settled(of_round, server_now);
end $$;
comment on function contest.scores_visible is 'Whether scores of a round may be told yet. One that shows them after the round waits until no answer can count any more.';
