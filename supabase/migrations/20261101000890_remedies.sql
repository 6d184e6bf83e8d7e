-- Acts that can be undone, and the remedies for a faulty question among them: void it, so that everybody who drew it gets
-- its points; accept other choices beside the right one; or undo either. The question changes at once, with the act on the record; a job then marks anew what was
-- finished before (see "marking anew").

create table contest.acts (
  id bigint generated always as identity primary key,
  contest_id int not null references contest.contests on delete cascade,
  kind text not null check (kind in ('void_question', 'accept_choice', 'disqualify')),
  question_id int references contest.questions on delete cascade,
  choice int check ((kind = 'accept_choice') = (choice is not null)),
  participant_id bigint references contest.participants,
  details jsonb not null default '{}',
  reason text not null,
  organiser text not null,
  at timestamptz not null,
  undone_at timestamptz,
  undone_by text,
  job_id uuid references contest.jobs on delete set null,
  carried_out_at timestamptz,
  check ((kind = 'disqualify') = (question_id is null)),
  check ((kind = 'disqualify') = (participant_id is not null)),
  check ((undone_at is null) = (undone_by is null))
);
comment on table contest.acts is 'What organisers decided about a question or a participant and may undo. What holds follows from the acts that are not undone, in whatever order they were.';
comment on column contest.acts.choice is 'Of accept_choice: the choice that counts as right too, as a mask of options.';
comment on column contest.acts.organiser is 'E-mail of who decided it.';
comment on column contest.acts.job_id is 'The newest job that carries it out, or carries out its undoing.';
comment on column contest.acts.carried_out_at is 'When every finished attempt had been marked by it, or again without it; null while that is still to be done.';
create index acts_by_contest on contest.acts (contest_id);
create index acts_by_question on contest.acts (question_id);
create index acts_by_participant on contest.acts (participant_id);
create index acts_by_job on contest.acts (job_id);
alter table contest.acts enable row level security;

create function contest.read_bank_choice(letters text[], option_count int) returns int
language plpgsql immutable set search_path = '' as $$
begin
  if coalesce(cardinality(letters), 0) = 0
     or exists (select from unnest(letters) as letter where array_position((array['A','B','C','D','E','F'])[:option_count], letter) is null) then
    perform contest.refuse('invalid_keys', 422);
  end if;
  return (select bit_or(1 << (ascii(letter) - 65)) from unnest(letters) as letter);
end $$;
comment on function contest.read_bank_choice is 'A choice from the letters its options have in the bank, A being the first stored: {A,C} → 5; or invalid_keys.';

create function contest.hold_question(question int) returns contest.questions
language plpgsql volatile set search_path = '' as $$
declare
  held contest.questions;
begin
  -- One at a time within a contest: a round is published before an act, or after it has been carried out.
  perform from contest.contests as c
  where c.id = (select q.contest_id from contest.questions as q where q.id = hold_question.question)
  for no key update;
  select * into held from contest.questions as q where q.id = hold_question.question;
  if not found then
    perform contest.refuse('question_not_found', 404);
  end if;
  if (select bool_and(r.published_at is not null) from contest.rounds as r where r.contest_id = held.contest_id) then
    perform contest.refuse('round_published', 409);
  end if;
  return held;
end $$;
comment on function contest.hold_question is 'A question to act on, its contest held until the transaction ends; or question_not_found; or round_published, where every round is: it could change none.';

create function contest.apply_acts(question int) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(contest.marking_lock());
  update contest.questions as q
  set voided = exists (
        select from contest.acts as a where a.question_id = q.id and a.kind = 'void_question' and a.undone_at is null),
      accepted_choices = array(
        select distinct a.choice
        from contest.acts as a
        where a.question_id = q.id and a.kind = 'accept_choice' and a.undone_at is null
        order by a.choice)
  where q.id = apply_acts.question;
  perform contest.derive_pools((select q.contest_id from contest.questions as q where q.id = apply_acts.question));
end $$;
comment on function contest.apply_acts is 'Makes a question what its acts say, for every attempt finished from now on.';

create function contest.is_stuck(act contest.acts) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return act.carried_out_at is null
    and exists (select from contest.jobs as j where j.id = act.job_id and j.state = 'failed');
end $$;
comment on function contest.is_stuck is 'Whether the job that was to mark everybody anew after an act, or after its undoing, has failed, and no later one has done it since. Asked for again, it gets another job.';

create function contest.organiser_void_question(question int, remedy text, keys text[], reason text, dry_run boolean) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  server_now constant timestamptz := contest.reply_privately();
  caller constant contest.organisers := contest.require_organiser(array['admin']);
  held contest.questions;
  new_choice int;
  new_reason text;
  new_kind text;
  new_act bigint;
  started json;
