-- Long work, done by contest.work() in slices: a reply within seconds, and no board kept waiting.
--
-- A kind of job is one function, contest.<kind>_slice(job) → job: it does the next piece and moves `done`, `cursor` and
-- the like on; the last piece sets state to done. What it reads may be spread over slices; what it writes for good, it
-- writes in one. So a job that fails or is killed leaves nothing half-stored.
--
-- Slices run beside contest.tick() and beside everybody's calls. One that writes standings or tallies, or finds its way
-- by the attempts as tick finishes them, takes contest.tick_lock() itself, after the contest's row where it holds that
-- too, and as late as it can: until the worker's transaction ends, the boards wait.

create table contest.jobs (
  id uuid primary key default gen_random_uuid(),
  ordinal bigint generated always as identity,
  kind text not null,
  contest_id int not null references contest.contests on delete cascade,
  organiser text not null,
  arguments jsonb not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  done int not null default 0,
  "of" int not null default 0,
  accepted int not null default 0,
  rejected jsonb not null default '[]',
  result jsonb,
  cursor jsonb,
  interruptions int not null default 0,
  created_at timestamptz not null default contest.clock(),
  started_at timestamptz,
  finished_at timestamptz,
  check ((state in ('done', 'failed')) = (finished_at is not null))
);
comment on table contest.jobs is 'Long work organisers have asked for.';
comment on column contest.jobs.ordinal is 'Jobs are worked on in the order they came in.';
comment on column contest.jobs.organiser is 'E-mail of who asked for it, and may ask how it goes.';
comment on column contest.jobs.arguments is 'What to do; an import''s rows leave it once the job is finished.';
comment on column contest.jobs.rejected is 'What cannot be accepted: [{row, column, reason, value}], rows from 1.';
comment on column contest.jobs.result is 'What came of it; of a failed job {error: token, detail}.';
comment on column contest.jobs.cursor is 'What the next slice needs to know of the last.';
comment on column contest.jobs.interruptions is 'How often the slice it is at has been cut off by somebody else''s work.';
create index jobs_to_do on contest.jobs (ordinal) where finished_at is null;
create index jobs_by_contest on contest.jobs (contest_id);
alter table contest.jobs enable row level security;

create function contest.start_job(kind text, of_contest int, arguments jsonb) returns json
language plpgsql volatile set search_path = '' as $$
declare
  caller constant contest.organisers := contest.require_organiser();
  new_job uuid;
begin
  insert into contest.jobs as j (kind, contest_id, organiser, arguments)
  values (start_job.kind, of_contest, caller.email, start_job.arguments)
  returning j.id into new_job;
  return json_build_object('job', new_job);
end $$;
comment on function contest.start_job is 'Puts a job in the queue for the calling organiser: {job}. The caller has been asked for role and scope before.';

-- Working ------------------------------------------------------------------------------------------------------------

create function contest.is_decided(job contest.jobs) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return case job.kind
    -- Its question changed, on the record, before the job began.
    when 'void_question' then not (job.arguments -> 'dry_run')::boolean
    when 'undo' then true
    -- The round is published before its first certificate is made out.
    when 'publish_round' then job.cursor is not null
    else false
  end;
end $$;
comment on function contest.is_decided is 'Whether what a job is about has been decided already and is only carried through: whatever has become of who asked for it.';

create function contest.require_leave(job contest.jobs) returns void
language plpgsql stable set search_path = '' as $$
declare
  asker contest.organisers;
begin
  if contest.is_decided(job) then
    return;
  end if;
  select * into asker from contest.organisers as o where o.email = job.organiser and o.active;
  if not found then
    perform contest.refuse('not_an_organiser', 403);
  end if;
  if asker.role = 'admin' then
    return;
  elsif job.kind in ('import_units', 'import_questions') and asker.role = 'editor' then
    return;
  elsif job.kind = 'report' then
    perform contest.require_unit_scope(asker, top::int) from jsonb_array_elements(job.arguments -> 'units') as top;
    return;
  end if;
  perform contest.refuse('out_of_scope', 403);
end $$;
comment on function contest.require_leave is 'Refuses a job''s next slice, with not_an_organiser or out_of_scope, where who asked for it could not ask for it any more: role and units as they are now.';

create function contest.work_on_slice(job contest.jobs) returns contest.jobs
language plpgsql volatile set search_path = '' as $$
begin
  perform contest.require_leave(job);
  case job.kind
    when 'import_units' then return contest.import_units_slice(job);
    when 'import_questions' then return contest.import_questions_slice(job);
    when 'void_question' then return contest.void_question_slice(job);
    when 'undo' then return contest.undo_slice(job);
    when 'publish_round' then return contest.publish_round_slice(job);
    when 'report' then return contest.report_slice(job);
  end case;
end $$;
comment on function contest.work_on_slice is 'The next slice of a job, by its kind. Written out, so that no text of a row ever becomes a function''s name.';

create function contest.fail_job(job contest.jobs, error text, detail text) returns contest.jobs
language plpgsql volatile set search_path = '' as $$
begin
  job.state := 'failed';
  job.accepted := 0;
  job.result := jsonb_strip_nulls(jsonb_build_object('error', error, 'detail', detail));
  return job;
end $$;
comment on function contest.fail_job is 'The job, ended by a refusal or a fault.';

