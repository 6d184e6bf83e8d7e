-- Boards: who stands where, person by person and unit by unit.
--
-- A board is one round's or the whole contest's. Submitting never touches a board: it appends to contest.finished, and
-- contest.tick() rolls that up. Readers read what is rolled up and are told as of when.

create table contest.boards (
  id int generated always as identity primary key,
  contest_id int not null references contest.contests on delete cascade,
  round_id int references contest.rounds on delete cascade,
  as_of timestamptz not null default contest.clock(),
  unique nulls not distinct (contest_id, round_id)
);
comment on table contest.boards is 'One board per round, and one per contest (round_id null) that sums its rounds.';
comment on column contest.boards.as_of is 'When the board was last brought up to date.';
create index boards_by_round on contest.boards (round_id);
alter table contest.boards enable row level security;

create table contest.standings (
  board_id int not null references contest.boards on delete cascade,
  participant_id bigint not null references contest.participants on delete cascade,
  unit_id int not null references contest.units,
  is_public boolean not null,
  score int not null,
  duration_ms int not null,
  finished_at timestamptz not null,
  tie_break text not null,
  attempts int not null,
  full_marks int not null,
  rank int,
  primary key (board_id, participant_id)
) with (fillfactor = 80);
comment on table contest.standings is 'One row per participant and board: the best attempt of a round, or the sum of best attempts of a contest.';
comment on column contest.standings.is_public is 'Audience public: counts in a participation rate only where the headcount includes it.';
comment on column contest.standings.finished_at is 'Of a round: when the best attempt finished; of a contest: the earliest finish among the best attempts.';
comment on column contest.standings.tie_break is 'Makes ranks total: the attempt''s id, or the participant''s.';
comment on column contest.standings.full_marks is 'Rounds with a perfect best attempt: 0 or 1 for a round.';
create index standings_by_rank on contest.standings (board_id, rank);
create index standings_by_participant on contest.standings (participant_id);
create index standings_by_unit on contest.standings (unit_id);
alter table contest.standings enable row level security;

create table contest.unit_tallies (
  board_id int not null references contest.boards on delete cascade,
  unit_id int not null references contest.units on delete cascade,
  participants int not null,
  public_participants int not null,
  attempts int not null,
  score_sum bigint not null,
  full_marks int not null,
  primary key (board_id, unit_id)
) with (fillfactor = 80);
comment on table contest.unit_tallies is 'Sums over the standings of a unit and everything below it.';
create index unit_tallies_by_unit on contest.unit_tallies (unit_id);
alter table contest.unit_tallies enable row level security;

-- Rolling up ---------------------------------------------------------------------------------------------------------

create function contest.tally(changed bigint[], sign int) returns void
language sql volatile set search_path = '' as $$
  insert into contest.unit_tallies as t
    (board_id, unit_id, participants, public_participants, attempts, score_sum, full_marks)
  select
    s.board_id, ancestor,
    sign * count(*), sign * count(*) filter (where s.is_public),
    sign * sum(s.attempts), sign * sum(s.score), sign * sum(s.full_marks)
  from contest.standings as s
  join contest.units as u on u.id = s.unit_id
  cross join unnest(u.lineage) as ancestor
  where s.participant_id = any (changed)
  group by s.board_id, ancestor
  on conflict (board_id, unit_id) do update set
    participants = t.participants + excluded.participants,
    public_participants = t.public_participants + excluded.public_participants,
    attempts = t.attempts + excluded.attempts,
    score_sum = t.score_sum + excluded.score_sum,
    full_marks = t.full_marks + excluded.full_marks
$$;
comment on function contest.tally is 'Adds (sign 1) or takes away (sign -1) what the changed participants'' standings bring to their units.';

create function contest.place_participants(changed bigint[]) returns void
language sql volatile set search_path = '' as $$
  -- Those who may no longer stand on a board leave it; everybody else is written anew below.
  delete from contest.standings as s
  using contest.participants as p
  where s.participant_id = any (changed) and p.id = s.participant_id and p.status <> 'active';

  insert into contest.standings as s
    (board_id, participant_id, unit_id, is_public, score, duration_ms, finished_at, tie_break, attempts, full_marks)
  select
    b.id, p.id, p.unit_id, p.audience = 'public',
    sum(best.score), sum(best.duration_ms), min(best.finished_at),
    case when b.round_id is null then lpad(p.id::text, 20, '0') else min(best.id::text) end,
    sum(best.attempts), count(*) filter (where best.score = best.full_score)
  from (
    -- Which attempt is best never looks at the prediction.
    select distinct on (a.participant_id, a.round_id)
      a.*, r.contest_id,
      -- Of the paper as it was drawn: the round's blueprint may have been loaded anew since.
      (select sum(weight) from unnest(a.weights) as weight) as full_score,
      count(*) over (partition by a.participant_id, a.round_id) as attempts
    from contest.attempts as a
    join contest.rounds as r on r.id = a.round_id
    where a.participant_id = any (changed) and a.state <> 'open'
    order by a.participant_id, a.round_id, a.score desc, a.duration_ms, a.finished_at, a.id
  ) as best
  join contest.participants as p on p.id = best.participant_id
  join contest.boards as b
    on b.contest_id = best.contest_id and (b.round_id is null or b.round_id = best.round_id)
  where p.status = 'active'
  group by b.id, p.id
  on conflict (board_id, participant_id) do update set
    unit_id = excluded.unit_id,
    is_public = excluded.is_public,
    score = excluded.score,
    duration_ms = excluded.duration_ms,
    finished_at = excluded.finished_at,
    tie_break = excluded.tie_break,
    attempts = excluded.attempts,
    full_marks = excluded.full_marks
