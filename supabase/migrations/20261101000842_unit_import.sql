-- Importing units: adds and changes, never removes. contest.load writes its units by the same rules.

create function contest.tidy_units(of_contest int, sheet jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  -- A column the whole sheet lacks says nothing about the units already there; an empty cell empties.
  has_parent constant boolean := jsonb_path_exists(sheet, '$[*].parent');
  has_headcount constant boolean := jsonb_path_exists(sheet, '$[*].headcount');
  has_public constant boolean := jsonb_path_exists(sheet, '$[*].includes_public');
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'row', s.place,
      'code', s.code,
      'name', contest.cell(s.cells -> 'name'),
      'kind', contest.cell(s.cells -> 'kind'),
      'parent', case when has_parent then contest.cell(s.cells -> 'parent') else p.code end,
      'headcount', case when has_headcount then contest.cell(s.cells -> 'headcount') else u.own_headcount::text end,
      'includes_public', case when has_public then lower(contest.cell(s.cells -> 'includes_public')) else u.includes_public::text end
    ) order by s.place), '[]')
    from (
      select given.cells, given.place, contest.cell(given.cells -> 'code') as code
      from jsonb_array_elements(sheet) with ordinality as given (cells, place)
    ) as s
    left join contest.units as u on u.contest_id = of_contest and u.code = s.code
    left join contest.units as p on p.id = u.parent_id);
end $$;
comment on function contest.tidy_units is 'The rows of a sheet of units, numbered and every cell as text; what the sheet does not speak of, as it is stored.';

create function contest.unit_row_problems(tidy jsonb) returns setof contest.problem
language plpgsql stable set search_path = '' as $$
begin
  return query
  select s."row", p."column", p.reason, left(p.value, 200)
  from jsonb_to_recordset(tidy)
    as s ("row" int, code text, name text, kind text, headcount text, includes_public text)
  cross join lateral (values
    ('code', 'code_required', null, s.code is null),
    ('code', 'code_too_long', s.code, length(s.code) > 100),
    ('name', 'name_required', null, s.name is null),
    ('name', 'name_too_long', s.name, length(s.name) > 200),
    ('kind', 'kind_required', null, s.kind is null),
    ('kind', 'kind_too_long', s.kind, length(s.kind) > 50),
    -- Plain digits alone: "1.200" is twelve hundred to some and one and a bit to others.
    ('headcount', 'invalid_headcount', s.headcount,
      case when s.headcount ~ '^[0-9]{1,9}$' then s.headcount::int not between 1 and 100000000 else s.headcount is not null end),
    ('includes_public', 'invalid_includes_public', s.includes_public,
      s.includes_public not in ('x', 'true', '1', 'false', '0'))
  ) as p ("column", reason, value, holds)
  where p.holds;
end $$;
comment on function contest.unit_row_problems is 'What is wrong with single rows of a sheet of units.';

create function contest.unit_tree_problems(of_contest int, tidy jsonb) returns setof contest.problem
language plpgsql stable set search_path = '' as $$
declare
  deepest constant int := 100;
begin
  return query
  with recursive rows as materialized (
    select s."row", s.code, s.parent, row_number() over (partition by s.code order by s."row") as nth
    from jsonb_to_recordset(tidy) as s ("row" int, code text, parent text)
    where s.code is not null
  ), tree as materialized (
    -- The whole tree as it would be: the sheet's rows, and the stored units it does not name.
    select r."row", r.code, r.parent from rows as r where r.nth = 1
    union all
    select null, u.code, p.code
    from contest.units as u
    left join contest.units as p on p.id = u.parent_id
    where u.contest_id = of_contest and not exists (select from rows as r where r.code = u.code)
  ), reached as (
    select t."row", t.code, 1 as depth
    from tree as t
    where t.parent is null or not exists (select from tree as above where above.code = t.parent)
    union all
    select t."row", t.code, reached.depth + 1
    from reached
    join tree as t on t.parent = reached.code
    where reached.depth <= deepest
  )
  select r."row", 'code', 'duplicate_code', left(r.code, 200) from rows as r where r.nth > 1
  union all
  select r."row", 'parent', 'parent_unknown', left(r.parent, 200)
  from rows as r
  where r.parent is not null and not exists (select from tree as above where above.code = r.parent)
  union all
  select reached."row", 'parent', 'too_deep', null from reached where reached.depth > deepest and reached."row" is not null
  union all
  -- On a circle or below one: no way leads there from above. What is too deep was not followed to its end.
  select t."row", 'parent', 'parent_cycle', left(t.parent, 200)
  from tree as t
  where t."row" is not null
    and not exists (select from reached where reached.code = t.code)
    and not exists (select from reached where reached.depth > deepest);
