-- Rolling results up: from attempts to standings, from standings to the tallies of units.
-- Whoever writes any of these holds contest.tick_lock(), so there is one writer at a time.

create function contest.tick_lock() returns bigint
language plpgsql immutable set search_path = '' as $$
begin
  return hashtext('contest.tick');
end $$;
comment on function contest.tick_lock is 'Key of the advisory lock under which standings and tallies are written.';

create function contest.tally(people bigint[], of_boards int[], sign int) returns void
-- Ten thousand results are eighty thousand contributions: they fit into memory, but not into the usual 4 MB.
language plpgsql volatile set search_path = '' set work_mem = '64MB' as $$
begin
  with contribution as materialized (
    select s.board_id, counted.unit_id as for_unit, s.score, s.slot, s.is_public, s.attempts, s.full_marks
    from contest.standings as s
    join contest.board_units as u on u.board_id = s.board_id and u.unit_id = s.unit_id
    cross join unnest(u.lineage || contest.everyone()) as counted (unit_id)
    where s.participant_id = any (people) and s.board_id = any (of_boards)
  ), in_histogram as materialized (
    select c.board_id, c.for_unit, c.score, c.slot, sign * count(*)::int as participants
    from contribution as c
    join contest.unit_tallies as t on t.board_id = c.board_id and t.unit_id = c.for_unit and t.has_histogram
    group by c.board_id, c.for_unit, c.score, c.slot
  ), by_score as (
    insert into contest.score_counts as t (board_id, unit_id, score, participants)
    select h.board_id, h.for_unit, h.score, sum(h.participants)
    from in_histogram as h
    group by h.board_id, h.for_unit, h.score
    on conflict on constraint score_counts_pkey do update set participants = t.participants + excluded.participants
  ), by_slot as (
    insert into contest.slot_counts as t (board_id, unit_id, score, slot, participants)
    select h.board_id, h.for_unit, h.score, h.slot, h.participants
    from in_histogram as h
    on conflict on constraint slot_counts_pkey do update set participants = t.participants + excluded.participants
  )
  insert into contest.unit_tallies as t
    (board_id, unit_id, participants, public_participants, attempts, score_sum, full_marks)
  select
    c.board_id, c.for_unit,
    sign * count(*), sign * count(*) filter (where c.is_public),
    sign * sum(c.attempts), sign * sum(c.score), sign * sum(c.full_marks)
  from contribution as c
  group by c.board_id, c.for_unit
  on conflict on constraint unit_tallies_pkey do update set
    participants = t.participants + excluded.participants,
    public_participants = t.public_participants + excluded.public_participants,
    attempts = t.attempts + excluded.attempts,
    score_sum = t.score_sum + excluded.score_sum,
    full_marks = t.full_marks + excluded.full_marks;
end $$;
comment on function contest.tally is 'Adds (sign 1) or takes away (sign -1) what some people''s standings on some boards bring to their units.';

create function contest.unit_figures(of_boards int[]) returns setof contest.unit_tallies
language plpgsql stable set search_path = '' as $$
begin
  return query
    select
      own.board_id, counted.unit_id, sum(own.participants)::int, sum(own.public_participants)::int, sum(own.attempts)::int,
      sum(own.score_sum)::bigint, sum(own.full_marks)::int, false
    from (
      -- Each unit's own people first: a thousandth of the rows go up the tree.
      select
        s.board_id, s.unit_id, count(*) as participants, count(*) filter (where s.is_public) as public_participants,
        sum(s.attempts) as attempts, sum(s.score) as score_sum, sum(s.full_marks) as full_marks
      from contest.standings as s
      where s.board_id = any (of_boards)
      group by s.board_id, s.unit_id
    ) as own
    join contest.board_units as u on u.board_id = own.board_id and u.unit_id = own.unit_id
    cross join unnest(u.lineage || contest.everyone()) as counted (unit_id)
    group by own.board_id, counted.unit_id;
end $$;
comment on function contest.unit_figures is 'The tallies of some boards as their standings have them.';

create function contest.histogram_from() returns int
language plpgsql immutable set search_path = '' as $$
begin
  return 4000;