$$;
comment on function contest.place_participants is 'Writes the changed participants'' standings from their finished attempts, ranks not yet included.';

create function contest.rank_boards(changed bigint[]) returns void
language sql volatile set search_path = '' as $$
  update contest.standings as s
  set rank = ranked.rank
  from (
    select r.board_id, r.participant_id,
      row_number() over (
        partition by r.board_id
        order by r.score desc, r.duration_ms, r.finished_at, r.tie_break) as rank
    from contest.standings as r
    where r.board_id in (select c.board_id from contest.standings as c where c.participant_id = any (changed))
  ) as ranked
  where s.board_id = ranked.board_id
    and s.participant_id = ranked.participant_id
    and s.rank is distinct from ranked.rank
$$;
comment on function contest.rank_boards is 'Ranks every board the changed participants are on: score, then duration, then finish, then a fixed tie-break.';

create function contest.retally(of_contest int) returns void
language sql volatile set search_path = '' as $$
  delete from contest.unit_tallies as t
  using contest.boards as b
  where b.id = t.board_id and b.contest_id = of_contest;

  select contest.tally(array(
    select distinct s.participant_id
    from contest.standings as s
    join contest.boards as b on b.id = s.board_id
    where b.contest_id = of_contest), 1);
$$;
comment on function contest.retally is 'Counts every unit of a contest anew from the standings. Needed when units move in the tree.';

create function contest.tick_lock() returns bigint
language sql immutable set search_path = '' as $$
  select hashtext('contest.tick')::bigint
$$;
comment on function contest.tick_lock is 'Key of the advisory lock under which standings and tallies are written.';

create function contest.tick() returns json
language plpgsql volatile set search_path = '' as $$
declare
  server_now constant timestamptz := contest.clock();
  expired int;
  changed bigint[];
begin
  -- Two ticks at once: the second leaves the work to the first.
  if not pg_try_advisory_xact_lock(contest.tick_lock()) then
    return json_build_object('ran', false);
  end if;

  expired := contest.expire_attempts(500);

  with consumed as (delete from contest.finished as f returning f.attempt_id)
  select array_agg(distinct a.participant_id) into changed
  from consumed
  join contest.attempts as a on a.id = consumed.attempt_id;

  if changed is not null then
    perform contest.tally(changed, -1);
    perform contest.place_participants(changed);
    perform contest.tally(changed, 1);
    perform contest.rank_boards(changed);
  end if;
  update contest.boards as b set as_of = server_now;
  return json_build_object('ran', true, 'expired', expired, 'placed', coalesce(cardinality(changed), 0));
end $$;
comment on function contest.tick is 'Background work, every few seconds: closes expired attempts and brings the boards up to date. Safe to run twice at once.';

-- Reading ------------------------------------------------------------------------------------------------------------

create function contest.find_board(of_contest int, round_slug text) returns contest.boards
language plpgsql stable set search_path = '' as $$
declare
  found_board contest.boards;
  of_round int;
begin
  if round_slug is not null then
    of_round := (contest.find_round(of_contest, round_slug)).id;
  end if;
  select * into strict found_board
  from contest.boards as b
  where b.contest_id = of_contest and b.round_id is not distinct from of_round;
  return found_board;
end $$;
comment on function contest.find_board is 'The board of a round, or of the whole contest where no round is named.';

create function contest.board_visible(of_board contest.boards, server_now timestamptz) returns boolean
language sql stable set search_path = '' as $$
  select coalesce(bool_and(contest.scores_visible(r, server_now)), true)
  from contest.rounds as r
  where r.contest_id = of_board.contest_id
    and r.opens_at <= server_now
    and (of_board.round_id is null or r.id = of_board.round_id)
$$;
comment on function contest.board_visible is 'Whether a board may tell scores: it may not while a round in it withholds them.';

