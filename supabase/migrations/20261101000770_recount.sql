-- Proof that the boards are what the attempts say: everything that tick keeps up to date is counted again, and compared.
-- Reads one snapshot and changes nothing. What to do about a difference: contest.rebuild_boards.

create type contest.difference as (kind text, ids jsonb);
comment on type contest.difference is 'A row of the boards that a recount does not confirm: missing, surplus or different; and which one, by ids.';

create function contest.round_differences(of_contest int) returns setof contest.difference
language plpgsql stable set search_path = '' as $$
begin
  return query
  with counted as (
    select r.id as round_id, r.published_at is not null as is_published, b.id as board_id
    from contest.rounds as r
    join contest.boards as b on b.round_id = r.id
    where r.contest_id = of_contest and r.ranked
  ), finished as (
    select
      a.participant_id, c.round_id, c.board_id, c.is_published, a.score, a.duration_ms, a.finished_at, a.id,
      case when a.correct = cardinality(a.question_ids) then 1 else 0 end as full_marks
    from contest.attempts as a
    join counted as c on c.round_id = a.round_id
    where a.state <> 'open'
  ), best as (
    select distinct on (f.participant_id, f.board_id)
      f.*, count(*) over (partition by f.participant_id, f.board_id) as attempts
    from finished as f
    order by f.participant_id, f.board_id, f.score desc, f.duration_ms, f.finished_at, f.id
  ), expected as (
    select
      best.*, p.unit_id, p.audience = 'public' as is_public,
      -- Publication keeps who stood there then: whoever is disqualified later stays, whoever comes back later does not.
      p.status = 'active' and (not best.is_published or not exists (
        select from contest.acts as act where act.kind = 'disqualify' and act.participant_id = p.id)) as must_stand,
      p.status = 'active' or best.is_published as may_stand
    from best
    join contest.participants as p on p.id = best.participant_id
  ), stored as (
    select s.*, b.round_id
    from contest.standings as s
    join contest.boards as b on b.id = s.board_id
    where b.contest_id = of_contest and b.round_id is not null
  ), compared as (
    select
      coalesce(e.board_id, s.board_id) as board_id,
      coalesce(e.participant_id, s.participant_id) as participant_id,
      coalesce(e.round_id, s.round_id) as round_id,
      case
        when s.board_id is null then case when e.must_stand then 'missing' end
        when e.board_id is null or not e.may_stand then 'surplus'
        when (s.score, s.duration_ms, s.finished_at, s.tie_break, s.attempts, s.full_marks)
          is distinct from (e.score, e.duration_ms, e.finished_at, e.id, e.attempts, e.full_marks) then 'different'
        -- Unit, distance and slot of a published board are the publication's.
        when not e.is_published and (s.unit_id, s.is_public, s.distance, s.slot)
          is distinct from (e.unit_id, e.is_public, 0, e.duration_ms / contest.slot_ms()) then 'different'
      end as kind
    from expected as e
    full join stored as s on s.board_id = e.board_id and s.participant_id = e.participant_id
  ), doubtful as materialized (
    -- Before the queue is looked into: it may be long, and these are few.
    select * from compared as c where c.kind is not null
  )
  select d.kind, jsonb_build_object('board', d.board_id, 'participant', d.participant_id)
  from doubtful as d
  where not exists (
    select from contest.finished as f where f.participant_id = d.participant_id and f.round_id = d.round_id);
end $$;
comment on function contest.round_differences is 'Standings of a contest''s rounds that its attempts do not confirm. Those still waiting for tick are passed over.';

create function contest.total_differences(of_contest int) returns setof contest.difference
language plpgsql stable set search_path = '' as $$
declare
  total contest.boards;
  is_final boolean;
