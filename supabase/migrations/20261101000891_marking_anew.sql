-- Marking anew: after a remedy, or to see what one would do, everybody's finished attempts are gone through in slices of
-- people, in the order of their ids.
--
-- Nothing slips past. An attempt finished before the act committed is there when its job begins (contest.marking_lock);
-- one finished later was marked by the new keys. Published rounds stay as they are. Marking twice changes nothing, so a job may be started over at any time.

create function contest.people_per_slice() returns int
language plpgsql immutable set search_path = '' as $$
begin
  return 2000;
end $$;
comment on function contest.people_per_slice is 'How many people''s attempts a slice of marking anew goes through.';

create function contest.people_to_go_through(job contest.jobs) returns bigint[]
language plpgsql stable set search_path = '' as $$
begin
  return array(
    select p.id
    from contest.participants as p
    where p.contest_id = job.contest_id and p.id > coalesce((job.cursor ->> 'after')::bigint, 0)
    order by p.id
    limit contest.people_per_slice());
end $$;
comment on function contest.people_to_go_through is 'The people of a job''s next slice; none when all have been gone through.';

create function contest.go_past(job contest.jobs, people bigint[]) returns contest.jobs
language plpgsql stable set search_path = '' as $$
begin
  if job.cursor is null then
    job."of" := (select count(*) from contest.participants as p where p.contest_id = job.contest_id);
    job.result := '{"attempts": 0, "changed": 0, "participants": 0}';
  end if;
  if cardinality(people) > 0 then
    job.cursor := jsonb_build_object('after', people[cardinality(people)]);
  end if;
  job.done := job.done + cardinality(people);
  -- Some may have registered since the job began.
  job."of" := greatest(job."of", job.done);
  return job;
end $$;
comment on function contest.go_past is 'Moves a job on past some people.';

create function contest.count_slice(job contest.jobs, attempts bigint, changed bigint, participants bigint) returns contest.jobs
language plpgsql immutable set search_path = '' as $$
begin
  job.result := job.result || jsonb_build_object(
    'attempts', (job.result ->> 'attempts')::bigint + attempts,
    'changed', (job.result ->> 'changed')::bigint + changed,
    'participants', (job.result ->> 'participants')::bigint + participants);
  return job;
end $$;
comment on function contest.count_slice is 'Adds what a slice found to a job''s result: attempts that drew the question, those whose score changes, and whose these are.';

create function contest.mark_anew_slice(job contest.jobs) returns contest.jobs
language plpgsql volatile set search_path = '' as $$
declare
  of_question constant int := job.arguments ->> 'question';
  people constant bigint[] := contest.people_to_go_through(job);
  attempts bigint;
  changed bigint;
  participants bigint;
begin
  perform pg_advisory_xact_lock(contest.tick_lock());
  job := contest.go_past(job, people);
  if cardinality(people) = 0 then
    -- Jobs are worked on in order: what was decided before this one began has been carried out with it.
    update contest.acts as a
    set carried_out_at = contest.clock()
    from contest.jobs as j
    where a.question_id = of_question and a.carried_out_at is null and j.id = a.job_id and j.ordinal <= job.ordinal;
    job.accepted := job.result -> 'changed';
    job.state := 'done';
    return job;
  end if;

  with marked as materialized (
    select
      a.participant_id, a.round_id, a.ordinal, now_is.score, now_is.correct,
      (now_is.score, now_is.correct) is distinct from (a.score, a.correct) as is_changed
    from contest.attempts as a
    cross join lateral contest.mark(a.question_ids, a.option_orders, a.weights, a.right_choices, a.answers) as now_is
    where a.participant_id = any (people) and a.finished_at is not null and of_question = any (a.question_ids)
      and a.round_id in (select r.id from contest.rounds as r where r.published_at is null)
  ), written as (
    -- The receipt stays: it vouches for what was answered and counted on the day.
    update contest.attempts as a
    set score = m.score, correct = m.correct
    from marked as m
    where m.is_changed
      and a.participant_id = m.participant_id and a.round_id = m.round_id and a.ordinal = m.ordinal
    returning a.participant_id, a.round_id
  ), queued as (
    insert into contest.finished (participant_id, round_id)
    select distinct w.participant_id, w.round_id from written as w
  )
  select count(*), count(*) filter (where m.is_changed), count(distinct m.participant_id) filter (where m.is_changed)
  into attempts, changed, participants
  from marked as m;
  return contest.count_slice(job, attempts, changed, participants);
