-- Importing questions: adds and changes, never removes. contest.load writes its bank by the same rules.

create function contest.read_right(typed jsonb) returns int[]
language plpgsql immutable set search_path = '' as $$
declare
  letters text := case jsonb_typeof(typed)
    when 'array' then (select string_agg(letter, '') from jsonb_array_elements_text(typed) as letter)
    else typed #>> '{}' end;
begin
  letters := upper(regexp_replace(letters, '[\s\u00a0,;]+', '', 'g'));
  if letters ~ '^[A-F]+$' then
    return array(select distinct ascii(letter) - 64 as place from regexp_split_to_table(letters, '') as letter order by place);
  end if;
  return null;
end $$;
comment on function contest.read_right is 'The right options by their letters, "A,C" or ["A", "C"], as positions; null where they are none.';

create function contest.read_options(cells jsonb) returns text[]
language plpgsql immutable set search_path = '' as $$
declare
  options text[];
begin
  if jsonb_typeof(cells -> 'options') = 'array' then
    return array(
      select contest.cell(option) from jsonb_array_elements(cells -> 'options') with ordinality as o (option, at) order by at);
  end if;
  for at in 1 .. 6 loop
    options[at] := contest.cell(cells -> ('option_' || chr(96 + at)));
  end loop;
  -- Columns empty at the end are no options; one empty in between is a gap, and told.
  while cardinality(options) > 0 and options[cardinality(options)] is null loop
    options := options[:cardinality(options) - 1];
  end loop;
  return options;
end $$;
comment on function contest.read_options is 'A question''s options, from a list or from the columns option_a to option_f; null where one was left out.';

create function contest.tidy_questions(sheet jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'row', s.place,
      'code', contest.cell(s.cells -> 'code'),
      'topic', contest.cell(s.cells -> 'topic'),
      'difficulty', lower(contest.cell(s.cells -> 'difficulty')),
      'prompt', contest.cell(s.cells -> 'prompt'),
      'options', contest.read_options(s.cells),
      'right', contest.cell(s.cells -> 'right'),
      'right_options', contest.read_right(s.cells -> 'right'),
      'explanation', coalesce(contest.cell(s.cells -> 'explanation'), ''),
      'source', coalesce(contest.cell(s.cells -> 'source'), '')
    ) order by s.place), '[]')
    from jsonb_array_elements(sheet) with ordinality as s (cells, place));
end $$;
comment on function contest.tidy_questions is 'The rows of a sheet of questions, numbered and every cell as text, the right options as positions.';

create function contest.question_problems(tidy jsonb) returns setof contest.problem
language plpgsql stable set search_path = '' as $$
begin
  return query
  with rows as materialized (
    select s.*, row_number() over (partition by s.code order by s."row") as nth
    from jsonb_to_recordset(tidy) as s ("row" int, code text, topic text, difficulty text, prompt text, options text[],
      "right" text, right_options int[], explanation text, source text)
  )
  select s."row", p."column", p.reason, left(p.value, 200)
  from rows as s
  cross join lateral (values
    ('code', 'code_required', null, s.code is null),
    ('code', 'code_too_long', s.code, length(s.code) > 100),
    ('code', 'duplicate_code', s.code, s.code is not null and s.nth > 1),
    ('topic', 'topic_required', null, s.topic is null),
    ('topic', 'topic_too_long', s.topic, length(s.topic) > 100),
    ('difficulty', 'invalid_difficulty', s.difficulty, coalesce(s.difficulty, '') not in ('easy', 'medium', 'hard')),
    ('prompt', 'prompt_required', null, s.prompt is null),
    ('prompt', 'prompt_too_long', s.prompt, length(s.prompt) > 2000),
    ('options', 'too_few_options', null, cardinality(s.options) < 2),
    ('options', 'too_many_options', null, cardinality(s.options) > 6),
    ('right', 'right_required', null, s."right" is null and s.right_options is null),
    -- At least one is right and at least one wrong.
    ('right', 'invalid_right', s."right", s."right" is not null and s.right_options is null),
    ('right', 'invalid_right', s."right", cardinality(s.options) >= 2
      and (cardinality(s.right_options) not between 1 and cardinality(s.options) - 1
        or not s.right_options <@ array(select generate_series(1, cardinality(s.options))))),
    ('explanation', 'explanation_too_long', s.explanation, length(s.explanation) > 10000),
    ('source', 'source_too_long', s.source, length(s.source) > 1000)
  ) as p ("column", reason, value, holds)
  where p.holds
  union all
  select s."row", 'option_' || chr(96 + o.at::int), p.reason, left(o.option, 200)
  from rows as s
  cross join unnest(s.options) with ordinality as o (option, at)
  cross join lateral (values
    ('option_required', o.option is null),
    ('option_too_long', length(o.option) > 1000),
    ('duplicate_option', o.option is not null and array_position(s.options, o.option) < o.at)
  ) as p (reason, holds)
  where p.holds and o.at <= 6;
end $$;
comment on function contest.question_problems is 'What is wrong with a sheet of questions. Options are named by column, option_a to option_f, however they were given.';

