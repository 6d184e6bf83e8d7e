-- The life of an attempt: open → submitted (by its participant) or expired (by tick, after the time is over).
-- Closed means past expires_at + grace, whatever tick has done so far; every function derives it alike.

create table contest.attempts (
  id uuid primary key default gen_random_uuid(),
  participant_id bigint not null references contest.participants,
  round_id int not null references contest.rounds,
  ordinal int not null check (ordinal >= 1),
  state text not null default 'open' check (state in ('open', 'submitted', 'expired')),
  started_at timestamptz not null,
  expires_at timestamptz not null,
  -- The paper, drawn once. Parallel arrays, one element per question.
  question_ids int[] not null,
  option_orders text[] not null,
  weights int[] not null,
  -- What the server holds of the answers: {question id: [option keys, ascending]}.
  revision int not null default 0,
  answers jsonb not null default '{}',
  prediction int,
  -- The outcome, once the attempt is no longer open.
  finished_at timestamptz,
  duration_ms int,
  score int,
  correct int,
  receipt text,
  unique (participant_id, round_id, ordinal),
  check ((state = 'open') = (finished_at is null))
) with (fillfactor = 80);
comment on table contest.attempts is 'One sitting of one participant in one round.';
comment on column contest.attempts.expires_at is 'least(started_at + the round''s limit, the round''s close), stored: later changes of clock or round do not move it.';
comment on column contest.attempts.option_orders is 'Per question, the options of the bank in the order shown: 3142.';
comment on column contest.attempts.revision is 'Number of the newest save. Older ones change nothing.';
comment on column contest.attempts.finished_at is 'When it was submitted; for an expired attempt, expires_at.';
create index attempts_by_round on contest.attempts (round_id);
create index attempts_to_expire on contest.attempts (expires_at) where state = 'open';
alter table contest.attempts enable row level security;

create table contest.finished (
  id bigint generated always as identity primary key,
  attempt_id uuid not null
);
comment on table contest.finished is 'Attempts finished but not yet in the standings: submit appends, tick consumes.';
alter table contest.finished enable row level security;

-- Closed or open -----------------------------------------------------------------------------------------------------

create function contest.is_closed(expires_at timestamptz, server_now timestamptz) returns boolean
language sql stable set search_path = '' as $$
  select server_now > expires_at + make_interval(secs => s.grace_ms / 1000.0) from contest.settings as s
$$;
comment on function contest.is_closed is 'Whether an attempt''s time is over, grace included.';

create function contest.attempt_state(of_attempt contest.attempts, server_now timestamptz) returns text
language sql stable set search_path = '' as $$
  select case
    when of_attempt.state = 'open' and contest.is_closed(of_attempt.expires_at, server_now) then 'expired'
    else of_attempt.state
  end
$$;
comment on function contest.attempt_state is 'The state a participant is told, which does not wait for tick.';

-- The paper ----------------------------------------------------------------------------------------------------------

create function contest.shuffle_places(option_count int) returns text
language sql volatile set search_path = '' as $$
  select string_agg(place::text, '' order by random()) from generate_series(1, option_count) as place
$$;
comment on function contest.shuffle_places is 'A random order of 1 … option_count: 3142.';

create type contest.paper as (question_ids int[], option_orders text[], weights int[]);

create function contest.draw_paper(of_round contest.rounds, of_participant bigint) returns contest.paper
language plpgsql volatile set search_path = '' as $$
declare
  seen constant int[] := array(
    select distinct unnest(a.question_ids)
    from contest.attempts as a
    where a.participant_id = of_participant);
  paper contest.paper;
begin
  select array_agg(drawn.id), array_agg(drawn.option_order), array_agg(drawn.weight)
  into paper
  from (
    select
      q.id,
      cell.weight,
      case when of_round.shuffle_options then contest.shuffle_places(cardinality(q.options))
           else left('123456', cardinality(q.options)) end as option_order
    from contest.blueprint_cells as cell
    cross join lateral (
      select candidate.id, candidate.options
      from contest.questions as candidate
      where candidate.contest_id = of_round.contest_id
        and candidate.topic = cell.topic
        and candidate.difficulty = cell.difficulty
        and not candidate.retired
      -- Questions the participant has not had come first.
      order by candidate.id = any (seen), random()
      limit cell.count
    ) as q
    where cell.round_id = of_round.id
    order by random()
  ) as drawn;

  if coalesce(cardinality(paper.question_ids), 0) <> of_round.question_count then
    -- Loading a contest checks its bank; a smaller paper would not be comparable with the others.
    raise exception 'the bank of round % is smaller than its blueprint', of_round.slug;
  end if;
  return paper;
end $$;
comment on function contest.draw_paper is 'Draws a paper by the round''s blueprint: questions, their order, and the order of their options.';