create function contest.leaderboard(contest_slug text, round_slug text, unit_code text, after int, size int) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  of_contest constant contest.contests := contest.find_contest(contest_slug);
  board constant contest.boards := contest.find_board(of_contest.id, round_slug);
  within_unit int;
begin
  if unit_code is not null then
    within_unit := (contest.find_unit(of_contest.id, unit_code)).id;
  end if;
  if not contest.board_visible(board, contest.clock()) then
    return json_build_object('rows', '[]'::json, 'total', 0, 'as_of', contest.utc(board.as_of), 'frozen', false, 'final', false);
  end if;
  return (
    with placed as (
      select s.*, row_number() over (order by s.rank) as place
      from contest.standings as s
      join contest.units as u on u.id = s.unit_id
      where s.board_id = board.id and s.rank is not null
        and (within_unit is null or u.lineage @> array[within_unit])
    )
    select json_build_object(
      'rows', coalesce((
        select json_agg(json_build_object(
          'rank', page.place,
          'name', contest.public_name(p.full_name, p.birth_year, of_contest.year),
          'unit', contest.unit_json(u),
          'score', page.score,
          'duration_ms', page.duration_ms,
          'submitted_at', contest.utc(page.finished_at)
        ) order by page.place)
        from (
          select * from placed
          where placed.place > coalesce(after, 0)
          order by placed.place
          limit least(greatest(coalesce(size, 50), 1), 100)
        ) as page
        join contest.participants as p on p.id = page.participant_id
        join contest.units as u on u.id = page.unit_id), '[]'),
      'total', (select count(*) from placed),
      'as_of', contest.utc(board.as_of),
      'frozen', false,
      'final', false)
  );
end $$;
comment on function contest.leaderboard is 'Entry of api.leaderboard. Ranks count within the unit where one is named.';

create function contest.unit_leaderboard(contest_slug text, round_slug text, parent_code text, metric text, after int, size int) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  of_contest constant contest.contests := contest.find_contest(contest_slug);
  board constant contest.boards := contest.find_board(of_contest.id, round_slug);
  is_visible constant boolean := contest.board_visible(board, contest.clock());
  parent_unit int;
begin
  if metric not in ('participation_rate', 'participants', 'mean_score', 'full_marks') then
    perform contest.refuse('invalid_metric', 422);
  end if;
  if parent_code is not null then
    parent_unit := (contest.find_unit(of_contest.id, parent_code)).id;
  end if;
  return (
    with measured as (
      select
        u.code, u.name, u.ordinal, u.headcount,
        coalesce(t.participants, 0) as participants,
        coalesce(t.attempts, 0) as attempts,
        -- least() passes over nulls, so an unknown headcount is asked for first. More people than the headcount knows of
        -- are still no more than all of them.
        case when u.headcount is not null then least(round(
          (coalesce(t.participants, 0) - case when u.includes_public then 0 else coalesce(t.public_participants, 0) end)::numeric
            / u.headcount, 6), 1) end as participation_rate,
        case when is_visible then round(t.score_sum::numeric / nullif(t.participants, 0), 2) end as mean_score,
        case when is_visible then coalesce(t.full_marks, 0) end as full_marks,
        coalesce(t.participants, 0) < of_contest.min_participants as below_minimum
      from contest.units as u
      left join contest.unit_tallies as t on t.board_id = board.id and t.unit_id = u.id
      where u.contest_id = of_contest.id and u.parent_id is not distinct from parent_unit
    ), sorted as (
      select m.*,
        case metric
          when 'participation_rate' then m.participation_rate
          when 'participants' then m.participants
          when 'full_marks' then m.full_marks
          -- A mean over too few participants is not ranked.
          when 'mean_score' then case when not m.below_minimum then m.mean_score end
        end as value
      from measured as m
    ), placed as (
      select s.*, row_number() over (order by s.value desc nulls last, s.participants desc, s.ordinal) as place
      from sorted as s
    )
    select json_build_object(
      'rows', coalesce((
        select json_agg(json_build_object(
          'rank', case when page.value is not null then page.place end,
          'code', page.code,
          'name', page.name,
          'participants', page.participants,
          'headcount', page.headcount,
          'participation_rate', page.participation_rate,
          'attempts', page.attempts,
          'mean_score', page.mean_score,
          'full_marks', page.full_marks,
          'below_minimum', page.below_minimum
        ) order by page.place)
        from (
          select * from placed
          where placed.place > coalesce(after, 0)
          order by placed.place
          limit least(greatest(coalesce(size, 50), 1), 100)
        ) as page), '[]'),
      'total', (select count(*) from placed),
      'as_of', contest.utc(board.as_of),
      'frozen', false,
      'final', false)
  );
