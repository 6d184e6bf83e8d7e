-- Sheets: rows as a spreadsheet brings them, objects by column. What is wrong is told all at once, by row and column, and
-- a sheet with anything wrong changes nothing.

create type contest.problem as ("row" int, "column" text, reason text, value text);
comment on type contest.problem is 'One thing wrong with a sheet: the data row, from 1; the column; why, as a token; what stood there.';

create function contest.cell(typed jsonb) returns text
language plpgsql immutable set search_path = '' as $$
begin
  -- What begins with = + - or @ is text like any other: it was typed, or came from another export.
  return nullif(btrim(normalize(typed #>> '{}', NFC), E' \t\r\n\u00a0'), '');
end $$;
comment on function contest.cell is 'What stands in a cell: NFC text without blanks around it; null where it is empty.';

create function contest.sheet_problems(sheet jsonb, columns text[], lists text[]) returns setof contest.problem
language plpgsql stable set search_path = '' as $$
begin
  return query
  select s.place::int, null::text, 'not_a_row', left(s.cells #>> '{}', 200)
  from jsonb_array_elements(sheet) with ordinality as s (cells, place)
  where jsonb_typeof(s.cells) <> 'object'
  union all
  -- A misspelt heading would lose its column without a word. Told once, where it is first seen.
  select min(s.place)::int, left(key, 100), 'unknown_column', null
  from jsonb_array_elements(sheet) with ordinality as s (cells, place)
  cross join jsonb_object_keys(case jsonb_typeof(s.cells) when 'object' then s.cells else '{}' end) as key
  where key <> all (columns || lists)
  group by key
  union all
  select s.place::int, cell.key, 'not_text', left(cell.value #>> '{}', 200)
  from jsonb_array_elements(sheet) with ordinality as s (cells, place)
  cross join jsonb_each(case jsonb_typeof(s.cells) when 'object' then s.cells else '{}' end) as cell
  where cell.key = any (columns) and jsonb_typeof(cell.value) in ('object', 'array')
    or cell.key = any (lists) and (jsonb_typeof(cell.value) = 'object'
      or jsonb_path_exists(cell.value, 'strict $[*] ? (@.type() == "object" || @.type() == "array")', silent => true));
end $$;
comment on function contest.sheet_problems is 'What is wrong with a sheet whatever it holds. Cells of `columns` hold one value each, those of `lists` may hold several.';

create function contest.start_import(kind text, contest_slug text, sheet jsonb, dry_run boolean) returns json
language plpgsql volatile set search_path = '' as $$
declare
  of_contest int;
begin
  perform contest.require_organiser(array['admin', 'editor']);
  of_contest := (contest.find_contest(contest_slug)).id;
  if sheet is null or jsonb_typeof(sheet) <> 'array' then
    perform contest.refuse('invalid_rows', 422);
  end if;
  if jsonb_array_length(sheet) > 20000 then
    perform contest.refuse('too_many_rows', 422, '20000');
  end if;
  -- Only a plain no leads to anything being stored.
  return contest.start_job(kind, of_contest, jsonb_build_object('rows', sheet, 'dry_run', dry_run is distinct from false));
end $$;
comment on function contest.start_import is 'Queues a sheet of at most 20,000 rows for the calling editor: {job}.';

create function contest.check_sheet(job contest.jobs, problems contest.problem[]) returns contest.jobs
language plpgsql stable set search_path = '' as $$
begin
  -- What is no row at all has no cells to speak of.
  problems := array(
    select p from unnest(problems) as p
    where p.reason = 'not_a_row'
      or p."row" not in (select other."row" from unnest(problems) as other where other.reason = 'not_a_row'));
  job."of" := jsonb_array_length(job.arguments -> 'rows');
  job.done := job."of";
  job.accepted := job."of" - (select count(distinct p."row") from unnest(problems) as p);
  job.rejected := (
    select coalesce(jsonb_agg(to_jsonb(p) order by p."row", p."column" nulls first, p.reason), '[]')
    from unnest(problems) as p);
  job.state := 'done';
  job.result := '{"stored": false}';
  return job;
end $$;
comment on function contest.check_sheet is 'An import, its sheet checked and nothing stored yet: rows without a problem are accepted, every problem is told.';

create function contest.end_import(job contest.jobs, written jsonb) returns contest.jobs
language plpgsql volatile set search_path = '' as $$
begin
  job.result := job.result || written;
  if (job.result -> 'stored')::boolean then
    perform contest.record(job.kind, jsonb_build_object('contest', (
      select c.slug from contest.contests as c where c.id = job.contest_id), 'job', job.id) || written, null, job.organiser);
  end if;
  return job;
end $$;
comment on function contest.end_import is 'An import whose sheet was found right, with what it has, or in a dry run would have, written; on the record where it was stored.';

create function contest.take_back() returns void
language plpgsql volatile set search_path = '' as $$
begin
  raise exception using errcode = 'DRY00', message = 'dry run';
end $$;
comment on function contest.take_back is 'Ends a dry run, in a block that catches DRY00: what was tried is undone, and what it showed is kept in variables.';