begin
  select * into total from contest.boards as b where b.contest_id = of_contest and b.round_id is null;
  is_final := contest.is_final(total);
  return query
  with expected as (
    select
      s.participant_id, sum(s.score) as score, sum(s.duration_ms) as duration_ms, min(s.finished_at) as finished_at,
      (array_agg(s.tie_break order by s.finished_at, s.tie_break))[1] as tie_break,
      sum(s.attempts) as attempts, sum(s.full_marks) as full_marks
    from contest.standings as s
    join contest.boards as b on b.id = s.board_id
    where b.contest_id = of_contest and b.round_id is not null
    group by s.participant_id
  ), compared as (
    select
      coalesce(e.participant_id, s.participant_id) as participant_id,
      case
        when s.board_id is null then case when p.status = 'active' and not is_final then 'missing' end
        when e.participant_id is null or p.status <> 'active' and not is_final then 'surplus'
        when (s.score, s.duration_ms, s.finished_at, s.tie_break, s.attempts, s.full_marks)
          is distinct from (e.score, e.duration_ms, e.finished_at, e.tie_break, e.attempts, e.full_marks) then 'different'
        when not is_final and (s.unit_id, s.is_public, s.distance, s.slot)
          is distinct from (p.unit_id, p.audience = 'public', 0, e.duration_ms / contest.slot_ms()) then 'different'
      end as kind
    from expected as e
    full join (select * from contest.standings as own where own.board_id = total.id) as s on s.participant_id = e.participant_id
    join contest.participants as p on p.id = coalesce(e.participant_id, s.participant_id)
  ), doubtful as materialized (
    -- Before the queue is looked into: it may be long, and these are few.
    select * from compared as c where c.kind is not null
  )
  select d.kind, jsonb_build_object('board', total.id, 'participant', d.participant_id)
  from doubtful as d
  where not exists (
    select from contest.finished as f where f.participant_id = d.participant_id);
end $$;
comment on function contest.total_differences is 'Standings of a whole contest that are not the sums of its rounds'' standings. People still waiting for tick are passed over.';

create function contest.tally_differences(of_contest int) returns setof contest.difference
language plpgsql stable set search_path = '' as $$
begin
  return query
  with expected as (
    select f.* from contest.unit_figures(array(select b.id from contest.boards as b where b.contest_id = of_contest)) as f
  ), stored as (
    select t.*
    from contest.unit_tallies as t
    join contest.boards as b on b.id = t.board_id
    where b.contest_id = of_contest
  )
  select
    case when t.board_id is null then 'missing' when e.board_id is null then 'surplus' else 'different' end,
    jsonb_build_object('board', coalesce(e.board_id, t.board_id), 'unit', coalesce(e.unit_id, t.unit_id))
  from expected as e
  full join stored as t on t.board_id = e.board_id and t.unit_id = e.unit_id
  -- A unit that everybody has left keeps a row of noughts.
  where (coalesce(e.participants, 0), coalesce(e.public_participants, 0), coalesce(e.attempts, 0), coalesce(e.score_sum, 0), coalesce(e.full_marks, 0))
    is distinct from (coalesce(t.participants, 0), coalesce(t.public_participants, 0), coalesce(t.attempts, 0), coalesce(t.score_sum, 0), coalesce(t.full_marks, 0));
end $$;
comment on function contest.tally_differences is 'Tallies of a contest''s units that its standings do not confirm.';

create function contest.doubtful_histograms(of_contest int) returns table (board_id int, unit_id int)
language plpgsql stable set search_path = '' as $$
#variable_conflict use_column
begin
  return query
  with own as (
    -- A sum of hashes is the same for the same people in whatever order, and hardly for any others.
    select
      s.board_id, s.unit_id, sum(hashint8extended(s.score, 1)) as scores, sum(hashint8extended(s.score::bigint << 32 | s.slot, 2)) as slots
    from contest.standings as s
    join contest.boards as b on b.id = s.board_id
    where b.contest_id = of_contest
    group by s.board_id, s.unit_id
  ), expected as (
    select t.board_id, t.unit_id, sum(o.scores) as scores, sum(o.slots) as slots
    from own as o
    join contest.board_units as u on u.board_id = o.board_id and u.unit_id = o.unit_id
    cross join unnest(u.lineage || contest.everyone()) as counted (unit_id)
    join contest.unit_tallies as t on t.board_id = o.board_id and t.unit_id = counted.unit_id and t.has_histogram
    group by t.board_id, t.unit_id
  ), by_score as (
    select c.board_id, c.unit_id, sum(c.participants::numeric * hashint8extended(c.score, 1)) as scores
    from contest.score_counts as c
    group by c.board_id, c.unit_id
  ), by_slot as (
    select c.board_id, c.unit_id, sum(c.participants::numeric * hashint8extended(c.score::bigint << 32 | c.slot, 2)) as slots
    from contest.slot_counts as c
    group by c.board_id, c.unit_id
  )
  select board_id, unit_id
  from (expected as e full join by_score using (board_id, unit_id)) full join by_slot using (board_id, unit_id)
  where (coalesce(e.scores, 0), coalesce(e.slots, 0)) is distinct from (coalesce(by_score.scores, 0), coalesce(by_slot.slots, 0))
    and board_id in (select b.id from contest.boards as b where b.contest_id = of_contest);