create function contest.moved_questions(of_contest int, tidy jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
begin
  return array(
    select q.code
    from jsonb_to_recordset(tidy) as s (code text, topic text, difficulty text)
    join contest.questions as q on q.contest_id = of_contest and q.code = s.code and not q.retired
    where (q.topic, q.difficulty) <> (s.topic, s.difficulty));
end $$;
comment on function contest.moved_questions is 'Codes of the questions that a sheet, not stored yet, takes to another part of the bank.';

create function contest.write_questions(of_contest int, tidy jsonb, retire_absent boolean) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
  replaced int;
  added int;
  changed int;
begin
  -- A paper names options by their place. So a question whose options or key change is retired, and a new one takes its
  -- code: those who have drawn the old one keep it as it was.
  with given as materialized (
    select * from jsonb_to_recordset(tidy) as s (code text, options text[], right_options int[])
  ), written as (
    update contest.questions as q set retired = true
    where q.contest_id = of_contest and not q.retired
      and (retire_absent or q.code in (select g.code from given as g))
      and not exists (
        select from given as g
        where g.code = q.code and g.options = q.options and g.right_options = q.right_options)
    returning q.id
  )
  select count(*) into replaced from written;

  with written as (
    update contest.questions as q
    set topic = s.topic, difficulty = s.difficulty, prompt = s.prompt, explanation = s.explanation, source = s.source
    from jsonb_to_recordset(tidy)
      as s (code text, topic text, difficulty text, prompt text, explanation text, source text)
    where q.contest_id = of_contest and q.code = s.code and not q.retired
      and (q.topic, q.difficulty, q.prompt, q.explanation, q.source)
        is distinct from (s.topic, s.difficulty, s.prompt, s.explanation, s.source)
    returning q.id
  )
  select count(*) into changed from written;

  with written as (
    insert into contest.questions as q
      (contest_id, code, topic, difficulty, prompt, options, right_options, explanation, source)
    select of_contest, s.code, s.topic, s.difficulty, s.prompt, s.options, s.right_options, s.explanation, s.source
    from jsonb_to_recordset(tidy) as s (code text, topic text, difficulty text, prompt text, options text[],
      right_options int[], explanation text, source text)
    on conflict (contest_id, code) where not retired do nothing
    returning q.id
  )
  select count(*) into added from written;
  return jsonb_build_object('added', added - replaced, 'replaced', replaced, 'changed', changed);
end $$;
comment on function contest.write_questions is 'Stores a sheet of questions that was found right: {added, replaced, changed}. `retire_absent`: those it does not name are drawn no more. contest.derive_pools comes after.';

create function contest.import_questions_slice(job contest.jobs) returns contest.jobs
language plpgsql volatile set search_path = '' as $$
declare
  sheet constant jsonb := job.arguments -> 'rows';
  tidy jsonb;
  moved text[];
  written jsonb;
begin
  -- Checked and stored in one piece, while nobody else changes the contest.
  perform from contest.contests as c where c.id = job.contest_id for no key update;
  tidy := contest.tidy_questions(sheet);
  job := contest.check_sheet(job, array(
    select p from contest.sheet_problems(sheet,
      array['code', 'topic', 'difficulty', 'prompt', 'option_a', 'option_b', 'option_c', 'option_d', 'option_e', 'option_f',
        'explanation', 'source'],
      array['options', 'right']) as p
    union all
    select p from contest.question_problems(tidy) as p));
  if job.rejected <> '[]' then
    return job;
  end if;
  moved := contest.moved_questions(job.contest_id, tidy);
  begin
    written := contest.write_questions(job.contest_id, tidy, false);
    -- A question that changes its topic leaves a hole where it was. A dry run looks for it too.
    perform contest.derive_pools(job.contest_id);
    perform contest.refuse_small_bank(job.contest_id);
    perform contest.refuse_given_keys(job.contest_id, moved);
    if (job.arguments -> 'dry_run')::boolean then
      perform contest.take_back();
    end if;
    job.result := '{"stored": true}';
  exception when sqlstate 'DRY00' then
    null;
  end;
  return contest.end_import(job, written);
end $$;
comment on function contest.import_questions_slice is 'The job of organiser_import_questions, in one piece: checked, then stored wholly or not at all.';

create function contest.organiser_import_questions(contest_slug text, sheet jsonb, dry_run boolean) returns json
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform contest.reply_privately();
  return contest.start_import('import_questions', contest_slug, sheet, dry_run);
end $$;
comment on function contest.organiser_import_questions is 'Entry of api.organiser_import_questions.';

create function api.organiser_import_questions(contest text, rows jsonb, dry_run boolean default true) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_import_questions(contest, rows, dry_run);
end $$;
comment on function api.organiser_import_questions is 'Imports a sheet of questions {code, topic, difficulty, prompt, options or option_a … option_f, right, explanation, source}: {job}, whose result is {stored, added, replaced, changed}. For admins and editors.';

grant execute on function contest.organiser_import_questions, api.organiser_import_questions to authenticated;
