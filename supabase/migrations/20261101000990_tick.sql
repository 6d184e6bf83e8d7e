-- Background work: one function, called every few seconds by pg_cron on Supabase and by the local server otherwise.

create function contest.take_results(most int, server_now timestamptz, out people bigint[], out of_rounds int[])
language plpgsql volatile set search_path = '' as $$
begin
  with due as (
    select f.id
    from contest.finished as f
    join contest.rounds as r on r.id = f.round_id
    -- A frozen contest's results wait where they are, and the boards stand still.
    where not exists (
      select from contest.contests as c where c.id = r.contest_id and contest.is_contest_frozen(c.id, server_now))
    order by f.id
    limit most
  ), taken as (
    -- What is taken is deleted: there is no watermark a late commit could slip under.
    delete from contest.finished as f using due where f.id = due.id returning f.participant_id, f.round_id
  )
  select array_agg(t.participant_id), array_agg(t.round_id) into people, of_rounds
  from (select distinct taken.participant_id, taken.round_id from taken) as t;
end $$;
comment on function contest.take_results is 'Takes finished results from the queue, at most so many: whose they are, each beside its round. Null when there are none.';

create function contest.tick() returns json
language plpgsql volatile set search_path = '' as $$
declare
  server_now constant timestamptz := contest.clock();
  expired int := 0;
  just_expired int;
  people bigint[];
  of_rounds int[];
begin
  -- Two ticks at once: the second leaves the work to the first.
  if not pg_try_advisory_xact_lock(contest.tick_lock()) then
    return json_build_object('ran', false);
  end if;

  -- At the close of a round thousands end at once.
  for batch in 1 .. 10 loop
    just_expired := contest.expire_attempts(500);
    expired := expired + just_expired;
    exit when just_expired < 500;
  end loop;
  select t.people, t.of_rounds into people, of_rounds from contest.take_results(20000, server_now) as t;
  if people is not null then
    perform contest.roll_up(people, of_rounds);
  end if;
  update contest.boards as b set as_of = server_now
  where not contest.is_final(b) and not contest.is_contest_frozen(b.contest_id, server_now);
  delete from contest.tries as t where t.since < server_now - interval '1 hour';
  -- Last: what organisers asked for must not keep the boards waiting.
  perform contest.work_on_jobs();
  return json_build_object('ran', true, 'expired', expired, 'placed', coalesce(cardinality(people), 0));
end $$;
comment on function contest.tick is 'Background work, every few seconds: closes expired attempts, brings the boards up to date, and works on organisers'' jobs. Safe to run twice at once.';