end $$;
comment on function contest.mark_anew_slice is 'Marks the next people''s attempts that drew a question as its keys are now, and queues for the boards what changed.';

create function contest.preview_remedy_slice(job contest.jobs) returns contest.jobs
language plpgsql volatile set search_path = '' as $$
declare
  of_question contest.questions;
  -- Null where the question would be voided.
  new_choice constant int := job.arguments ->> 'choice';
  people constant bigint[] := contest.people_to_go_through(job);
  attempts bigint;
  changed bigint;
  participants bigint;
  published bigint;
  first_moves jsonb;
begin
  job := contest.go_past(job, people);
  if cardinality(people) = 0 then
    job.state := 'done';
    return job;
  end if;
  first_moves := coalesce(job.result -> 'moves', '[]');

  select * into of_question from contest.questions as q where q.id = (job.arguments ->> 'question')::int;
  with drawn as (
    select
      a.id, a.participant_id, a.round_id, a.ordinal, a.score,
      a.weights[array_position(a.question_ids, of_question.id)] as weight,
      a.choices[array_position(a.question_ids, of_question.id)] as choice,
      r.published_at is not null as is_published
    from contest.attempts as a
    join contest.rounds as r on r.id = a.round_id
    where a.participant_id = any (people) and a.finished_at is not null and of_question.id = any (a.question_ids)
  ), compared as materialized (
    select d.*,
      -- Counted by now, for whatever reason; else the remedy brings the question's points.
      not d.is_published and not (of_question.voided or d.choice = of_question.right_choice or d.choice = any (of_question.accepted_choices))
        and (new_choice is null or d.choice = new_choice) as is_changed
    from drawn as d
  )
  select
    count(*) filter (where not c.is_published), count(*) filter (where c.is_changed),
    count(distinct c.participant_id) filter (where c.is_changed), count(*) filter (where c.is_published),
    first_moves || coalesce((
      select jsonb_agg(jsonb_build_object(
        'attempt', m.id,
        'participant', m.participant_id,
        'round', (select r.slug from contest.rounds as r where r.id = m.round_id),
        'score_before', m.score,
        'score_after', m.score + m.weight
      ) order by m.participant_id, m.round_id, m.ordinal)
      from (
        select * from compared as n
        where n.is_changed
        order by n.participant_id, n.round_id, n.ordinal
        limit 100 - jsonb_array_length(first_moves)
      ) as m), '[]')
  into attempts, changed, participants, published, first_moves
  from compared as c;
  job := contest.count_slice(job, attempts, changed, participants);
  job.result := job.result || jsonb_build_object(
    'published', coalesce((job.result ->> 'published')::bigint, 0) + published, 'moves', first_moves);
  return job;
end $$;
comment on function contest.preview_remedy_slice is 'What a remedy would change among the next people''s attempts. Stores nothing.';

create function contest.void_question_slice(job contest.jobs) returns contest.jobs
language plpgsql volatile set search_path = '' as $$
begin
  if (job.arguments ->> 'dry_run')::boolean then
    return contest.preview_remedy_slice(job);
  end if;
  return contest.mark_anew_slice(job);
end $$;
comment on function contest.void_question_slice is 'A slice of a job of organiser_void_question.';

create function contest.undo_slice(job contest.jobs) returns contest.jobs
language plpgsql volatile set search_path = '' as $$
begin
  return contest.mark_anew_slice(job);
end $$;
comment on function contest.undo_slice is 'A slice of a job of organiser_undo.';
