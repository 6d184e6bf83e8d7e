-- Loading a contest from one JSON document, as supabase/seed writes it from content/contests/<year>/.
-- Loading again updates what the document names and keeps every participant and attempt.

create function contest.load_units(of_contest int, document jsonb) returns void
language sql volatile set search_path = '' as $$
  insert into contest.units as u (contest_id, code, name, kind, ordinal, own_headcount, includes_public)
  select of_contest, d.code, d.name, d.kind, d.ordinal, d.headcount, coalesce(d.includes_public, false)
  from jsonb_to_recordset(document) as d (code text, name text, kind text, ordinal int, headcount int, includes_public boolean)
  on conflict (contest_id, code) do update set
    name = excluded.name, kind = excluded.kind, ordinal = excluded.ordinal,
    own_headcount = excluded.own_headcount, includes_public = excluded.includes_public;

  -- Parents in a second step: rows of the document may stand in any order.
  update contest.units as u
  set parent_id = p.id
  from jsonb_to_recordset(document) as d (code text, parent text)
  left join contest.units as p on p.contest_id = of_contest and p.code = d.parent
  where u.contest_id = of_contest and u.code = d.code and u.parent_id is distinct from p.id;

  select contest.derive_unit_tree(of_contest);
$$;
comment on function contest.load_units is 'Writes the unit tree of a contest''s document.';

create function contest.load_questions(of_contest int, document jsonb) returns void
language sql volatile set search_path = '' as $$
  -- A paper names options by their place. So a question whose options or key change is retired, and a new one takes its
  -- code: those who have drawn the old one keep it as it was.
  update contest.questions as q set retired = true
  where q.contest_id = of_contest and not q.retired and not exists (
    select from jsonb_to_recordset(document) as d (code text, options text[], right_options int[])
    where d.code = q.code and d.options = q.options and d.right_options = q.right_options);

  insert into contest.questions as q
    (contest_id, code, topic, difficulty, prompt, options, right_options, explanation, source)
  select of_contest, d.code, d.topic, d.difficulty, d.prompt, d.options, d.right_options, d.explanation, d.source
  from jsonb_to_recordset(document) as d
    (code text, topic text, difficulty text, prompt text, options text[], right_options int[], explanation text, source text)
  on conflict (contest_id, code) where not retired do update set
    topic = excluded.topic, difficulty = excluded.difficulty, prompt = excluded.prompt,
    explanation = excluded.explanation, source = excluded.source;
$$;
comment on function contest.load_questions is 'Writes the question bank of a contest''s document.';

create function contest.load_rounds(of_contest int, document jsonb) returns void
language sql volatile set search_path = '' as $$
  insert into contest.rounds as r
    (contest_id, slug, ordinal, title, opens_at, closes_at, time_limit_ms, max_attempts, shuffle_options, prediction,
     score_shown, review, ranked, freeze_ms, question_count, max_score)
  select
    of_contest, d.slug, d.ordinal, d.title, d.opens_at, d.closes_at, d.time_limit_ms, d.max_attempts, d.shuffle_options,
    d.prediction, d.score_shown, d.review, coalesce(d.ranked, true), coalesce(d.freeze_ms, 0), paper.question_count, paper.max_score
  from jsonb_to_recordset(document) as d
    (slug text, ordinal int, title text, opens_at timestamptz, closes_at timestamptz, time_limit_ms int, max_attempts int,
     shuffle_options boolean, prediction text, score_shown text, review text, ranked boolean, freeze_ms int,
     blueprint jsonb)
  cross join lateral (
    select sum(b.count) as question_count, sum(b.count * b.weight) as max_score
    from jsonb_to_recordset(d.blueprint) as b (count int, weight int)
  ) as paper
  on conflict (contest_id, slug) do update set
    ordinal = excluded.ordinal, title = excluded.title, opens_at = excluded.opens_at, closes_at = excluded.closes_at,
    time_limit_ms = excluded.time_limit_ms, max_attempts = excluded.max_attempts,
    shuffle_options = excluded.shuffle_options, prediction = excluded.prediction, score_shown = excluded.score_shown,
    review = excluded.review, ranked = excluded.ranked, freeze_ms = excluded.freeze_ms,
    question_count = excluded.question_count, max_score = excluded.max_score;

  delete from contest.blueprint_cells as b
  using contest.rounds as r
  where r.id = b.round_id and r.contest_id = of_contest;

  insert into contest.blueprint_cells (round_id, ordinal, topic, difficulty, count, weight)
  select r.id, b.ordinal, b.topic, b.difficulty, b.count, b.weight
  from jsonb_to_recordset(document) as d (slug text, blueprint jsonb)
  join contest.rounds as r on r.contest_id = of_contest and r.slug = d.slug
  cross join lateral (
    select element ->> 'topic' as topic, element ->> 'difficulty' as difficulty,
      (element ->> 'count')::int as count, (element ->> 'weight')::int as weight, ordinal
    from jsonb_array_elements(d.blueprint) with ordinality as cells (element, ordinal)
  ) as b;

  insert into contest.boards (contest_id, round_id)
  select of_contest, null
  union all
  select of_contest, r.id from contest.rounds as r where r.contest_id = of_contest
  on conflict (contest_id, round_id) do nothing;
$$;
comment on function contest.load_rounds is 'Writes the rounds and blueprints of a contest''s document, and gives each round its board.';

create function contest.load(document jsonb) returns int
language plpgsql volatile set search_path = '' as $$
declare
  of_contest int;
  cell record;
begin
  insert into contest.contests as c (slug, year, title, opens_at, closes_at, consent_version, min_participants)
  select d.slug, d.year, d.title, span.opens_at, span.closes_at, d.consent_version, d.min_participants
  from jsonb_to_record(document) as d (slug text, year int, title text, consent_version text, min_participants int)
  -- A contest runs from its first round's opening to its last one's close.
  cross join (
    select min(r.opens_at) as opens_at, max(r.closes_at) as closes_at
    from jsonb_to_recordset(document -> 'rounds') as r (opens_at timestamptz, closes_at timestamptz)
  ) as span
  on conflict (slug) do update set
    year = excluded.year,
    title = excluded.title,
    opens_at = excluded.opens_at,
    closes_at = excluded.closes_at,
    consent_version = excluded.consent_version,
    min_participants = excluded.min_participants
  returning c.id into of_contest;

  -- Tick adds along the tree and takes away along it: the tree may not change under its hands.
  perform pg_advisory_xact_lock(contest.tick_lock());
  perform contest.load_units(of_contest, document -> 'units');
  perform contest.retally(of_contest);

  perform contest.load_questions(of_contest, document -> 'questions');
  perform contest.load_rounds(of_contest, document -> 'rounds');

  perform contest.derive_pools(of_contest);
  for cell in
    select r.slug, b.topic, b.difficulty, b.count as need, count(q.id) as have
    from contest.rounds as r
    join contest.blueprint_cells as b on b.round_id = r.id
    left join contest.questions as q
      on q.contest_id = of_contest and q.topic = b.topic and q.difficulty = b.difficulty and not q.retired
    where r.contest_id = of_contest
    group by r.slug, b.topic, b.difficulty, b.count
    having count(q.id) < b.count
  loop
    perform contest.refuse('bank_too_small', 422,
      format('%s: %s/%s needs %s, has %s', cell.slug, cell.topic, cell.difficulty, cell.need, cell.have));
  end loop;
  return of_contest;
end $$;
comment on function contest.load is 'Writes a whole contest from its document and returns its id, or refuses with bank_too_small. For the database''s owner only.';
