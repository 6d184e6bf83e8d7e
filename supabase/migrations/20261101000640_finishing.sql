-- Finishing an attempt: marking it, and closing it for good, once.

create type contest.outcome as (choices int[], score int, correct int);

create function contest.mark(of_attempt contest.attempts) returns contest.outcome
language plpgsql stable set search_path = '' as $$
declare
  outcome contest.outcome;
begin
  select
    array_agg(marked.choice order by marked.place),
    coalesce(sum(marked.weight) filter (where marked.is_right), 0),
    count(*) filter (where marked.is_right)
  into outcome
  from (
    select
      given.place, given.weight, given.choice,
      -- All or nothing: exactly the right options; or what organisers decided since.
      given.choice = q.right_choice or q.voided or given.choice = any (q.accepted_choices) as is_right
    from (
      select
        drawn.id, drawn.weight, drawn.place,
        case when drawn.keys is null then 0 else coalesce(
          -- One key to a question is the rule and read without a call.
          1 << (drawn.option_order
            / case drawn.keys when '["A"]' then 1 when '["B"]' then 10 when '["C"]' then 100 when '["D"]' then 1000 end
            % 10 - 1),
          contest.choice_of(drawn.keys::jsonb, drawn.option_order)) end as choice
      from (
        select paper.*, of_attempt.answers ->> paper.id::text as keys
        from unnest(of_attempt.question_ids, of_attempt.option_orders, of_attempt.weights)
          with ordinality as paper (id, option_order, weight, place)
      ) as drawn
      -- Worked out here, once: the planner would else write it out wherever it is named.
      offset 0
    ) as given
    join contest.questions as q on q.id = given.id
    offset 0
  ) as marked;
  return outcome;
end $$;
comment on function contest.mark is 'What was chosen in an attempt, its score and its number of right answers.';

create function contest.make_receipt(
  attempt uuid, outcome contest.attempt_state, finished_at timestamptz, score int, duration_ms int, answers jsonb, prediction int
) returns text
language plpgsql stable set search_path = '' as $$
begin
  return contest.in_groups(upper(encode(substr(contest.mac('receipt', concat_ws(chr(31),
    attempt, outcome, contest.utc(finished_at), score, duration_ms, answers, prediction)), 1, 8), 'hex')));
end $$;
comment on function contest.make_receipt is 'Vouches for what was counted: nobody but this server can make one. 64 bits in four groups of hexadecimal digits.';

create function contest.finish_attempt(held contest.attempts, read_revision int, outcome contest.attempt_state, moment timestamptz)
returns contest.attempts
language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  marked constant contest.outcome := contest.mark(held);
  -- The server's clock may have stepped back since the start: no attempt ends before it began.
  ended_at constant timestamptz := greatest(moment, held.started_at);
  took constant int := contest.ms_between(held.started_at, least(ended_at, held.expires_at));
begin
  with closed as (
    update contest.attempts as a
    set state = outcome, revision = held.revision, answers = held.answers, prediction = held.prediction,
        finished_at = ended_at, duration_ms = took,
        choices = marked.choices, score = marked.score, correct = marked.correct,
        receipt = contest.make_receipt(a.id, outcome, ended_at, marked.score, took, held.answers, held.prediction)
    where a.participant_id = held.participant_id and a.round_id = held.round_id and a.ordinal = held.ordinal
      and a.finished_at is null and a.revision = read_revision
    returning a.*
  ), queued as (
    insert into contest.finished (participant_id, round_id) select c.participant_id, c.round_id from closed as c
  )
  select * into held from closed;
  return held;
end $$;
comment on function contest.finish_attempt is 'Marks an open attempt with the answers in `held`, closes it and queues it for the boards; null if another call has moved it on since it was read at `read_revision`.';

create function contest.marking_lock() returns bigint
language plpgsql immutable set search_path = '' as $$
begin
  return hashtext('contest.marking');
end $$;
comment on function contest.marking_lock is 'Key of the advisory lock that keys change under: shared by every submit from before it reads them until it has committed, held alone by whoever changes them. So after a change has committed, no result by the old keys is still to come. Tick needs none: it finishes attempts and marks them anew one after the other.';

create function contest.submit_attempt(ticket text, attempt uuid, answers jsonb, prediction int, revision int) returns json
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  server_now constant timestamptz := contest.reply_privately();
  own contest.own_attempt;
  held contest.attempts;
  read_revision int;
  is_visible boolean;
begin
  loop
    own := contest.find_own_attempt(ticket, attempt, server_now);
    held := own.held;
    exit when held.state = 'submitted';
    if own.is_closed or held.state <> 'open' then
      perform contest.refuse('attempt_closed', 409);
    elsif own.holder_status = 'disqualified' then
      perform contest.refuse('disqualified', 409);
    elsif prediction not between 0 and 100000000 then
      perform contest.refuse('invalid_prediction', 422);
    end if;
    read_revision := held.revision;
    -- Below the stored revision, a phone waking up late: what a newer device saved counts.
    if revision is null or revision >= held.revision then
      if not contest.are_answers(answers, held.keys) then
        perform contest.refuse('invalid_answers', 422);
      end if;
      held.answers := answers;
      held.prediction := prediction;
      held.revision := coalesce(revision, held.revision);
    end if;
    perform pg_advisory_xact_lock_shared(contest.marking_lock());
    held := contest.finish_attempt(held, read_revision, 'submitted', server_now);
    exit when held.id is not null;
  end loop;

  is_visible := contest.scores_visible(own.of_round, server_now);
  return json_build_object(
    'attempt', held.id,
    'round', (own.of_round).slug,
    'score', case when is_visible then held.score end,
    'correct', case when is_visible then held.correct end,
    'total', cardinality(held.question_ids),
    'duration_ms', held.duration_ms,
    'submitted_at', contest.utc(held.finished_at),
    'receipt', held.receipt,
    'server_now', contest.utc(server_now));
end $$;
comment on function contest.submit_attempt is 'Entry of api.submit_attempt. Submitted once, it returns the same receipt ever after.';

create function contest.expire_attempts(most int) returns int
language plpgsql volatile set search_path = '' as $$
declare
  server_now constant timestamptz := contest.clock();
  due contest.attempts;
  expired int := 0;
begin
  for due in
    select a.*
    from contest.attempts as a, contest.settings as s
    where a.state = 'open'
      -- Later than is_closed: a submit that read the clock in time may still be on its way here.
      and a.expires_at < server_now - contest.ms(s.grace_ms + s.settle_ms)
    order by a.expires_at
    limit most
    for no key update of a skip locked
  loop
    perform contest.finish_attempt(due, due.revision, 'expired', due.expires_at);
    expired := expired + 1;
  end loop;
  return expired;
end $$;
comment on function contest.expire_attempts is 'Closes attempts whose time is long over, counting what was saved. Returns how many.';

create function api.submit_attempt(ticket text, attempt uuid, answers jsonb, prediction int default null, revision int default null) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '5s' as $$
begin
  return contest.submit_attempt(ticket, attempt, answers, prediction, revision);
end $$;
comment on function api.submit_attempt is 'Submits an attempt for good: the receipt and, where the round tells it, the score.';

grant execute on function contest.submit_attempt, api.submit_attempt to anon, authenticated;