create function contest.paper_json(of_attempt contest.attempts) returns json
language sql stable set search_path = '' as $$
  select json_agg(json_build_object(
    'id', q.id::text,
    'prompt', q.prompt,
    'multiple', cardinality(q.right_options) > 1,
    'options', (
      select json_agg(json_build_object(
        'key', contest.option_key(place),
        'text', q.options[substr(drawn.option_order, place, 1)::int]
      ) order by place)
      from generate_series(1, length(drawn.option_order)) as place)
  ) order by drawn.place)
  from unnest(of_attempt.question_ids, of_attempt.option_orders) with ordinality as drawn (id, option_order, place)
  join contest.questions as q on q.id = drawn.id
$$;
comment on function contest.paper_json is 'The paper as its participant sees it. Nothing in it says which option is right.';

create function contest.attempt_json(of_attempt contest.attempts, round_slug text, server_now timestamptz) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'id', of_attempt.id,
    'round', round_slug,
    'ordinal', of_attempt.ordinal,
    'started_at', contest.utc(of_attempt.started_at),
    'expires_at', contest.utc(of_attempt.expires_at),
    'server_now', contest.utc(server_now),
    'paper', contest.paper_json(of_attempt),
    'saved', json_build_object(
      'revision', of_attempt.revision,
      'answers', of_attempt.answers,
      'prediction', of_attempt.prediction))
$$;
comment on function contest.attempt_json is 'An open attempt: what start_attempt returns and me.open_attempt holds.';

-- Starting -----------------------------------------------------------------------------------------------------------

create function contest.start_attempt(ticket text, round_slug text) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  server_now constant timestamptz := contest.clock();
  holder constant contest.participants := contest.find_participant(ticket);
  of_round constant contest.rounds := contest.find_round(holder.contest_id, round_slug);
  newest contest.attempts;
  paper contest.paper;
begin
  if holder.status = 'disqualified' then
    perform contest.refuse('disqualified', 409);
  end if;
  -- Two starts of one participant take their turns here, so the second finds the first one's attempt.
  perform from contest.participants as p where p.id = holder.id for no key update;

  select * into newest
  from contest.attempts as a
  where a.participant_id = holder.id and a.round_id = of_round.id
  order by a.ordinal desc
  limit 1;
  if newest.state = 'open' and not contest.is_closed(newest.expires_at, server_now) then
    return contest.attempt_json(newest, of_round.slug, server_now);
  end if;

  if contest.round_state(of_round.opens_at, of_round.closes_at, server_now) <> 'open' then
    perform contest.refuse('round_not_open', 409);
  end if;
  if coalesce(newest.ordinal, 0) >= of_round.max_attempts then
    perform contest.refuse('attempts_exhausted', 409);
  end if;

  paper := contest.draw_paper(of_round, holder.id);
  insert into contest.attempts (
    participant_id, round_id, ordinal, started_at, expires_at, question_ids, option_orders, weights)
  values (
    holder.id, of_round.id, coalesce(newest.ordinal, 0) + 1, server_now,
    least(server_now + make_interval(secs => of_round.time_limit_ms / 1000.0), of_round.closes_at),
    paper.question_ids, paper.option_orders, paper.weights)
  returning * into newest;
  return contest.attempt_json(newest, of_round.slug, server_now);
end $$;
comment on function contest.start_attempt is 'Entry of api.start_attempt: the open attempt if there is one, else a new one.';

-- Saving -------------------------------------------------------------------------------------------------------------

create function contest.read_answers(typed jsonb, of_attempt contest.attempts) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare
  asked text;
  chosen jsonb;
  place int;
  keys text[];
  result jsonb := '{}';
begin
  if typed is null or jsonb_typeof(typed) <> 'object' or pg_column_size(typed) > 16384 then
    perform contest.refuse('invalid_answers', 422);
  end if;
  for asked, chosen in select * from jsonb_each(typed) loop
    place := array_position(of_attempt.question_ids::text[], asked);
    if place is null or jsonb_typeof(chosen) <> 'array' then
      perform contest.refuse('invalid_answers', 422);
    end if;
    keys := array(select distinct key from jsonb_array_elements_text(chosen) as key order by key);
    if not keys <@ array(select contest.option_key(n) from generate_series(1, length(of_attempt.option_orders[place])) as n)
       or array_position(keys, null) is not null then
      perform contest.refuse('invalid_answers', 422);
    end if;
    if cardinality(keys) > 0 then
      result := jsonb_set(result, array[asked], to_jsonb(keys));
    end if;
  end loop;
  return result;
end $$;
comment on function contest.read_answers is 'Answers in the one form they are stored in: known questions only, known keys ascending and once, nothing for unanswered ones; or invalid_answers.';

