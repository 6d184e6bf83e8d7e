-- Background work, every few seconds: contest.tick(false) for the boards and contest.work() for organisers' jobs, each in
-- a transaction of its own, by pg_cron on Supabase and by the local server otherwise. contest.tick() does both at once.

create function contest.take_results(most int, server_now timestamptz, out people bigint[], out of_rounds int[])
language plpgsql volatile set search_path = '' as $$
begin
  with moving as materialized (
    -- A frozen contest's results wait where they are, and the boards stand still. So do those that would change the final
    -- board of a contest: should a further round be added to it, they count.
    select r.id
    from contest.rounds as r
    join contest.boards as total on total.contest_id = r.contest_id and total.round_id is null
    where not contest.is_contest_frozen(r.contest_id, server_now) and not (r.ranked and contest.is_final(total))
  ), due as (
    select f.id
    from contest.finished as f
    join moving as r on r.id = f.round_id
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

create function contest.expired_per_batch() returns int
language plpgsql immutable set search_path = '' as $$
begin
  return 500;
end $$;
comment on function contest.expired_per_batch is 'How many attempts are closed at a time; a tick closes at most ten times as many.';

create function contest.expire_due_attempts() returns int
language plpgsql volatile set search_path = '' as $$
declare
  expired int := 0;
  just_expired int;
begin
  -- At the close of a round thousands end at once.
  for batch in 1 .. 10 loop
    just_expired := contest.expire_attempts(contest.expired_per_batch());
    expired := expired + just_expired;
    exit when just_expired < contest.expired_per_batch();
  end loop;
  return expired;
end $$;
comment on function contest.expire_due_attempts is 'Closes attempts whose time is long over, as many as one tick may, and returns how many.';

create function contest.forget_old_tries(server_now timestamptz) returns void
language plpgsql volatile set search_path = '' as $$
begin
  delete from contest.tries as t
  using (
    select o.purpose, o.who
    from contest.tries as o
    where o.since < server_now - interval '1 hour'
    limit 1000
    for update skip locked
  ) as old
  where t.purpose = old.purpose and t.who = old.who;
end $$;
comment on function contest.forget_old_tries is 'Removes tries that count no more. Whoever registers from the same address waits for these rows until the transaction ends: to be called last.';

create function contest.tick_turn() returns bigint
language plpgsql immutable set search_path = '' as $$
begin
  return hashtext('contest.tick_turn');
end $$;
comment on function contest.tick_turn is 'Key of the advisory lock that the one tick holds which runs.';

create function contest.tick(with_jobs boolean default true) returns json
language plpgsql volatile set search_path = '' as $$
declare
  server_now timestamptz;
  expired int;
  people bigint[];
  of_rounds int[];
begin
  -- Two ticks at once: the second leaves the work to the first.
  if not pg_try_advisory_xact_lock(contest.tick_turn()) then
    return json_build_object('ran', false);
  end if;
  -- But for a slice of a job it waits: one after another, they could keep the boards standing for as long as a job runs.
  perform pg_advisory_xact_lock(contest.tick_lock());
  -- Read after that wait: boards may have been frozen, or a round published, meanwhile.
  server_now := contest.clock();

  expired := contest.expire_due_attempts();
  perform contest.catch_up(server_now);
  select t.people, t.of_rounds into people, of_rounds from contest.take_results(20000, server_now) as t;
  if people is not null then
    perform contest.roll_up(people, of_rounds);
  end if;
  update contest.boards as b
  set as_of = server_now,
      min_participants = (select c.min_participants from contest.contests as c where c.id = b.contest_id)
  where not contest.stands_still(b, server_now);
  if with_jobs then
    perform contest.work();
  end if;
  perform contest.forget_old_tries(server_now);
  return json_build_object('ran', true, 'expired', expired, 'placed', coalesce(cardinality(people), 0));
end $$;
comment on function contest.tick is 'Background work, every few seconds: closes expired attempts, brings the boards up to date and, unless told otherwise, works on organisers'' jobs, all of it in one transaction. Safe to run twice at once.';
