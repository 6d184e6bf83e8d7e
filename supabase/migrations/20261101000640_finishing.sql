-- Finishing an attempt: marking it, and closing it for good, once.

create type contest.outcome as (choices int[], score int, correct int);

create function contest.mark(
  question_ids int[], option_orders int[], weights int[], right_choices int[], answers jsonb
) returns contest.outcome
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
#variable_conflict use_variable
declare
  units_of constant int[] := '{1, 10, 100, 1000, 10000, 100000}';  -- of an option order, by place
  keys text;
  choices int[] := '{}';
  score int := 0;
  correct int := 0;
  remedied record;
begin
  -- A loop, for once: twenty turns over arrays cost a third of one query over them.
  for place in 1 .. cardinality(question_ids) loop
    keys := answers ->> question_ids[place]::text;
    choices[place] := case
      when keys is null then 0
      -- One key to a question is the rule and read without a call: ["A"].
      when length(keys) = 5 then 1 << (option_orders[place] / units_of[ascii(substr(keys, 3, 1)) - 64] % 10 - 1)
      else contest.choice_of(keys::jsonb, option_orders[place])
    end;
    -- All or nothing: exactly the right options.
    if choices[place] = right_choices[place] then
      score := score + weights[place];
      correct := correct + 1;
    end if;
  end loop;

  -- Or what organisers decided since, of hardly any question.
  for remedied in
    select array_position(question_ids, q.id) as place, q.voided, q.accepted_choices
    from contest.questions as q
    where q.id = any (question_ids) and (q.voided or q.accepted_choices <> '{}')
  loop
    if choices[remedied.place] <> right_choices[remedied.place]
       and (remedied.voided or choices[remedied.place] = any (remedied.accepted_choices)) then
      score := score + weights[remedied.place];
      correct := correct + 1;
    end if;
  end loop;

  return (choices, score, correct);
end $$;
comment on function contest.mark is 'What some answers to a paper choose, their score and how many are right. The arrays are those of contest.attempts.';

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

create function contest.marking_lock() returns bigint
language plpgsql immutable set search_path = '' as $$
begin
  return hashtext('contest.marking');
end $$;
comment on function contest.marking_lock is 'Key of the advisory lock that keys change under: shared by every submit from before it reads them until it has committed, held alone by whoever changes them. So after a change has committed, no result by the old keys is still to come. Tick needs none: what it finishes and what is marked anew are kept apart by contest.tick_lock.';

create function contest.submit_attempt(ticket text, attempt uuid, answers jsonb, prediction int, revision int) returns json
language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
#variable_conflict use_variable
declare
  server_now constant timestamptz := contest.reply_privately();
  own contest.own_attempt;
  held contest.attempts;
  marked contest.outcome;
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
    elsif revision < held.revision then
      -- A phone waking up late: what a newer device saved counts.
      answers := held.answers;
      prediction := held.prediction;
      revision := held.revision;
    elsif (answers <@ held.keys and pg_column_size(answers) <= 16384) is not true then
      perform contest.refuse('invalid_answers', 422);
    end if;

    perform pg_advisory_xact_lock_shared(contest.marking_lock());
    marked := contest.mark(held.question_ids, held.option_orders, held.weights, held.right_choices, answers);
    -- The server's clock may have stepped back since the start: no attempt ends before it began.
    held.finished_at := greatest(server_now, held.started_at);
    held.duration_ms := extract(epoch from least(held.finished_at, held.expires_at) - held.started_at) * 1000;
    held.receipt := contest.make_receipt(
      held.id, 'submitted', held.finished_at, marked.score, held.duration_ms, answers, prediction);
    update contest.attempts as a
    set state = 'submitted', revision = coalesce(revision, held.revision), answers = answers, prediction = prediction,
        finished_at = held.finished_at, duration_ms = held.duration_ms, receipt = held.receipt,
        choices = marked.choices, score = marked.score, correct = marked.correct
    where a.participant_id = held.participant_id and a.round_id = held.round_id and a.ordinal = held.ordinal
      -- Else another call has moved it on since it was read.
      and a.finished_at is null and a.revision = held.revision;
    if found then
      insert into contest.finished (participant_id, round_id) values (held.participant_id, held.round_id);
      held.score := marked.score;
      held.correct := marked.correct;
      exit;
    end if;
  end loop;

  -- Asked only where there is something to look up.
  is_visible := (own.of_round).score_shown = 'after_submit' or contest.scores_visible(own.of_round, server_now);
  return json_build_object(
    'attempt', held.id,
    'round', (own.of_round).slug,
    'score', case when is_visible then held.score end,
    'correct', case when is_visible then held.correct end,
    'total', cardinality(held.question_ids),
    'duration_ms', held.duration_ms,
    'submitted_at', to_char(held.finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'receipt', held.receipt,
    'server_now', to_char(server_now at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
end $$;
comment on function contest.submit_attempt is 'Entry of api.submit_attempt. Submitted once, it returns the same receipt ever after.';

create function contest.expire_attempts(most int) returns int
language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  server_now constant timestamptz := contest.clock();
  expired int;
begin
  with due as (
    select a.*
    from contest.attempts as a
    join contest.settings as s on s.only_row
    where a.state = 'open'
      -- Later than is_closed: a submit that read the clock in time may still be on its way here.
      and a.expires_at < server_now - contest.ms(s.settle_ms)
      and a.expires_at < server_now - contest.ms(a.grace_ms + s.settle_ms)
    order by a.expires_at
    limit most
    for no key update of a skip locked
  ), marked as (
    select d.*, (extract(epoch from d.expires_at - d.started_at) * 1000)::int as took, m as outcome
    from due as d
    cross join lateral contest.mark(d.question_ids, d.option_orders, d.weights, d.right_choices, d.answers) as m
  ), closed as (
    update contest.attempts as a
    set state = 'expired', finished_at = m.expires_at, duration_ms = m.took,
        choices = (m.outcome).choices, score = (m.outcome).score, correct = (m.outcome).correct,
        receipt = contest.make_receipt(m.id, 'expired', m.expires_at, (m.outcome).score, m.took, m.answers, m.prediction)
    from marked as m
    where a.participant_id = m.participant_id and a.round_id = m.round_id and a.ordinal = m.ordinal
    returning a.participant_id, a.round_id
  )
  insert into contest.finished (participant_id, round_id) select closed.participant_id, closed.round_id from closed;
  get diagnostics expired = row_count;
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