begin
  if remedy is null or remedy not in ('void', 'accept') then
    perform contest.refuse('invalid_remedy', 422);
  end if;
  held := contest.hold_question(organiser_void_question.question);
  if remedy = 'accept' then
    new_choice := contest.read_bank_choice(keys, cardinality(held.options));
    if new_choice = held.right_choice then
      perform contest.refuse('invalid_keys', 422);
    end if;
  end if;
  if dry_run is distinct from false then
    return contest.start_job('void_question', held.contest_id,
      jsonb_build_object('question', held.id, 'choice', new_choice, 'dry_run', true));
  end if;

  new_reason := contest.read_reason(organiser_void_question.reason);
  new_kind := case remedy when 'void' then 'void_question' else 'accept_choice' end;
  select a.id into new_act
  from contest.acts as a
  where a.question_id = held.id and a.kind = new_kind and a.choice is not distinct from new_choice
    and a.undone_at is null and contest.is_stuck(a);
  if not found then
    insert into contest.acts as a (contest_id, kind, question_id, choice, reason, organiser, at)
    values (held.contest_id, new_kind, held.id, new_choice, new_reason, caller.email, server_now)
    returning a.id into new_act;
  end if;
  perform contest.apply_acts(held.id);
  started := contest.start_job('void_question', held.contest_id,
    jsonb_build_object('question', held.id, 'act', new_act, 'dry_run', false));
  update contest.acts as a set job_id = (started ->> 'job')::uuid where a.id = new_act;
  perform contest.record('void_question', jsonb_build_object(
    'act', new_act, 'question', held.id, 'code', held.code, 'remedy', remedy, 'keys', contest.letters_of_choice(new_choice)),
    new_reason);
  return json_build_object('job', started ->> 'job', 'act', new_act);
end $$;
comment on function contest.organiser_void_question is 'Entry of api.organiser_void_question.';

create function contest.organiser_undo(act bigint, reason text) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  server_now constant timestamptz := contest.reply_privately();
  caller constant contest.organisers := contest.require_organiser(array['admin']);
  held contest.acts;
  new_reason text;
  new_job uuid;
  is_again boolean;
begin
  select * into held from contest.acts as a where a.id = organiser_undo.act;
  if not found then
    perform contest.refuse('act_not_found', 404);
  end if;
  new_reason := contest.read_reason(organiser_undo.reason);
  if held.question_id is not null then
    perform contest.hold_question(held.question_id);
  else
    perform from contest.contests as c where c.id = held.contest_id for no key update;
  end if;
  -- Two undo it at once: the second waits above for the first, and changes nothing here. Undone again, an act whose job
  -- has failed gets another job.
  select a.undone_at is not null and contest.is_stuck(a) into is_again from contest.acts as a where a.id = held.id;
  update contest.acts as a
  set undone_at = server_now, undone_by = caller.email, carried_out_at = null
  where a.id = held.id and a.undone_at is null;
  if not found and not is_again then
    perform contest.refuse('act_undone', 409);
  end if;

  if held.question_id is not null then
    perform contest.apply_acts(held.question_id);
    new_job := contest.start_job('undo', held.contest_id,
      jsonb_build_object('question', held.question_id, 'act', held.id, 'dry_run', false)) ->> 'job';
    update contest.acts as a set job_id = new_job where a.id = held.id;
  else
    perform contest.undo_disqualification(held.participant_id);
  end if;
  perform contest.record('undo', jsonb_strip_nulls(jsonb_build_object(
    'act', held.id, 'kind', held.kind, 'question', held.question_id, 'participant', held.participant_id,
    'again', case when is_again then true end)), new_reason);
  return json_build_object('act', held.id, 'job', new_job);
end $$;
comment on function contest.organiser_undo is 'Entry of api.organiser_undo.';

create function api.organiser_void_question(
  question int, remedy text, keys text[] default null, reason text default null, dry_run boolean default true
) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_void_question(question, remedy, keys, reason, dry_run);
end $$;
comment on function api.organiser_void_question is 'Remedies a faulty question (by the id the bank lists): remedy void, or accept with `keys`, a choice by its letters in the bank. Returns {job}, and {act} unless it is a dry run; the job''s result is {attempts, changed, participants} and, of a dry run, published, how many attempts of published rounds drew it and stay, and moves:[{attempt, participant, round, score_before, score_after}], the first hundred. For admins.';

create function api.organiser_undo(act bigint, reason text) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_undo(act, reason);
end $$;
comment on function api.organiser_undo is 'Undoes an act, a remedy or a disqualification: {act, job}; job is null where it is done at once. Where the job has failed, undoing again starts another. For admins.';

grant execute on function
  contest.organiser_void_question, api.organiser_void_question,
  contest.organiser_undo, api.organiser_undo
to authenticated;