create function contest.read_prediction(typed int) returns int
language plpgsql immutable set search_path = '' as $$
begin
  if typed < 0 or typed > 100000000 then
    perform contest.refuse('invalid_prediction', 422);
  end if;
  return typed;
end $$;
comment on function contest.read_prediction is 'A prediction: a count of people or attempts, or null for none given; or invalid_prediction.';

create function contest.lock_attempt(attempt uuid, of_participant bigint) returns contest.attempts
language plpgsql volatile set search_path = '' as $$
declare
  found_attempt contest.attempts;
begin
  select * into found_attempt
  from contest.attempts as a
  where a.id = attempt and a.participant_id = of_participant
  for no key update;
  if not found then
    -- One refusal for "not yours" and "does not exist".
    perform contest.refuse('attempt_not_found', 404);
  end if;
  return found_attempt;
end $$;
comment on function contest.lock_attempt is 'A participant''s own attempt, locked; or attempt_not_found.';

create function contest.save_answers(ticket text, attempt uuid, revision int, answers jsonb, prediction int) returns json
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  server_now constant timestamptz := contest.clock();
  holder constant contest.participants := contest.find_participant(ticket);
  held contest.attempts := contest.lock_attempt(attempt, holder.id);
  new_answers jsonb;
  new_prediction int;
  is_stored boolean;
begin
  if contest.attempt_state(held, server_now) <> 'open' then
    perform contest.refuse('attempt_closed', 409);
  end if;
  if holder.status = 'disqualified' then
    perform contest.refuse('disqualified', 409);
  end if;
  if revision is null then
    perform contest.refuse('invalid_answers', 422, 'revision');
  end if;
  new_answers := contest.read_answers(answers, held);
  new_prediction := contest.read_prediction(prediction);

  if revision > held.revision then
    update contest.attempts as a
    set revision = revision, answers = new_answers, prediction = new_prediction
    where a.id = held.id
    returning * into held;
    is_stored := true;
  else
    -- A repeated save is stored already; a late or a rival one is not, and the reply says what is.
    is_stored := revision = held.revision
      and new_answers = held.answers
      and new_prediction is not distinct from held.prediction;
  end if;

  return json_build_object(
    'stored', is_stored,
    'revision', held.revision,
    'answers', held.answers,
    'prediction', held.prediction,
    'answered', (select count(*) from jsonb_object_keys(held.answers)),
    'server_now', contest.utc(server_now),
    'expires_at', contest.utc(held.expires_at));
end $$;
comment on function contest.save_answers is 'Entry of api.save_answers.';

-- Finishing ----------------------------------------------------------------------------------------------------------

create function contest.finish_attempt(held contest.attempts, outcome text, moment timestamptz) returns contest.attempts
language plpgsql volatile set search_path = '' as $$
#variable_conflict use_variable
declare
  finished contest.attempts;
begin
  update contest.attempts as a
  set state = outcome,
      revision = held.revision,
      answers = held.answers,
      prediction = held.prediction,
      -- The server's clock may have stepped back since the start: no attempt ends before it began.
      finished_at = greatest(moment, a.started_at),
      duration_ms = contest.ms_between(a.started_at, least(greatest(moment, a.started_at), a.expires_at)),
      score = marked.score,
      correct = marked.correct
  from (
    select
      coalesce(sum(drawn.weight) filter (where drawn.is_right), 0) as score,
      count(*) filter (where drawn.is_right) as correct
    from (
      select
        paper.weight,
        -- All or nothing: exactly the right keys.
        held.answers -> q.id::text = to_jsonb(contest.right_keys(paper.option_order, q.right_options)) as is_right
      from unnest(held.question_ids, held.option_orders, held.weights) as paper (id, option_order, weight)
      join contest.questions as q on q.id = paper.id
    ) as drawn
  ) as marked
  where a.id = held.id
  returning a.* into finished;

  -- The receipt vouches for what was counted: nobody but this server can make one.
  update contest.attempts as a
  set receipt = regexp_replace(contest.base32(contest.mac('receipt', concat_ws(chr(31),
    a.id, a.state, contest.utc(a.finished_at), a.score, a.duration_ms, a.answers, a.prediction)), 16), '(.{4})(?=.)', '\1-', 'g')
  where a.id = finished.id
  returning * into finished;

  insert into contest.finished (attempt_id) values (finished.id);
  return finished;
end $$;
comment on function contest.finish_attempt is 'Scores an attempt''s answers and closes it as submitted or expired. The caller holds its lock.';

create function contest.submit_attempt(ticket text, attempt uuid, answers jsonb, prediction int, revision int) returns json
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  server_now constant timestamptz := contest.clock();
  holder constant contest.participants := contest.find_participant(ticket);
  held contest.attempts := contest.lock_attempt(attempt, holder.id);
  of_round contest.rounds;
  is_visible boolean;