end $$;
comment on function contest.doubtful_histograms is 'Units whose histogram does not add up to their standings. Quick: to compare a million people row by row, at every level of the tree, takes a minute.';

create function contest.histogram_differences(of_contest int) returns setof contest.difference
language plpgsql stable set search_path = '' as $$
begin
  return query
  with doubtful as materialized (
    select d.board_id, d.unit_id from contest.doubtful_histograms(of_contest) as d
  ), by_slot as materialized (
    select d.board_id, d.unit_id, s.score, s.slot, count(*) as participants
    from doubtful as d
    join contest.unit_tallies as t on t.board_id = d.board_id and t.unit_id = d.unit_id and t.has_histogram
    join contest.board_units as u on u.board_id = d.board_id and d.unit_id = any (u.lineage || contest.everyone())
    join contest.standings as s on s.board_id = d.board_id and s.unit_id = u.unit_id
    group by d.board_id, d.unit_id, s.score, s.slot
  ), expected as (
    select * from by_slot
    union all
    -- The first level, told apart by a slot of -1: none is negative.
    select e.board_id, e.unit_id, e.score, -1, sum(e.participants) from by_slot as e group by e.board_id, e.unit_id, e.score
  ), stored as (
    select c.board_id, c.unit_id, c.score, c.slot, c.participants
    from doubtful as d
    join contest.slot_counts as c on c.board_id = d.board_id and c.unit_id = d.unit_id
    union all
    select c.board_id, c.unit_id, c.score, -1, c.participants
    from doubtful as d
    join contest.score_counts as c on c.board_id = d.board_id and c.unit_id = d.unit_id
  )
  select
    case when s.board_id is null then 'missing' when e.board_id is null then 'surplus' else 'different' end,
    jsonb_build_object('board', board_id, 'unit', unit_id, 'score', score, 'slot', nullif(slot, -1))
  from expected as e
  full join stored as s using (board_id, unit_id, score, slot)
  -- A score that everybody has left keeps a row of nought.
  where coalesce(e.participants, 0) <> coalesce(s.participants, 0);
end $$;
comment on function contest.histogram_differences is 'Counts by score, and by score and slot, that a contest''s standings do not confirm, for the units that keep them.';

create function contest.differences_json(of_differences contest.difference[]) returns json
language plpgsql immutable set search_path = '' as $$
begin
  return (
    select json_build_object(
      'missing', count(*) filter (where d.kind = 'missing'),
      'surplus', count(*) filter (where d.kind = 'surplus'),
      'different', count(*) filter (where d.kind = 'different'),
      'examples', to_json((array_agg(to_jsonb(d) order by d.ids::text))[1:5]))
    from unnest(of_differences) as d);
end $$;
comment on function contest.differences_json is 'How many rows are missing, surplus and different, and the first few.';

create function contest.recount(contest_slug text) returns json
language plpgsql stable set search_path = '' set work_mem = '128MB' as $$
declare
  of_contest constant int := (contest.find_contest(contest_slug)).id;
  standings constant contest.difference[] := array(
    select d from contest.round_differences(of_contest) as d
    union all
    select d from contest.total_differences(of_contest) as d);
  tallies constant contest.difference[] := array(select d from contest.tally_differences(of_contest) as d);
  histogram constant contest.difference[] := array(select d from contest.histogram_differences(of_contest) as d);
begin
  return json_build_object(
    'ok', cardinality(standings) + cardinality(tallies) + cardinality(histogram) = 0,
    'pending', (
      select count(*) from contest.finished as f join contest.rounds as r on r.id = f.round_id where r.contest_id = of_contest),
    'standings', contest.differences_json(standings),
    'tallies', contest.differences_json(tallies),
    'histogram', contest.differences_json(histogram));
end $$;
comment on function contest.recount is 'Whether a contest''s boards equal a recount: {ok, pending, standings, tallies, histogram}, the last three each {missing, surplus, different, examples}. `pending` results wait for tick and are passed over. For the database''s owner only.';