end $$;
comment on function contest.unit_tree_problems is 'What is wrong with a sheet of units as a tree: codes twice, parents nobody knows, circles, more than 100 levels.';

create function contest.write_units(of_contest int, tidy jsonb, in_order boolean) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
  last_place int;
  added int;
  changed int;
begin
  select coalesce(max(u.ordinal), 0) into last_place from contest.units as u where u.contest_id = of_contest;

  with written as (
    insert into contest.units as u (contest_id, code, name, kind, ordinal, own_headcount, includes_public)
    select of_contest, s.code, s.name, s.kind, case when in_order then s."row" else last_place + s."row" end,
      s.headcount::int, coalesce(s.includes_public in ('x', 'true', '1'), false)
    from jsonb_to_recordset(tidy)
      as s ("row" int, code text, name text, kind text, headcount text, includes_public text)
    on conflict (contest_id, code) do nothing
    returning u.id
  )
  select count(*) into added from written;

  -- Parents in a second step: rows may stand in any order.
  with written as (
    update contest.units as u
    set name = s.name, kind = s.kind, parent_id = p.id, own_headcount = s.headcount::int,
        includes_public = coalesce(s.includes_public in ('x', 'true', '1'), false),
        ordinal = case when in_order then s."row" else u.ordinal end
    from jsonb_to_recordset(tidy)
      as s ("row" int, code text, name text, kind text, parent text, headcount text, includes_public text)
    left join contest.units as p on p.contest_id = of_contest and p.code = s.parent
    where u.contest_id = of_contest and u.code = s.code
      and (u.name, u.kind, u.parent_id, u.own_headcount, u.includes_public, u.ordinal) is distinct from
        (s.name, s.kind, p.id, s.headcount::int, coalesce(s.includes_public in ('x', 'true', '1'), false),
          case when in_order then s."row" else u.ordinal end)
    -- Derived only afterwards, the lineage tells those added just now from those that were there.
    returning u.lineage
  )
  select count(*) filter (where w.lineage <> '{}') into changed from written as w;

  return jsonb_build_object('added', added, 'changed', changed);
end $$;
comment on function contest.write_units is 'Stores a sheet of units that was found right: {added, changed}. `in_order`: units are shown in the sheet''s order; else they keep their places, and new ones come last. contest.settle_units comes after.';

create function contest.headcount_problems(of_contest int, tidy jsonb) returns setof contest.problem
language plpgsql stable set search_path = '' as $$
begin
  return query
  with recursive tree as materialized (
    select u.id, u.parent_id, u.own_headcount, s."row"
    from contest.units as u
    left join jsonb_to_recordset(tidy) as s ("row" int, code text) on s.code = u.code
    where u.contest_id = of_contest
  ), climbing as (
    -- A figure counts for every unit above, up to the first with a figure of its own. On its way it keeps the sheet's rows.
    select t.parent_id as unit_id, t.own_headcount::bigint as headcount, t."row"
    from tree as t
    where t.own_headcount is not null
    union all
    select t.parent_id, c.headcount, least(c."row", t."row")
    from climbing as c
    join tree as t on t.id = c.unit_id
    where t.own_headcount is null
  ), too_large as (
    select t.id, t.parent_id, coalesce(t."row", min(c."row")) as "row", sum(c.headcount) as headcount
    from climbing as c
    join tree as t on t.id = c.unit_id
    where t.own_headcount is null
    group by t.id, t.parent_id, t."row"
    having sum(c.headcount) > 2147483647
  )
  select l."row", 'headcount', 'headcount_too_large', l.headcount::text
  from too_large as l
  -- Whatever is above it is too large as well.
  where not exists (select from too_large as below where below.parent_id = l.id);