end $$;
comment on function contest.histogram_from is 'How many people a unit''s board must have to be counted along a histogram. Below, row by row is as quick.';

create function contest.grow_histograms(of_boards int[]) returns void
language plpgsql volatile set search_path = '' as $$
begin
  with grown as (
    update contest.unit_tallies as t
    set has_histogram = true
    where t.board_id = any (of_boards) and t.participants >= contest.histogram_from() and not t.has_histogram
    returning t.board_id, t.unit_id
  ), counted as materialized (
    select g.board_id, g.unit_id, s.score, s.slot, count(*)::int as participants
    from grown as g
    join contest.standings as s on s.board_id = g.board_id
    join contest.board_units as u on u.board_id = s.board_id and u.unit_id = s.unit_id
    where g.unit_id = contest.everyone() or g.unit_id = any (u.lineage)
    group by g.board_id, g.unit_id, s.score, s.slot
  ), by_score as (
    insert into contest.score_counts (board_id, unit_id, score, participants)
    select c.board_id, c.unit_id, c.score, sum(c.participants) from counted as c group by c.board_id, c.unit_id, c.score
  )
  insert into contest.slot_counts (board_id, unit_id, score, slot, participants)
  select c.board_id, c.unit_id, c.score, c.slot, c.participants from counted as c;
end $$;
comment on function contest.grow_histograms is 'Gives a histogram to every unit of some boards that has outgrown being counted row by row.';

create function contest.slot_ms() returns int
language plpgsql immutable set search_path = '' as $$
begin
  return 4000;
end $$;
comment on function contest.slot_ms is 'How much time one slot of the histogram spans: some hundred slots to a score, some hundred people to a slot.';

create function contest.round_standings(people bigint[], of_rounds int[], of_boards int[]) returns setof contest.standings
language plpgsql stable set search_path = '' as $$
begin
  return query
    select
      b.id, p.id, p.unit_id, p.audience = 'public',
      best.score, best.duration_ms / contest.slot_ms(), 0, best.duration_ms, best.finished_at, best.id, best.attempts::int,
      case when best.correct = cardinality(best.question_ids) then 1 else 0 end
    from unnest(people, of_rounds) as changed (participant_id, round_id)
    join contest.rounds as r on r.id = changed.round_id and r.ranked
    join contest.boards as b on b.round_id = r.id and b.id = any (of_boards)
    join contest.participants as p on p.id = changed.participant_id and p.status = 'active'
    cross join lateral (
      -- Which attempt is best never looks at the prediction.
      select a.*, count(*) over () as attempts
      from contest.attempts as a
      where a.participant_id = p.id and a.round_id = r.id and a.state <> 'open'
      order by a.score desc, a.duration_ms, a.finished_at, a.id
      limit 1
    ) as best;
end $$;
comment on function contest.round_standings is 'Standings on boards of rounds, as finished attempts have them: of each person in the round that stands beside them.';

create function contest.contest_standings(people bigint[], of_boards int[]) returns setof contest.standings
language plpgsql stable set search_path = '' as $$
begin
  return query
    select
      total.id, p.id, p.unit_id, p.audience = 'public',
      sum(own.score)::int, sum(own.duration_ms)::int / contest.slot_ms(), 0, sum(own.duration_ms)::int, min(own.finished_at),
      (array_agg(own.tie_break order by own.finished_at, own.tie_break))[1],
      sum(own.attempts)::int, sum(own.full_marks)::int
    from contest.standings as own
    join contest.participants as p on p.id = own.participant_id
    join contest.boards as of_round on of_round.id = own.board_id and of_round.round_id is not null
    join contest.boards as total on total.contest_id = of_round.contest_id and total.round_id is null and total.id = any (of_boards)
    where own.participant_id = any (people) and p.status = 'active'
    group by total.id, p.id;
end $$;
comment on function contest.contest_standings is 'Some people''s standings on boards of whole contests: the sums of their standings in the rounds.';

create function contest.place(people bigint[], of_rounds int[], of_boards int[]) returns void
language plpgsql volatile set search_path = '' as $$
declare
  in_total boolean;
