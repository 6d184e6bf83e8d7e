-- The life of an attempt: open → submitted (by its participant) or expired (by tick, after the time is over).
-- Closed means past expires_at + grace, whatever tick has done so far; every function derives it alike.

create type contest.attempt_state as enum ('open', 'submitted', 'expired');

-- Written at every start, save and submit, and so without constraints that cost as much as the write itself: check
-- constraints are prepared anew for each statement, and foreign keys lock the one row of the round at every start. Few
-- functions write here (start_attempt, save_answers, submit_attempt, expire_attempts, mark_anew_slice); rounds and
-- participants are never deleted under it.
create table contest.attempts (
  participant_id bigint not null,
  round_id int not null,
  ordinal int not null,
  id uuid not null default gen_random_uuid(),
  state contest.attempt_state not null default 'open',
  started_at timestamptz not null,
  expires_at timestamptz not null,
  grace_ms int not null default 10000,
  -- The paper, drawn once. Parallel arrays, one element per question.
  question_ids int[] not null,
  option_orders int[] not null,
  weights int[] not null,
  right_choices int[] not null,
  keys jsonb not null,
  -- What the server holds of the answers.
  revision int not null default 0,
  answers jsonb not null default '{}',
  prediction int,
  -- The outcome, once the attempt is no longer open.
  finished_at timestamptz,
  duration_ms int,
  choices int[],
  score int,
  correct int,
  receipt text,
  primary key (participant_id, round_id, ordinal)
) with (fillfactor = 70);
comment on table contest.attempts is 'One sitting of one participant in one round. Found through its participant: the only index beside the open ones is the key.';
comment on column contest.attempts.expires_at is 'least(started_at + the round''s limit, the round''s close), stored: later changes of clock or round do not move it.';
comment on column contest.attempts.grace_ms is 'How long after expires_at answers are still taken, as the settings had it at the start: no save or submit need look there.';
comment on column contest.attempts.option_orders is 'Per question, the options of the bank in the order shown (see "papers").';
comment on column contest.attempts.revision is 'Number of the newest save. Older ones change nothing.';
comment on column contest.attempts.right_choices is 'Per question, its right options as a mask. They never change: a question that gets another key is another question; what is decided about it later stands beside the key (see "remedies").';
comment on column contest.attempts.keys is 'The keys every question has: {"12": ["A","B","C","D"], …}. Answers are what is contained in it.';
comment on column contest.attempts.answers is 'As the client sent them, once found valid: {question id: [option keys]}.';
comment on column contest.attempts.choices is 'Per question, the options chosen as a mask, the bank''s first option being bit 0; 0 is unanswered. Set when the attempt is finished.';
comment on column contest.attempts.finished_at is 'When it was submitted; for an expired attempt, expires_at. Null while it is open.';
-- Plans are kept by each connection. One made while the table was empty would read the whole table, and stay while it
-- grows: functions that look for people, attempts or standings therefore say `set enable_seqscan = off`. It must stand on
-- the very function that holds the statement, since a plan is kept by the function, whatever its callers have set.
create index attempts_to_expire on contest.attempts (expires_at) where state = 'open';
alter table contest.attempts enable row level security;

create function contest.keep_what_has_attempts() returns trigger
language plpgsql volatile set search_path = '' as $$
begin
  if exists (
    select from contest.attempts as a
    where case tg_table_name when 'rounds' then a.round_id = old.id else a.participant_id = old.id end
  ) then
    raise exception '% % has attempts and cannot be deleted', tg_table_name, old.id;
  end if;
  return old;
end $$;
comment on function contest.keep_what_has_attempts is 'Stands for the foreign keys of attempts: refuses to delete a round or a participant with attempts.';
create trigger keep_rounds before delete on contest.rounds
  for each row execute function contest.keep_what_has_attempts();
create trigger keep_participants before delete on contest.participants
  for each row execute function contest.keep_what_has_attempts();