end $$;
comment on function contest.headcount_problems is 'What is wrong with a sheet of units, stored already, by the sums it makes: each unit whose headcounts below add up to more than an int holds, at its own row or the first below it.';

create function contest.settle_units(of_contest int) returns void
language plpgsql volatile set search_path = '' as $$
begin
  -- Tick adds along the tree and takes away along it: the tree may not change under its hands.
  perform pg_advisory_xact_lock(contest.tick_lock());
  perform contest.derive_unit_tree(of_contest);
  update contest.boards as b set is_behind = true where b.contest_id = of_contest;
  perform contest.catch_up(contest.clock());
  -- Whoever moved along with a unit has what was granted where it stands now.
  perform contest.settle_extra_ms(r.id)
  from contest.rounds as r
  where r.contest_id = of_contest and exists (select from contest.extra_times as e where e.round_id = r.id);
end $$;
comment on function contest.settle_units is 'After units have changed: what follows from the tree, every unit''s sums, and the most extra time anybody has. Boards that stand still take it in when they move again; final ones never.';

create function contest.import_units_slice(job contest.jobs) returns contest.jobs
language plpgsql volatile set search_path = '' as $$
declare
  sheet constant jsonb := job.arguments -> 'rows';
  tidy jsonb;
  written jsonb;
begin
  -- Checked and stored in one piece, while nobody else changes the contest.
  perform from contest.contests as c where c.id = job.contest_id for no key update;
  tidy := contest.tidy_units(job.contest_id, sheet);
  job := contest.check_sheet(job, array(
    select p from contest.sheet_problems(sheet, array['code', 'name', 'kind', 'parent', 'headcount', 'includes_public'], '{}') as p
    union all
    select p from contest.unit_row_problems(tidy) as p
    union all
    select p from contest.unit_tree_problems(job.contest_id, tidy) as p));
  if job.rejected <> '[]' then
    return job;
  end if;
  begin
    written := contest.write_units(job.contest_id, tidy, false);
    job := contest.check_sheet(job, array(select p from contest.headcount_problems(job.contest_id, tidy) as p));
    if job.rejected <> '[]' or (job.arguments -> 'dry_run')::boolean then
      perform contest.take_back();
    end if;
    -- A sheet sent again changes nothing, and counting every unit anew takes seconds.
    if written <> '{"added": 0, "changed": 0}' then
      perform contest.settle_units(job.contest_id);
    end if;
    job.result := '{"stored": true}';
  exception when sqlstate 'DRY00' then
    if job.rejected <> '[]' then
      return job;
    end if;
  end;
  return contest.end_import(job, written);
end $$;
comment on function contest.import_units_slice is 'The job of organiser_import_units, in one piece: checked, then stored wholly or not at all.';

create function contest.organiser_import_units(contest_slug text, sheet jsonb, dry_run boolean) returns json
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform contest.reply_privately();
  return contest.start_import('import_units', contest_slug, sheet, dry_run);
end $$;
comment on function contest.organiser_import_units is 'Entry of api.organiser_import_units.';

create function api.organiser_import_units(contest text, rows jsonb, dry_run boolean default true) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_import_units(contest, rows, dry_run);
end $$;
comment on function api.organiser_import_units is 'Imports a sheet of units {code, name, kind, parent, headcount, includes_public}: {job}, whose result is {stored, added, changed}. For admins and editors.';

grant execute on function contest.organiser_import_units, api.organiser_import_units to authenticated;