begin
  -- The contest's are sums of what has been written of its rounds.
  foreach in_total in array '{false,true}'::boolean[] loop
    insert into contest.standings as s
    select * from contest.round_standings(people, of_rounds, of_boards) where not in_total
    union all
    select * from contest.contest_standings(people, of_boards) where in_total
    on conflict on constraint standings_pkey do update set
      unit_id = excluded.unit_id,
      is_public = excluded.is_public,
      score = excluded.score,
      slot = excluded.slot,
      duration_ms = excluded.duration_ms,
      finished_at = excluded.finished_at,
      tie_break = excluded.tie_break,
      attempts = excluded.attempts,
      full_marks = excluded.full_marks;
  end loop;
end $$;
comment on function contest.place is 'Writes standings on some boards: of each person in the round that stands beside them, and in the whole contest.';

create function contest.roll_up(people bigint[], of_rounds int[]) returns void
language plpgsql volatile set search_path = '' as $$
declare
  changed constant int[] := array(
    select distinct b.id
    from contest.boards as b
    join contest.rounds as r on r.contest_id = b.contest_id and (b.round_id is null or b.round_id = r.id)
    where r.id = any (of_rounds) and not contest.is_final(b));
begin
  perform contest.tally(people, changed, -1);
  -- Those who may no longer stand on a board leave it; everybody else is written anew.
  delete from contest.standings as s
  where s.board_id = any (changed)
    and s.participant_id in (select p.id from contest.participants as p where p.id = any (people) and p.status <> 'active');
  perform contest.place(people, of_rounds, changed);
  perform contest.tally(people, changed, 1);
  perform contest.grow_histograms(changed);
end $$;
comment on function contest.roll_up is 'Brings standings up to date with attempts, and all that follows from them: of each person in the round that stands beside them. Final boards stay as they are.';

create function contest.retally(of_boards int[]) returns void
language plpgsql volatile set search_path = '' as $$
begin
  delete from contest.unit_tallies as t where t.board_id = any (of_boards);
  delete from contest.score_counts as t where t.board_id = any (of_boards);
  delete from contest.slot_counts as t where t.board_id = any (of_boards);
  insert into contest.unit_tallies
    (board_id, unit_id, participants, public_participants, attempts, score_sum, full_marks)
  select f.board_id, f.unit_id, f.participants, f.public_participants, f.attempts, f.score_sum, f.full_marks
  from contest.unit_figures(of_boards) as f;
  perform contest.grow_histograms(of_boards);
end $$;
comment on function contest.retally is 'Counts every unit of some boards anew from the standings. Needed when units move in the tree.';

create function contest.catch_up(server_now timestamptz) returns void
language plpgsql volatile set search_path = '' as $$
declare
  behind constant int[] := array(select b.id from contest.boards as b where b.is_behind and not contest.stands_still(b, server_now));
begin
  if behind <> '{}' then
    perform contest.plant_units(behind);
    perform contest.retally(behind);
  end if;
end $$;
comment on function contest.catch_up is 'Puts the boards that may move now on the units of today, where these have changed.';

create function contest.rebuild_boards(of_contest int) returns void
language plpgsql volatile set search_path = '' as $$
declare
  all_boards constant int[] := array(select b.id from contest.boards as b where b.contest_id = of_contest);
  moving constant int[] := array(select b.id from contest.boards as b where b.id = any (all_boards) and not contest.is_final(b));
  people bigint[];
  of_rounds int[];
begin
  if contest.is_contest_frozen(of_contest, contest.clock()) then
    raise exception 'rebuild_boards: the boards of contest % are frozen', of_contest;
  end if;
  select array_agg(taken.participant_id), array_agg(taken.round_id) into people, of_rounds
  from (
    select distinct a.participant_id, a.round_id
    from contest.attempts as a
    join contest.rounds as r on r.id = a.round_id
    where r.contest_id = of_contest and a.state <> 'open'
  ) as taken;
  perform contest.plant_units(moving);
  delete from contest.standings as s where s.board_id = any (moving);
  perform contest.place(people, of_rounds, moving);
  perform contest.retally(all_boards);
end $$;
comment on function contest.rebuild_boards is 'Writes all boards of a contest anew from its attempts; of final ones only the sums, from the standings that were published. For the database''s owner, who holds the tick lock.';
