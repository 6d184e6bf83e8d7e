-- Loading a contest from one JSON document, as supabase/seed writes it from content/contests/<year>/.
-- Loading again updates what the document names and keeps every participant and attempt.
--
-- The document goes by the rules organisers' settings and sheets go by, but for one: its owner may also move and change
-- rounds that have opened, as the sample contest does every day. Only a published round is left as it is.

create function contest.refuse_problems(sheet text, problems contest.problem[]) returns void
language plpgsql stable set search_path = '' as $$
declare
  first contest.problem := (select p from unnest(problems) as p order by p."row", p."column" limit 1);
begin
  if first.reason is not null then
    perform contest.refuse(first.reason, 422, format('%s: row %s, %s', sheet, first."row", first."column"));
  end if;
end $$;
comment on function contest.refuse_problems is 'Refuses a document for the first thing wrong with one of its sheets.';

create function contest.load_contest(document jsonb) returns contest.contests
language plpgsql volatile set search_path = '' as $$
declare
  settings contest.contests;
begin
  -- Unless it says otherwise, a contest runs from its first round's opening to its last one's close.
  settings := contest.read_contest(contest.read_contest_fields((
    select jsonb_build_object(
      'opens_at', contest.utc(min(contest.read_moment(round -> 'opens_at'))),
      'closes_at', contest.utc(max(contest.read_moment(round -> 'closes_at'))))
    from jsonb_array_elements(document -> 'rounds') as round
  ) || (document - '{units,questions,rounds}'::text[])));
  select c.id into settings.id from contest.contests as c where c.slug = settings.slug for no key update;
  return contest.write_contest(settings);
end $$;
comment on function contest.load_contest is 'Writes the contest itself of a document.';

create function contest.load_units(of_contest int, document jsonb) returns void
language plpgsql volatile set search_path = '' as $$
declare
  tidy constant jsonb := contest.tidy_units(of_contest, document);
begin
  perform contest.refuse_problems('units', array(
    select p from contest.unit_row_problems(tidy) as p
    union all
    select p from contest.unit_tree_problems(of_contest, tidy) as p));
  perform contest.write_units(of_contest, tidy, true);
  perform contest.refuse_problems('units', array(select p from contest.headcount_problems(of_contest, tidy) as p));
  perform contest.settle_units(of_contest);
end $$;
comment on function contest.load_units is 'Writes the unit tree of a document.';

create function contest.load_questions(of_contest int, document jsonb) returns text[]
language plpgsql volatile set search_path = '' as $$
declare
  -- A document names the right options by position, a sheet by letter.
  tidy constant jsonb := contest.tidy_questions((
    select jsonb_agg(question || jsonb_build_object('right', (
      select jsonb_agg(chr(64 + position::int)) from jsonb_array_elements(question -> 'right_options') as position)))
    from jsonb_array_elements(document) as question));
  moved constant text[] := contest.moved_questions(of_contest, tidy);
begin
  perform contest.refuse_problems('questions', array(select p from contest.question_problems(tidy) as p));
  perform contest.write_questions(of_contest, tidy, true);
  return moved;
end $$;
comment on function contest.load_questions is 'Writes the question bank of a document. Questions it does not name are drawn no more. Returns the codes of those that move.';

create function contest.load_rounds(of_contest contest.contests, document jsonb) returns void
language plpgsql volatile set search_path = '' as $$
declare
  fields jsonb;
  before contest.rounds;
  settings contest.rounds;
begin
  if (select count(distinct round ->> 'slug') < count(*) from jsonb_array_elements(document) as round) then
    perform contest.refuse('slug_taken', 409);
  end if;
  for fields in select contest.default_round() || contest.read_round_fields(round) from jsonb_array_elements(document) as round loop
    select * into before from contest.rounds as r where r.contest_id = of_contest.id and r.slug = fields ->> 'slug';
    if before.published_at is null then
      settings := contest.read_round(fields, of_contest);
      settings.id := before.id;
      perform contest.write_round(settings, contest.read_blueprint(fields -> 'blueprint'));
    end if;
  end loop;
  if (select count(distinct r.ordinal) < count(*) from contest.rounds as r where r.contest_id = of_contest.id) then
    perform contest.refuse('ordinal_taken', 409);
  end if;
end $$;
comment on function contest.load_rounds is 'Writes the rounds and blueprints of a document, but for those published.';

create function contest.load(document jsonb) returns int
language plpgsql volatile set search_path = '' as $$
declare
  of_contest contest.contests;
  moved text[];
begin
  -- Slices of jobs hold a contest's row when they wait for the boards: no job is worked on meanwhile.
  perform pg_advisory_xact_lock(contest.work_lock());
  perform pg_advisory_xact_lock(contest.tick_lock());
  of_contest := contest.load_contest(document);
  perform contest.load_units(of_contest.id, document -> 'units');
  moved := contest.load_questions(of_contest.id, document -> 'questions');
  perform contest.load_rounds(of_contest, document -> 'rounds');
  perform contest.derive_pools(of_contest.id);
  perform contest.refuse_small_bank(of_contest.id);
  perform contest.refuse_given_keys(of_contest.id, moved);
  return of_contest.id;
end $$;
comment on function contest.load is 'Writes a whole contest from its document and returns its id, or refuses it. For the database''s owner only.';
