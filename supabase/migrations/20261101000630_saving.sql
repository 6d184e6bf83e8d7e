-- Saving answers as they are given, under a rising revision.

create function contest.save_answers(ticket text, attempt uuid, revision int, answers jsonb, prediction int) returns json
language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
#variable_conflict use_variable
declare
  server_now constant timestamptz := contest.reply_privately();
  own contest.own_attempt;
  held contest.attempts;
  new_answers int[];
  is_stored boolean;
begin
  loop
    own := contest.find_own_attempt(ticket, attempt, server_now);
    held := own.held;
    if own.is_closed or held.state <> 'open' then
      perform contest.refuse('attempt_closed', 409);
    elsif own.holder_status = 'disqualified' then
      perform contest.refuse('disqualified', 409);
    elsif revision is null then
      perform contest.refuse('invalid_answers', 422, 'revision');
    elsif prediction not between 0 and 100000000 then
      perform contest.refuse('invalid_prediction', 422);
    end if;
    new_answers := contest.read_answers(answers, held.question_ids, held.option_orders);

    if revision <= held.revision then
      -- A repeated save is stored already; a late or a rival one is not, and the reply says what is.
      is_stored := revision = held.revision
        and new_answers = held.answers
        and prediction is not distinct from held.prediction;
      exit;
    end if;

    -- Nothing is locked until here. Should another call have moved the attempt on meanwhile, look again.
    update contest.attempts as a
    set revision = revision, answers = new_answers, prediction = prediction
    where a.participant_id = held.participant_id and a.round_id = held.round_id and a.ordinal = held.ordinal
      -- Not `state = 'open'`: that could be taken for a reason to walk the index of open attempts.
      and a.finished_at is null and a.revision < revision;
    if found then
      held.revision := revision;
      held.answers := new_answers;
      held.prediction := prediction;
      is_stored := true;
      exit;
    end if;
  end loop;

  return json_build_object(
    'stored', is_stored,
    'revision', held.revision,
    'answers', contest.answers_json(held.question_ids, held.option_orders, held.answers),
    'prediction', held.prediction,
    'answered', cardinality(held.answers) - cardinality(array_positions(held.answers, 0)),
    'server_now', contest.utc(server_now),
    'expires_at', contest.utc(held.expires_at));
end $$;
comment on function contest.save_answers is 'Entry of api.save_answers.';

create function api.save_answers(ticket text, attempt uuid, revision int, answers jsonb, prediction int default null) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '5s' as $$
begin
  return contest.save_answers(ticket, attempt, revision, answers, prediction);
end $$;
comment on function api.save_answers is 'Saves answers under a rising revision, and says what the server now holds.';

grant execute on function contest.save_answers, api.save_answers to anon, authenticated;
