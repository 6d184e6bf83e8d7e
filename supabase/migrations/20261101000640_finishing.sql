-- Finishing an attempt: marking it, and closing it for good, once.

create type contest.outcome as (choices int[], score int, correct int);

create function contest.mark(of_attempt contest.attempts, answers jsonb) returns contest.outcome
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
#variable_conflict use_variable
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
      given.choice = given.right_choice or coalesce(q.voided or given.choice = any (q.accepted_choices), false) as is_right
    from (
      select
        drawn.id, drawn.weight, drawn.right_choice, drawn.place,
        case when drawn.keys is null then 0 else coalesce(
          -- One key to a question is the rule and read without a call.
          1 << (drawn.option_order
            / case drawn.keys when '["A"]' then 1 when '["B"]' then 10 when '["C"]' then 100 when '["D"]' then 1000 end
            % 10 - 1),
          contest.choice_of(drawn.keys::jsonb, drawn.option_order)) end as choice
      from (
        select paper.*, answers ->> paper.id::text as keys
        from unnest(of_attempt.question_ids, of_attempt.option_orders, of_attempt.weights, of_attempt.right_choices)
          with ordinality as paper (id, option_order, weight, right_choice, place)
      ) as drawn
      -- Worked out here, once: the planner would else write it out wherever it is named.
      offset 0
    ) as given
    left join contest.questions as q on q.id = given.id and (q.voided or q.accepted_choices <> '{}')
    offset 0
  ) as marked;
  return outcome;
end $$;
comment on function contest.mark is 'What some answers to an attempt''s paper choose, their score and how many are right.';

create function contest.make_receipt(
  attempt uuid, outcome contest.attempt_state, finished_at timestamptz, score int, duration_ms int, answers jsonb, prediction int
) returns text
language plpgsql stable set search_path = '' as $$
declare
  code constant text := upper(encode(substr(contest.mac('receipt', concat_ws(chr(31),
    attempt, outcome, extract(epoch from finished_at), score, duration_ms, answers, prediction)), 1, 8), 'hex'));
begin
  return concat_ws('-', substr(code, 1, 4), substr(code, 5, 4), substr(code, 9, 4), substr(code, 13, 4));
end $$;
comment on function contest.make_receipt is 'Vouches for what was counted: nobody but this server can make one. 64 bits in four groups of hexadecimal digits.';

create type contest.ending as (finished_at timestamptz, duration_ms int, score int, correct int, receipt text);

create function contest.finish_attempt(
  held contest.attempts, outcome contest.attempt_state, moment timestamptz, revision int, answers jsonb, prediction int
) returns contest.ending
language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
#variable_conflict use_variable
declare
  marked constant contest.outcome := contest.mark(held, answers);
  -- The server's clock may have stepped back since the start: no attempt ends before it began.
  ended_at constant timestamptz := greatest(moment, held.started_at);
  took constant int := extract(epoch from least(ended_at, held.expires_at) - held.started_at) * 1000;
  ending contest.ending;
begin
  with closed as (
    update contest.attempts as a
    set state = outcome, revision = revision, answers = answers, prediction = prediction,
        finished_at = ended_at, duration_ms = took,
        choices = marked.choices, score = marked.score, correct = marked.correct,
        receipt = contest.make_receipt(a.id, outcome, ended_at, marked.score, took, answers, prediction)
    where a.participant_id = held.participant_id and a.round_id = held.round_id and a.ordinal = held.ordinal
      and a.finished_at is null and a.revision = held.revision
    returning a.finished_at, a.duration_ms, a.score, a.correct, a.receipt
  ), queued as (
    insert into contest.finished (participant_id, round_id) select held.participant_id, held.round_id from closed
  )
  select * into ending from closed;
  return ending;
end $$;
comment on function contest.finish_attempt is 'Marks an open attempt with some answers, closes it and queues it for the boards: how it ended; null if another call has moved it on since it was read into `held`.';

create function contest.marking_lock() returns bigint
language plpgsql immutable set search_path = '' as $$
begin
  return hashtext('contest.marking');
end $$;
comment on function contest.marking_lock is 'Key of the advisory lock that keys change under: shared by every submit from before it reads them until it has committed, held alone by whoever changes them. So after a change has committed, no result by the old keys is still to come. Tick needs none: what it finishes and what is marked anew are kept apart by contest.tick_lock.';

create function contest.submit_attempt(ticket text, attempt uuid, answers jsonb, prediction int, revision int) returns json
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  server_now constant timestamptz := contest.reply_privately();
  own contest.own_attempt;
  held contest.attempts;
  ending contest.ending;
  is_visible boolean;
begin
  loop
    own := contest.find_own_attempt(ticket, attempt, server_now);
    held := own.held;
    if held.state = 'submitted' then
      ending := (held.finished_at, held.duration_ms, held.score, held.correct, held.receipt);
      exit;
    elsif own.is_closed or held.state <> 'open' then
      perform contest.refuse('attempt_closed', 409);
    elsif own.holder_status = 'disqualified' then
      perform contest.refuse('disqualified', 409);
    elsif prediction not between 0 and 100000000 then
      perform contest.refuse('invalid_prediction', 422);
    elsif revision < held.revision then
      -- A phone waking up late: what a newer device saved counts.
      answers := held.answers;
      prediction := held.prediction;
      revision := held.revision;
    elsif (answers <@ held.keys and pg_column_size(answers) <= 16384) is not true then
      perform contest.refuse('invalid_answers', 422);
    end if;
    perform pg_advisory_xact_lock_shared(contest.marking_lock());
    ending := contest.finish_attempt(
      held, 'submitted', server_now, coalesce(revision, held.revision), answers, prediction);
    exit when ending.receipt is not null;
  end loop;

  -- Asked only where there is something to look up.
  is_visible := (own.of_round).score_shown = 'after_submit' or contest.scores_visible(own.of_round, server_now);
  return json_build_object(
    'attempt', held.id,
    'round', (own.of_round).slug,
    'score', case when is_visible then ending.score end,
    'correct', case when is_visible then ending.correct end,
    'total', cardinality(held.question_ids),
    'duration_ms', ending.duration_ms,
    'submitted_at', to_char(ending.finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'receipt', ending.receipt,
    'server_now', to_char(server_now at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
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
      and a.expires_at < server_now - contest.ms(s.settle_ms)
      and a.expires_at < server_now - contest.ms(a.grace_ms + s.settle_ms)
    order by a.expires_at
    limit most
    for no key update of a skip locked
  loop
    perform contest.finish_attempt(due, 'expired', due.expires_at, due.revision, due.answers, due.prediction);
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