begin
  if held.state <> 'submitted' then
    if contest.attempt_state(held, server_now) <> 'open' then
      perform contest.refuse('attempt_closed', 409);
    end if;
    if holder.status = 'disqualified' then
      perform contest.refuse('disqualified', 409);
    end if;
    -- Below the stored revision, a phone waking up late: what a newer device saved counts.
    if revision is null or revision >= held.revision then
      held.answers := contest.read_answers(answers, held);
      held.prediction := contest.read_prediction(prediction);
      held.revision := coalesce(revision, held.revision);
    end if;
    held := contest.finish_attempt(held, 'submitted', server_now);
  end if;

  select * into of_round from contest.rounds as r where r.id = held.round_id;
  is_visible := contest.scores_visible(of_round, server_now);
  return json_build_object(
    'attempt', held.id,
    'round', of_round.slug,
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
  finished int := 0;
begin
  for due in
    select a.*
    from contest.attempts as a, contest.settings as s
    where a.state = 'open'
      -- Later than is_closed: a submit that read the clock in time may still be waiting for this row.
      and a.expires_at < server_now - make_interval(secs => (s.grace_ms + s.settle_ms) / 1000.0)
    order by a.expires_at
    limit most
    for no key update of a skip locked
  loop
    perform contest.finish_attempt(due, 'expired', due.expires_at);
    finished := finished + 1;
  end loop;
  return finished;
end $$;
comment on function contest.expire_attempts is 'Closes attempts whose time is long over, counting what was saved. Returns how many.';

-- One's own record ---------------------------------------------------------------------------------------------------

create function contest.me(ticket text) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  server_now constant timestamptz := contest.clock();
  holder constant contest.participants := contest.find_participant(ticket);
begin
  return (
    select json_build_object(
      'contest', (select c.slug from contest.contests as c where c.id = holder.contest_id),
      'participant', contest.participant_json(holder, u),
      'attempts', (
        select coalesce(json_agg(json_build_object(
          'id', a.id,
          'round', r.slug,
          'ordinal', a.ordinal,
          'state', contest.attempt_state(a, server_now),
          'started_at', contest.utc(a.started_at),
          'expires_at', contest.utc(a.expires_at),
          'submitted_at', case when a.state = 'submitted' then contest.utc(a.finished_at) end,
          'score', case when contest.scores_visible(r, server_now) then a.score end,
          'correct', case when contest.scores_visible(r, server_now) then a.correct end,
          'total', cardinality(a.question_ids),
          'duration_ms', a.duration_ms,
          'receipt', a.receipt,
          'prediction', a.prediction
        ) order by a.started_at, a.id), '[]')
        from contest.attempts as a
        join contest.rounds as r on r.id = a.round_id
        where a.participant_id = holder.id),
      'open_attempt', (
        select contest.attempt_json(a, r.slug, server_now)
        from contest.attempts as a
        join contest.rounds as r on r.id = a.round_id
        where a.participant_id = holder.id and contest.attempt_state(a, server_now) = 'open'
        order by a.started_at desc
        limit 1),
      'certificates', '[]'::json,
      'server_now', contest.utc(server_now))
    from contest.units as u
    where u.id = holder.unit_id
  );
end $$;
comment on function contest.me is 'Entry of api.me.';

-- What clients call --------------------------------------------------------------------------------------------------

create function api.me(ticket text) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '5s' as $$
begin
  perform contest.reply_privately();
  return contest.me(ticket);
end $$;
comment on function api.me is 'A participant''s own record: {contest, participant, attempts, open_attempt, certificates, server_now}.';

create function api.start_attempt(ticket text, round text) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '5s' as $$
begin
  perform contest.reply_privately();
  return contest.start_attempt(ticket, round);
end $$;
comment on function api.start_attempt is 'Starts an attempt, or returns the open one: the paper and what is saved of it.';

create function api.save_answers(ticket text, attempt uuid, revision int, answers jsonb, prediction int default null) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '5s' as $$
begin
  perform contest.reply_privately();
  return contest.save_answers(ticket, attempt, revision, answers, prediction);
end $$;
comment on function api.save_answers is 'Saves answers under a rising revision, and says what the server now holds.';

create function api.submit_attempt(ticket text, attempt uuid, answers jsonb, prediction int default null, revision int default null) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '5s' as $$
begin
  perform contest.reply_privately();
  return contest.submit_attempt(ticket, attempt, answers, prediction, revision);
end $$;
comment on function api.submit_attempt is 'Submits an attempt for good: the receipt and, where the round tells it, the score.';

grant execute on function
  contest.me, api.me,
  contest.start_attempt, api.start_attempt,
  contest.save_answers, api.save_answers,
  contest.submit_attempt, api.submit_attempt
to anon, authenticated;
