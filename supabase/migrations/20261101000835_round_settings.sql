-- Settings of a round. What could not be carried out is refused when it is saved, not when members meet it.

create function contest.read_blueprint(typed jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare
  cell jsonb;
  result jsonb := '[]';
begin
  if typed is null or jsonb_typeof(typed) <> 'array' or jsonb_array_length(typed) not between 1 and 100 then
    perform contest.refuse('invalid_blueprint', 422);
  end if;
  for cell in select * from jsonb_array_elements(typed) loop
    cell := contest.read_object(cell, array['topic', 'difficulty', 'count', 'weight'], 'invalid_blueprint');
    result := result || jsonb_build_object(
      'topic', contest.read_line(cell -> 'topic', 100, 'invalid_blueprint'),
      'difficulty', contest.read_one_of(cell -> 'difficulty', array['easy', 'medium', 'hard'], 'invalid_blueprint'),
      'count', contest.read_whole(cell -> 'count', 1, 100, 'invalid_blueprint'),
      'weight', contest.read_whole(cell -> 'weight', 1, 1000, 'invalid_blueprint'));
  end loop;
  if (select count(distinct (c ->> 'topic', c ->> 'difficulty')) < count(*) from jsonb_array_elements(result) as c) then
    perform contest.refuse('invalid_blueprint', 422);
  end if;
  return result;
end $$;
comment on function contest.read_blueprint is 'A blueprint as stored: cells of topic × difficulty, each once, with count and weight; or invalid_blueprint.';

create function contest.read_round_fields(typed jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  return contest.read_object(typed, array['id', 'contest', 'slug', 'ordinal', 'title', 'opens_at', 'closes_at',
    'time_limit_ms', 'max_attempts', 'shuffle_options', 'prediction', 'score_shown', 'review', 'ranked', 'freeze_ms',
    'blueprint',
    -- What follows from the others: a saved round may be sent back as it came.
    'question_count', 'max_score', 'published_at', 'bank'], 'invalid_round');
end $$;
comment on function contest.read_round_fields is 'The given fields of a round; or unknown_field.';

create function contest.default_round() returns jsonb
language sql immutable set search_path = '' as $$
  select '{"ranked": true, "freeze_ms": 0}'::jsonb
$$;
comment on function contest.default_round is 'What a new round is where nothing else is said. Every other field must be given.';

create function contest.read_round(typed jsonb, of_contest contest.contests) returns contest.rounds
language plpgsql stable set search_path = '' as $$
declare
  result contest.rounds;
begin
  result.contest_id := of_contest.id;
  result.slug := contest.read_slug(typed -> 'slug');
  -- Organisers name rounds by id or slug: contest.find_round_named.
  if result.slug ~ '^[0-9]+$' then
    perform contest.refuse('invalid_slug', 422);
  end if;
  result.ordinal := contest.read_whole(typed -> 'ordinal', 1, 1000, 'invalid_ordinal');
  result.title := contest.read_line(typed -> 'title', 200, 'invalid_title');
  select t.opens_at, t.closes_at into result.opens_at, result.closes_at from contest.read_times(typed) as t;
  if result.opens_at < of_contest.opens_at or result.closes_at > of_contest.closes_at then
    perform contest.refuse('round_outside_contest', 422);
  end if;
  result.time_limit_ms := contest.read_whole(typed -> 'time_limit_ms', 1000, 14400000, 'invalid_time_limit');
  result.max_attempts := contest.read_whole(typed -> 'max_attempts', 1, 100, 'invalid_max_attempts');
  result.shuffle_options := contest.read_flag(typed -> 'shuffle_options', 'invalid_shuffle_options');
  result.prediction := contest.read_one_of(typed -> 'prediction',
    array['none', 'participants_all_correct', 'attempts_all_correct', 'participants_total'], 'invalid_prediction_kind');
  result.score_shown := contest.read_one_of(typed -> 'score_shown', array['after_submit', 'after_round'], 'invalid_score_shown');
  result.ranked := contest.read_flag(typed -> 'ranked', 'invalid_ranked');
  result.review := contest.read_one_of(typed -> 'review', array['after_round', 'after_submit', 'never'], 'invalid_review');
  -- Else the bank is harvested through throw-away registrations.
  if result.review = 'after_submit' and result.ranked then
    perform contest.refuse('invalid_review', 422);
  end if;
  result.freeze_ms := contest.read_whole(typed -> 'freeze_ms', 0, 2147483647, 'invalid_freeze');
  -- A frozen round keeps all boards of its contest standing; one that is on none of them has no reason to.
  if result.opens_at + contest.ms(result.freeze_ms) > result.closes_at or result.freeze_ms > 0 and not result.ranked then
    perform contest.refuse('invalid_freeze', 422);
  end if;
  select sum((cell ->> 'count')::int), sum((cell ->> 'count')::int * (cell ->> 'weight')::int)
  into result.question_count, result.max_score
  from jsonb_array_elements(contest.read_blueprint(typed -> 'blueprint')) as cell;
  return result;
end $$;
comment on function contest.read_round is 'A whole round''s settings from their JSON, or the refusal of the first field that is wrong. The blueprint is read apart.';

create function contest.blueprint_json(of_round int) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_agg(jsonb_build_object('topic', b.topic, 'difficulty', b.difficulty, 'count', b.count, 'weight', b.weight)
      order by b.ordinal)
    from contest.blueprint_cells as b
    where b.round_id = of_round);
end $$;
comment on function contest.blueprint_json is 'A round''s stored blueprint, the way contest.read_blueprint takes it.';

create function contest.round_settings(of_round contest.rounds, blueprint jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return jsonb_build_object(
    'slug', of_round.slug,
    'ordinal', of_round.ordinal,
    'title', of_round.title,
    'opens_at', contest.utc(of_round.opens_at),
    'closes_at', contest.utc(of_round.closes_at),
    'time_limit_ms', of_round.time_limit_ms,
    'max_attempts', of_round.max_attempts,
    'shuffle_options', of_round.shuffle_options,
    'prediction', of_round.prediction,
    'score_shown', of_round.score_shown,
    'review', of_round.review,
    'ranked', of_round.ranked,
    'freeze_ms', of_round.freeze_ms,
    'blueprint', blueprint);
end $$;
comment on function contest.round_settings is 'A round''s settings as JSON, the way contest.read_round takes them.';

create function contest.saved_round(of_round contest.rounds) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return contest.round_settings(of_round, contest.blueprint_json(of_round.id)) || jsonb_build_object(
    'id', of_round.id,
    'contest', (select c.slug from contest.contests as c where c.id = of_round.contest_id),
    'question_count', of_round.question_count,
    'max_score', of_round.max_score,
    'published_at', contest.utc(of_round.published_at),
    'bank', (
      select jsonb_agg(jsonb_build_object(
        'topic', b.topic,
        'difficulty', b.difficulty,
        'need', b.count,
        'have', cardinality(b.pool)
      ) order by b.ordinal)
      from contest.blueprint_cells as b
      where b.round_id = of_round.id));
end $$;
comment on function contest.saved_round is 'A round as organisers are shown it: its settings, id, what follows from them, and how its bank stands.';

create function contest.write_round(settings contest.rounds, blueprint jsonb) returns contest.rounds
language plpgsql volatile set search_path = '' as $$
declare
  saved contest.rounds;
begin
  if settings.id is null then
    insert into contest.rounds (
      contest_id, slug, ordinal, title, opens_at, closes_at, time_limit_ms, max_attempts, shuffle_options, prediction,
      score_shown, review, ranked, freeze_ms, question_count, max_score)
    values (
      settings.contest_id, settings.slug, settings.ordinal, settings.title, settings.opens_at, settings.closes_at,
      settings.time_limit_ms, settings.max_attempts, settings.shuffle_options, settings.prediction,
      settings.score_shown, settings.review, settings.ranked, settings.freeze_ms, settings.question_count,
      settings.max_score)
    returning * into saved;
    insert into contest.boards (contest_id, round_id) values (saved.contest_id, saved.id);
  else
    update contest.rounds as r
    set slug = settings.slug, ordinal = settings.ordinal, title = settings.title, opens_at = settings.opens_at,
        closes_at = settings.closes_at, time_limit_ms = settings.time_limit_ms, max_attempts = settings.max_attempts,
        shuffle_options = settings.shuffle_options, prediction = settings.prediction,
        score_shown = settings.score_shown, review = settings.review, ranked = settings.ranked,
        freeze_ms = settings.freeze_ms, question_count = settings.question_count, max_score = settings.max_score
    where r.id = settings.id
    returning * into saved;
  end if;

  delete from contest.blueprint_cells as b where b.round_id = saved.id;
  insert into contest.blueprint_cells (round_id, ordinal, topic, difficulty, count, weight)
  select saved.id, cells.ordinal, cells.cell ->> 'topic', cells.cell ->> 'difficulty',
    (cells.cell ->> 'count')::int, (cells.cell ->> 'weight')::int
  from jsonb_array_elements(blueprint) with ordinality as cells (cell, ordinal);
  return saved;
end $$;
comment on function contest.write_round is 'Stores a round and its blueprint, a new one with its board where it has no id. contest.derive_pools comes after.';

create function contest.refuse_given_keys(of_contest int, moved text[] default '{}') returns void
language plpgsql stable set search_path = '' as $$
declare
  given text;
begin
  -- Looked back on right after submitting, a round tells its keys to whoever asks, while another still counts answers.
  with told as (
    select * from contest.rounds as r where r.contest_id = of_contest and r.review = 'after_submit'
  ), counting as (
    select * from contest.rounds as r where r.contest_id = of_contest and r.ranked and r.published_at is null
  ), drawn as (
    select told.slug as teller, told.ordinal, format('%s/%s', own.topic, own.difficulty) as what, counting.slug as counter
    from told
    join contest.blueprint_cells as own on own.round_id = told.id
    cross join counting
    join contest.blueprint_cells as other on other.round_id = counting.id and other.pool && own.pool
    union all
    -- What somebody has had of the one may not come up in the other: whatever became of its row, under its code.
    select told.slug, told.ordinal, q.code, counting.slug
    from told
    cross join counting
    join contest.blueprint_cells as b on b.round_id in (told.id, counting.id)
    join contest.questions as q on q.contest_id = of_contest and q.code = any (moved) and not q.retired
      and q.topic = b.topic and q.difficulty = b.difficulty
    where exists (
      select from contest.attempts as a
      where a.round_id in (told.id, counting.id) and a.round_id <> b.round_id
        and a.question_ids && array(select had.id from contest.questions as had where had.contest_id = of_contest and had.code = q.code))
  )
  select format('%s: %s of %s', d.teller, d.what, d.counter) into given
  from drawn as d
  order by d.ordinal, d.counter, d.what
  limit 1;
  if found then
    perform contest.refuse('keys_given_away', 422, given);
  end if;
end $$;
comment on function contest.refuse_given_keys is 'Refuses with keys_given_away where a round that is looked back on right after submitting and a ranked one that is not published draw the same questions; or where one of these would draw a question by a code of `moved` that somebody has had in the other. Pools must be derived.';

create function contest.refuse_small_bank(of_contest int) returns void
language plpgsql stable set search_path = '' as $$
declare
  short text;
begin
  select format('%s: %s/%s needs %s, has %s', r.slug, b.topic, b.difficulty, b.count, cardinality(b.pool))
  into short
  from contest.rounds as r
  join contest.blueprint_cells as b on b.round_id = r.id
  -- Nothing is drawn for a published round any more.
  where r.contest_id = of_contest and r.published_at is null and cardinality(b.pool) < b.count
  order by r.ordinal, b.ordinal
  limit 1;
  if found then
    perform contest.refuse('bank_too_small', 422, short);
  end if;
end $$;
comment on function contest.refuse_small_bank is 'Refuses with bank_too_small where a paper could not be drawn. Pools must be derived.';