end $$;
comment on function contest.unit_leaderboard is 'Entry of api.unit_leaderboard. Units without a value to rank by come last, rank null.';

create function contest.standing(ticket text, round_slug text) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  holder constant contest.participants := contest.find_participant(ticket);
  board constant contest.boards := contest.find_board(holder.contest_id, round_slug);
  is_visible constant boolean := contest.board_visible(board, contest.clock());
begin
  return (
    select json_build_object(
      'rank', own.rank,
      'of', (select count(*) from contest.standings as s where s.board_id = board.id and s.rank is not null),
      'unit_rank', case when own.rank is not null then (
        select count(*) from contest.standings as s
        where s.board_id = board.id and s.unit_id = holder.unit_id and s.rank <= own.rank) end,
      'unit_of', (
        select count(*) from contest.standings as s
        where s.board_id = board.id and s.unit_id = holder.unit_id and s.rank is not null),
      'score', own.score,
      'duration_ms', own.duration_ms,
      'as_of', contest.utc(board.as_of),
      'frozen', false,
      'final', false)
    from (select) as always
    left join contest.standings as own
      on own.board_id = board.id and own.participant_id = holder.id and is_visible
  );
end $$;
comment on function contest.standing is 'Entry of api.standing. Rank is null until the attempt is rolled up, and while scores are withheld.';

create function contest.overview(contest_slug text) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  server_now constant timestamptz := contest.clock();
  of_contest constant contest.contests :=
    case when contest_slug is null then contest.current_contest(server_now) else contest.find_contest(contest_slug) end;
begin
  return (
    select json_build_object(
      'slug', of_contest.slug,
      'year', of_contest.year,
      'title', of_contest.title,
      'opens_at', contest.utc(min(r.opens_at)),
      'closes_at', contest.utc(max(r.closes_at)),
      'server_now', contest.utc(server_now),
      'consent', json_build_object('version', of_contest.consent_version),
      'rounds', json_agg(json_build_object(
        'slug', r.slug,
        'ordinal', r.ordinal,
        'title', r.title,
        'opens_at', contest.utc(r.opens_at),
        'closes_at', contest.utc(r.closes_at),
        'state', contest.round_state(r.opens_at, r.closes_at, server_now),
        'question_count', r.question_count,
        'max_score', r.max_score,
        'time_limit_ms', r.time_limit_ms,
        'max_attempts', r.max_attempts,
        'prediction', r.prediction,
        'score_shown', r.score_shown,
        'review', r.review
      ) order by r.ordinal),
      'totals', (
        select json_build_object(
          'participants', coalesce(sum(t.participants), 0),
          'attempts', coalesce(sum(t.attempts), 0))
        from contest.boards as b
        join contest.unit_tallies as t on t.board_id = b.id
        join contest.units as u on u.id = t.unit_id and u.parent_id is null
        where b.contest_id = of_contest.id and b.round_id is null))
    from contest.rounds as r
    where r.contest_id = of_contest.id
  );
end $$;
comment on function contest.overview is 'Entry of api.contest: what a contest is, and where it stands now.';

create function api.contest(slug text default null) returns json
language plpgsql stable set search_path = '' set statement_timeout = '5s' as $$
begin
  -- It carries the server's clock, so no cache may keep it.
  perform contest.reply_publicly('no-cache');
  return contest.overview(slug);
end $$;
comment on function api.contest is 'A contest and its rounds; without a slug, the current one.';

create function api.leaderboard(contest text, round text default null, unit text default null, after int default 0, size int default 50) returns json
language plpgsql stable set search_path = '' set statement_timeout = '5s' as $$
begin
  perform contest.reply_publicly();
  return contest.leaderboard(contest, round, unit, after, size);
end $$;
comment on function api.leaderboard is 'A page of the board by person; `after` is the last rank already shown.';

create function api.unit_leaderboard(
  contest text, round text default null, parent text default null, metric text default 'participation_rate',
  after int default 0, size int default 50
) returns json
language plpgsql stable set search_path = '' set statement_timeout = '5s' as $$
begin
  perform contest.reply_publicly();
  return contest.unit_leaderboard(contest, round, parent, metric, after, size);
end $$;
comment on function api.unit_leaderboard is 'A page of the board of the units directly below `parent`; `after` is how many rows were already shown.';

create function api.standing(ticket text, round text default null) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '5s' as $$
begin
  perform contest.reply_privately();
  return contest.standing(ticket, round);
end $$;
comment on function api.standing is 'A participant''s own place, in all and in their unit.';

grant execute on function
  contest.overview, api.contest,
  contest.leaderboard, api.leaderboard,
  contest.unit_leaderboard, api.unit_leaderboard,
  contest.standing, api.standing
to anon, authenticated;
