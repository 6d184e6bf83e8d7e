-- The question bank as editors work with it: keys and all, and how each question has done so far.

create function contest.letters_of_choice(choice int) returns text[]
language plpgsql immutable set search_path = '' as $$
begin
  return array(select chr(65 + bit) from generate_series(0, 5) as bit where (choice >> bit) & 1 = 1 order by bit);
end $$;
comment on function contest.letters_of_choice is 'A choice by the letters its options have in a sheet, A being the first the bank stores: 5 → {A,C}.';

create function contest.question_figures(of_contest int, question_ids int[])
returns table (id int, drawn bigint, right_share numeric, discrimination numeric)
language plpgsql stable set search_path = '' as $$
begin
  return query
  with papers as (
    select
      q.id,
      given.choice = q.right_choice or given.choice = any (q.accepted_choices) as is_right,
      -- Papers of different rounds are compared by how much of the full score they have.
      row_number() over (partition by q.id order by a.score::float8 / r.max_score, a.id) as place,
      count(*) over (partition by q.id) as papers
    from contest.rounds as r
    join contest.attempts as a on a.round_id = r.id and a.state <> 'open'
    cross join unnest(a.question_ids, a.choices) as given (id, choice)
    join contest.questions as q on q.id = given.id
    where r.contest_id = of_contest and given.id = any (question_figures.question_ids)
  ), grouped as (
    select p.*, greatest(round(0.27 * p.papers), 1) as group_size from papers as p
  )
  select
    g.id,
    count(*),
    round(avg(g.is_right::int), 4),
    case when count(*) > 1 then round(
      avg(g.is_right::int) filter (where g.place > g.papers - g.group_size)
        - avg(g.is_right::int) filter (where g.place <= g.group_size), 4) end
  from grouped as g
  group by g.id;
end $$;
comment on function contest.question_figures is 'How questions did in finished attempts: times drawn; share answered right, 0 to 1; and discrimination, the share right among the best 27 % of papers less that among the worst 27 %, -1 to 1: near or below 0, the question tells the able from the others badly, or its key is wrong. A question nobody drew has no row.';

create function contest.organiser_questions(contest_slug text, query text, topic text, after int, size int) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  of_contest int;
  terms text[];
  found_ids int[];
  page_ids int[];
begin
  perform contest.reply_privately();
  perform contest.require_organiser(array['admin', 'editor']);
  of_contest := (contest.find_contest(contest_slug)).id;
  terms := string_to_array(nullif(btrim(contest.words(coalesce(organiser_questions.query, ''))), ''), ' ');

  found_ids := array(
    select q.id
    from contest.questions as q
    where q.contest_id = of_contest
      and (organiser_questions.topic is null or q.topic = organiser_questions.topic)
      -- Every term begins a word of the code, the question or one of its options.
      and (terms is null or (
        select bool_and(strpos(text.words, ' ' || term) > 0)
        from contest.words(concat_ws(' ', q.code, q.prompt, array_to_string(q.options, ' '))) as text (words), unnest(terms) as term))
    order by q.id);
  page_ids := array(
    select id from unnest(found_ids) as id
    where id > coalesce(organiser_questions.after, 0)
    order by id
    limit least(greatest(coalesce(organiser_questions.size, 50), 1), 100));

  return json_build_object(
    'rows', (
      select coalesce(json_agg(json_build_object(
        'id', q.id,
        'code', q.code,
        'topic', q.topic,
        'difficulty', q.difficulty,
        'prompt', q.prompt,
        'options', q.options,
        'right', contest.letters_of_choice(q.right_choice),
        'accepted', (select coalesce(json_agg(contest.letters_of_choice(choice)), '[]') from unnest(q.accepted_choices) as choice),
        'explanation', q.explanation,
        'source', q.source,
        'retired', q.retired,
        'voided', q.voided,
        'drawn', coalesce(f.drawn, 0),
        'right_share', f.right_share,
        'discrimination', f.discrimination
      ) order by q.id), '[]')
      from contest.questions as q
      left join contest.question_figures(of_contest, page_ids) as f on f.id = q.id
      where q.id = any (page_ids)),
    'total', cardinality(found_ids));
end $$;
comment on function contest.organiser_questions is 'Entry of api.organiser_questions.';

create function api.organiser_questions(
  contest text, query text default null, topic text default null, after int default 0, size int default 50
) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_questions(contest, query, topic, after, size);
end $$;
comment on function api.organiser_questions is 'A page of the bank, oldest first, with keys and figures: {rows, total}. `after` is the last id already shown. For admins and editors.';

grant execute on function contest.organiser_questions, api.organiser_questions to authenticated;
