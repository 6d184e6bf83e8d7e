-- Saving answers as they are given, under a rising revision.

create type contest.saved as (is_stored boolean, revision int, answers jsonb, prediction int, expires_at timestamptz);

create function contest.tell_why_not_saved(
  ticket text, attempt uuid, revision int, answers jsonb, prediction int, server_now timestamptz
) returns contest.saved
language plpgsql volatile set search_path = '' as $$
declare
  own constant contest.own_attempt := contest.find_own_attempt(ticket, attempt, server_now);
  held constant contest.attempts := own.held;
begin
  if own.is_closed or held.state <> 'open' then
    perform contest.refuse('attempt_closed', 409);
  elsif own.holder_status = 'disqualified' then
    perform contest.refuse('disqualified', 409);
  elsif revision is null or (answers <@ held.keys and pg_column_size(answers) <= 16384) is not true then
    perform contest.refuse('invalid_answers', 422, case when revision is null then 'revision' end);
  elsif prediction not between 0 and 100000000 then
    perform contest.refuse('invalid_prediction', 422);
  end if;
  return (
    -- A repeated save is stored already; a late or a rival one is not, and the reply says what is.
    revision = held.revision and answers = held.answers and prediction is not distinct from held.prediction,
    held.revision, held.answers, held.prediction, held.expires_at);
end $$;
comment on function contest.tell_why_not_saved is 'Of a save that changed nothing: what is held instead; or the refusal.';

create function contest.save_answers(ticket text, attempt uuid, revision int, answers jsonb, prediction int) returns json
language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
#variable_conflict use_variable
declare
  server_now constant timestamptz := contest.reply_privately();
  saved contest.saved;
begin
  -- Everything that must hold, said in the one statement that writes: two out of three calls of a contest are this one.
  update contest.attempts as a
  set revision = revision, answers = answers, prediction = prediction
  from contest.participants as p
  where p.ticket_hash = contest.hash_ticket(ticket)
    and p.status = 'active'
    and a.participant_id = p.id
    and a.id = attempt
    -- Not `state = 'open'`: that could be taken for a reason to walk the index of open attempts.
    and a.finished_at is null
    and server_now <= a.expires_at + a.grace_ms * interval '1 millisecond'
    and a.revision < revision
    and (prediction between 0 and 100000000) is not false
    and answers <@ a.keys and pg_column_size(answers) <= 16384
  returning true, a.revision, a.answers, a.prediction, a.expires_at into saved;
  if not found then
    saved := contest.tell_why_not_saved(ticket, attempt, revision, answers, prediction, server_now);
  end if;
  return json_build_object(
    'stored', saved.is_stored,
    'revision', saved.revision,
    'answers', saved.answers,
    'prediction', saved.prediction,
    'answered', jsonb_array_length(jsonb_path_query_array(saved.answers, 'strict $.* ? (@.size() > 0)')),
    'server_now', to_char(server_now at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'expires_at', to_char(saved.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
end $$;
comment on function contest.save_answers is 'Entry of api.save_answers: what the server now holds of the answers.';

create function api.save_answers(ticket text, attempt uuid, revision int, answers jsonb, prediction int default null) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '5s' as $$
begin
  return contest.save_answers(ticket, attempt, revision, answers, prediction);
end $$;
comment on function api.save_answers is 'Saves answers under a rising revision, and says what the server now holds.';

grant execute on function contest.save_answers, api.save_answers to anon, authenticated;