create function contest.store_job(job contest.jobs, server_now timestamptz) returns void
language plpgsql volatile set search_path = '' as $$
begin
  update contest.jobs as j
  set state = job.state,
      done = job.done,
      "of" = job."of",
      accepted = job.accepted,
      rejected = job.rejected,
      result = job.result,
      cursor = job.cursor,
      interruptions = 0,
      started_at = coalesce(j.started_at, server_now),
      finished_at = case when job.state in ('done', 'failed') then server_now end,
      arguments = case when job.state in ('done', 'failed') then j.arguments - 'rows' else j.arguments end
  where j.id = job.id;
end $$;
comment on function contest.store_job is 'Writes down how far a job has come.';

create function contest.most_interruptions() returns int
language plpgsql immutable set search_path = '' as $$
begin
  return 10;
end $$;
comment on function contest.most_interruptions is 'How often one slice may be cut off by somebody else''s work before its job fails.';

create function contest.work_on_jobs(slices int default 50, budget_ms int default 1000) returns int
language plpgsql volatile set search_path = '' as $$
declare
  server_now constant timestamptz := contest.clock();
  -- How long this has run is no time of the contest: the clock of the machine itself.
  until constant timestamptz := clock_timestamp() + make_interval(secs => budget_ms / 1000.0);
  job contest.jobs;
  worked int := 0;
  fault text;
  token text;
  detail text;
begin
  while worked < slices and (worked = 0 or clock_timestamp() < until) loop
    select * into job
    from contest.jobs as j
    where j.finished_at is null
    order by j.ordinal
    limit 1
    for no key update skip locked;
    exit when not found;

    job.state := 'running';
    begin
      job := contest.work_on_slice(job);
    -- A slice cut short by a time limit is named too: `others` does not catch it, and it would be tried for ever.
    exception when query_canceled or others then
      get stacked diagnostics fault = returned_sqlstate, token = message_text, detail = pg_exception_detail;
      if fault in ('40001', '40P01', '55P03') then
        -- Somebody else was in the way: next time it is tried again, but not for ever. A slice whose whole transaction is
        -- killed cannot have counted that, and is tried for as long as it is killed.
        job.interruptions := job.interruptions + 1;
        if job.interruptions < contest.most_interruptions() then
          update contest.jobs as j set interruptions = job.interruptions where j.id = job.id;
          exit;
        end if;
        job := contest.fail_job(job, 'interrupted_too_often', fault);
      elsif starts_with(fault, 'PT') then
        job := contest.fail_job(job, token, nullif(detail, ''));
      else
        -- A fault's words may hold what stands in a row.
        job := contest.fail_job(job, 'internal', fault);
      end if;
    end;
    perform contest.store_job(job, server_now);
    worked := worked + 1;
  end loop;
  return worked;
end $$;
comment on function contest.work_on_jobs is 'Works on the oldest unfinished job, and the next, for so many slices and about so many ms. Returns how many slices were worked. Called by contest.work().';

create function contest.work_lock() returns bigint
language plpgsql immutable set search_path = '' as $$
begin
  return hashtext('contest.work');
end $$;
comment on function contest.work_lock is 'Key of the advisory lock under which jobs are worked on.';

create function contest.forget_old_jobs(server_now timestamptz) returns void
language plpgsql volatile set search_path = '' as $$
begin
  delete from contest.jobs as j
  using (
    select o.id
    from contest.jobs as o
    where o.finished_at < server_now - interval '90 days'
      -- What was to be carried out and has failed is found again by its job, and carried out by a later one.
      and not exists (select from contest.acts as a where a.job_id = o.id and a.carried_out_at is null)
    order by o.finished_at
    limit 100
    for update skip locked
  ) as old
  where j.id = old.id;
end $$;
comment on function contest.forget_old_jobs is 'Removes jobs that ended more than 90 days ago, a hundred at a time.';

create function contest.work() returns json
language plpgsql volatile set search_path = '' as $$
declare
  slices int;
begin
  -- Two at once: the second leaves the work to the first.
  if not pg_try_advisory_xact_lock(contest.work_lock()) then
    return json_build_object('ran', false);
  end if;
  perform contest.forget_old_jobs(contest.clock());
  slices := contest.work_on_jobs();
  return json_build_object('ran', true, 'slices', slices);
end $$;
comment on function contest.work is 'Works on organisers'' jobs for about a second: {ran, slices}. Every few seconds, in a transaction of its own: the boards wait for no slice then, and one that is killed takes nothing of theirs with it.';

-- Asking -------------------------------------------------------------------------------------------------------------

create function contest.organiser_job(job uuid) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller contest.organisers;
  asked contest.jobs;
begin
  perform contest.reply_privately();
  caller := contest.require_organiser();
  select * into asked
  from contest.jobs as j
  where j.id = organiser_job.job and (j.organiser = caller.email or caller.role = 'admin');
  if not found then
    -- One refusal for "not yours" and "does not exist".
    perform contest.refuse('job_not_found', 404);
  end if;
  return json_build_object(
    'kind', asked.kind,
    'state', asked.state,
    'done', asked.done,
    'of', asked."of",
    'accepted', asked.accepted,
    'rejected', asked.rejected,
    'result', asked.result);
end $$;
comment on function contest.organiser_job is 'Entry of api.organiser_job.';

create function api.organiser_job(job uuid) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_job(job);
end $$;
comment on function api.organiser_job is 'How a job goes: {kind, state, done, of, accepted, rejected:[{row, column, reason, value}], result}. Admins may ask for any, others for their own.';

grant execute on function contest.organiser_job, api.organiser_job to authenticated;