create table contest.finished (
  id bigint generated always as identity primary key,
  participant_id bigint not null,
  round_id int not null
);
comment on table contest.finished is 'Results not yet on the boards: submit appends, tick consumes.';
alter table contest.finished enable row level security;

-- Closed or open -----------------------------------------------------------------------------------------------------

create function contest.is_closed(of_attempt contest.attempts, server_now timestamptz) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return server_now > of_attempt.expires_at + of_attempt.grace_ms * interval '1 millisecond';
end $$;
comment on function contest.is_closed is 'Whether an attempt''s time is over, grace included.';

create function contest.state_now(of_attempt contest.attempts, server_now timestamptz) returns contest.attempt_state
language plpgsql stable set search_path = '' as $$
begin
  if of_attempt.state = 'open' and contest.is_closed(of_attempt, server_now) then
    return 'expired';
  end if;
  return of_attempt.state;
end $$;
comment on function contest.state_now is 'The state a participant is told, which does not wait for tick.';

create type contest.own_attempt as (
  holder_status text, is_closed boolean, held contest.attempts, of_round contest.rounds);

create function contest.find_own_attempt(ticket text, attempt uuid, server_now timestamptz) returns contest.own_attempt
language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  own contest.own_attempt;
begin
  select p.status, server_now > a.expires_at + a.grace_ms * interval '1 millisecond', a, r
  into own
  from contest.participants as p
  left join contest.attempts as a on a.participant_id = p.id and a.id = attempt
  left join contest.rounds as r on r.id = a.round_id
  where p.ticket_hash = contest.hash_ticket(ticket);
  if not found then
    perform contest.refuse('ticket_unknown', 401);
  end if;
  if own.is_closed is null then
    -- One refusal for "not yours" and "does not exist".
    perform contest.refuse('attempt_not_found', 404);
  end if;
  return own;
end $$;
comment on function contest.find_own_attempt is 'The attempt of a ticket''s holder as it stands now, with its round; or ticket_unknown, attempt_not_found.';

-- Extra time ---------------------------------------------------------------------------------------------------------

create table contest.extra_times (
  id bigint generated always as identity primary key,
  round_id int not null references contest.rounds on delete cascade,
  unit_id int references contest.units on delete cascade,
  participant_id bigint references contest.participants on delete cascade,
  ms int not null check (ms >= 1),
  check (unit_id is null or participant_id is null)
);
comment on table contest.extra_times is 'Time organisers granted on top: to one participant, to a unit and everything below it, or to everybody.';
create index extra_times_by_round on contest.extra_times (round_id);
create index extra_times_by_unit on contest.extra_times (unit_id);
create index extra_times_by_participant on contest.extra_times (participant_id);
alter table contest.extra_times enable row level security;

create function contest.extra_ms(of_round int, holder bigint) returns int
language plpgsql stable set search_path = '' as $$
begin
  return (
    -- No more than the round waits for: a unit or somebody who moved after its end comes too late for what is granted there.
    select least(coalesce(sum(e.ms), 0), (select r.extra_ms from contest.rounds as r where r.id = of_round))
    from contest.extra_times as e
    where e.round_id = of_round
      and (e.participant_id is null or e.participant_id = holder)
      and (e.unit_id is null or e.unit_id in (
        select unnest(u.lineage)
        from contest.participants as p
        join contest.units as u on u.id = p.unit_id
        where p.id = holder)));
end $$;
comment on function contest.extra_ms is 'All the extra time a participant has in a round, in ms.';

create function contest.extending_lock() returns bigint
language plpgsql immutable set search_path = '' as $$
begin
  return hashtext('contest.extending');
end $$;
comment on function contest.extending_lock is 'Key of the advisory lock that extra time is granted under: shared by every start from before it reads what was granted until it has committed, held alone by who grants. So whoever starts meanwhile either is given the time or is there to be given it.';
