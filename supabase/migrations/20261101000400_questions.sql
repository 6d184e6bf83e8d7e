-- The question bank. No client ever reads it: papers are rendered from it, keys are compared inside the database.
--
-- A choice is a set of options as a bit mask: bit 0 is the first option as the bank stores it. Clients never see one: on
-- paper, options are lettered in an order of that paper's own (see "papers" and "answers").

create function contest.json_text(value text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return to_json(value);
end $$;
comment on function contest.json_text is 'A text as a JSON string, quotes included.';

create function contest.json_texts(given text[]) returns text[]
language plpgsql immutable set search_path = '' as $$
begin
  return array(select contest.json_text(value) from unnest(given) with ordinality as given (value, place) order by place);
end $$;
comment on function contest.json_texts is 'Each of some texts as a JSON string.';

create function contest.question_face(id int, prompt text, option_count int, is_multiple boolean) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return format('{"id":"%s","prompt":%s,"multiple":%s,"options":[%s]}',
    id, replace(contest.json_text(prompt), '%', '%%'), is_multiple::text,
    (select string_agg(format('{"key":"%s","text":%%s}', chr(64 + place)), ',' order by place)
     from generate_series(1, option_count) as place));
end $$;
comment on function contest.question_face is 'A question as papers show it, a format with one %s per option: {"id":"7","prompt":"…","multiple":false,"options":[{"key":"A","text":%s},…]}.';

create function contest.choice_of_options(positions int[]) returns int
language plpgsql immutable set search_path = '' as $$
begin
  return coalesce((select bit_or(1 << (position - 1)) from unnest(positions) as position), 0);
end $$;
comment on function contest.choice_of_options is 'The mask of some positions, from 1: {1,3} → 5.';

create table contest.questions (
  id int generated always as identity primary key,
  contest_id int not null references contest.contests on delete cascade,
  retired boolean not null default false,
  voided boolean not null default false,
  -- Derived, so that marking is comparing numbers and rendering a paper is filling in. Before the texts they are made of: a
  -- row is read from its start.
  right_choice int generated always as (contest.choice_of_options(right_options)) stored,
  accepted_choices int[] not null default '{}',
  face text generated always as (
    contest.question_face(id, prompt, cardinality(options), cardinality(right_options) > 1)) stored,
  options_json text[] generated always as (contest.json_texts(options)) stored,
  code text not null check (code <> ''),
  topic text not null,
  difficulty text not null check (difficulty in ('easy', 'medium', 'hard')),
  prompt text not null check (prompt <> ''),
  options text[] not null check (cardinality(options) between 2 and 6),
  right_options int[] not null check (cardinality(right_options) between 1 and 5),
  explanation text not null,
  source text not null
);
comment on table contest.questions is 'Questions of a contest, with their keys.';
comment on column contest.questions.right_options is 'Positions in `options`, from 1, ascending.';
comment on column contest.questions.retired is 'No longer drawn; stays, unchanged, for the attempts that have it.';
comment on column contest.questions.voided is 'Found faulty: everyone who drew it gets its points.';
comment on column contest.questions.accepted_choices is 'Choices accepted later beside the right one, as masks of options.';
create unique index questions_by_code on contest.questions (contest_id, code) where not retired;
-- Looked through for each question of every paper that is marked: nearly always empty.
create index questions_remedied on contest.questions (id) where voided or accepted_choices <> '{}';
create index questions_to_draw on contest.questions (contest_id, topic, difficulty) where not retired;
alter table contest.questions enable row level security;

create function contest.drawable(question contest.questions) returns int
language plpgsql immutable set search_path = '' as $$
begin
  return question.id * 512 + question.right_choice * 8 + cardinality(question.options);
end $$;
comment on function contest.drawable is 'All a draw needs to know of a question, in one number (see blueprint_cells.pool).';

create function contest.derive_pools(of_contest int) returns void
language plpgsql volatile set search_path = '' as $$
begin
  update contest.blueprint_cells as cell
  set pool = drawable.pool
  from (
    select
      b.round_id, b.ordinal,
      -- A voided question is drawn only where the bank has too few others: a paper is never short.
      coalesce(case when count(*) filter (where not q.voided) >= b.count
        then array_agg(contest.drawable(q) order by q.id) filter (where not q.voided)
        else array_agg(contest.drawable(q) order by q.id) filter (where q.id is not null) end, '{}') as pool
    from contest.rounds as r
    join contest.blueprint_cells as b on b.round_id = r.id
    left join contest.questions as q
      on q.contest_id = of_contest and q.topic = b.topic and q.difficulty = b.difficulty and not q.retired
    where r.contest_id = of_contest
    group by b.round_id, b.ordinal
  ) as drawable
  where cell.round_id = drawable.round_id and cell.ordinal = drawable.ordinal;
end $$;
comment on function contest.derive_pools is 'Fills the pools papers are drawn from. Called after every change of a contest''s questions or blueprints.';
