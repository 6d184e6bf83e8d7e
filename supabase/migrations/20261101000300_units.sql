-- The unit tree: tỉnh → xã, phường or party body → chi bộ, school … of any depth.

create table contest.units (
  id int generated always as identity primary key,
  contest_id int not null references contest.contests on delete cascade,
  code text not null check (code <> ''),
  name text not null check (name <> ''),
  kind text not null check (kind <> ''),
  parent_id int references contest.units,
  ordinal int not null,
  own_headcount int check (own_headcount >= 1),
  includes_public boolean not null default false,
  -- Derived by contest.derive_unit_tree after every change of the tree.
  headcount int,
  path text[] not null default '{}',
  lineage int[] not null default '{}',
  search_text text not null default '',
  unique (contest_id, code)
);
comment on table contest.units is 'Units a participant can belong to, as a tree.';
comment on column contest.units.own_headcount is 'Headcount given for this unit itself; overrides the sum of its children''s.';
comment on column contest.units.includes_public is 'Whether the headcount counts the general public, so that audience public counts in the participation rate.';
comment on column contest.units.headcount is 'own_headcount, else the sum of the children''s; null where one of them is unknown, since a rate against a part would pass 1.';
comment on column contest.units.path is 'Names from the root down to this unit.';
comment on column contest.units.lineage is 'Ids from the root down to this unit: what a participant of this unit counts for.';
comment on column contest.units.search_text is 'Words of the name, then of its path, folded, each between blanks.';
create index units_by_parent on contest.units (contest_id, parent_id, ordinal);
create index units_by_parent_id on contest.units (parent_id);
alter table contest.units enable row level security;

create function contest.derive_unit_tree(of_contest int) returns void
language plpgsql volatile set search_path = '' as $$
declare
  depth int;
begin
  with recursive tree as (
    select u.id, array[u.name] as path, array[u.id] as lineage
    from contest.units as u
    where u.contest_id = of_contest and u.parent_id is null
    union all
    select u.id, tree.path || u.name, tree.lineage || u.id
    from contest.units as u
    join tree on u.parent_id = tree.id
  )
  update contest.units as u
  set path = tree.path,
      lineage = tree.lineage,
      search_text = contest.words(u.name || ' ' || array_to_string(tree.path, ' ')),
      headcount = u.own_headcount
  from tree
  where u.id = tree.id;

  -- Sums climb one level at a time, deepest parents first.
  for depth in
    select distinct cardinality(u.lineage) as level
    from contest.units as u
    where u.contest_id = of_contest and u.parent_id is not null
    order by level desc
  loop
    update contest.units as u
    set headcount = children.headcount
    from (
      select c.parent_id, case when bool_and(c.headcount is not null) then sum(c.headcount)::int end as headcount
      from contest.units as c
      where c.contest_id = of_contest and cardinality(c.lineage) = depth
      group by c.parent_id
    ) as children
    where u.id = children.parent_id and u.own_headcount is null;
  end loop;
end $$;
comment on function contest.derive_unit_tree is 'Recomputes path, lineage, search text and headcount of every unit of a contest.';

create function contest.unit_json(of_unit contest.units) returns json
language sql immutable set search_path = '' as $$
  select json_build_object('code', of_unit.code, 'name', of_unit.name, 'path', of_unit.path)
$$;
comment on function contest.unit_json is 'A unit in a result: {code, name, path}.';

create function contest.find_unit(of_contest int, unit_code text) returns contest.units
language plpgsql stable set search_path = '' as $$
declare
  found_unit contest.units;
begin
  select * into found_unit from contest.units as u where u.contest_id = of_contest and u.code = unit_code;
  if not found then
    perform contest.refuse('unit_unknown', 422);
  end if;
  return found_unit;
end $$;
comment on function contest.find_unit is 'The unit of a code within a contest, or unit_unknown.';

create function contest.list_units(contest_slug text, parent_code text) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  of_contest int := (contest.find_contest(contest_slug)).id;
  parent_unit int;
begin
  if parent_code is not null then
    parent_unit := (contest.find_unit(of_contest, parent_code)).id;
  end if;
  return (
    select coalesce(json_agg(json_build_object(
      'code', u.code,
      'name', u.name,
      'kind', u.kind,
      'has_children', exists (select from contest.units as c where c.parent_id = u.id)
    ) order by u.ordinal), '[]')
    from contest.units as u
    where u.contest_id = of_contest and u.parent_id is not distinct from parent_unit
  );
end $$;
comment on function contest.list_units is 'Entry of api.units.';

create function contest.search_units(contest_slug text, query text, size int) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  of_contest constant int := (contest.find_contest(contest_slug)).id;
  folded constant text := contest.words(coalesce(query, ''));
  terms constant text[] := string_to_array(btrim(folded), ' ');
begin
  if btrim(folded) = '' then
    return '[]';
  end if;
  return (
    select coalesce(json_agg(json_build_object('code', m.code, 'name', m.name, 'kind', m.kind, 'path', m.path)), '[]')
    from (
      select u.code, u.name, u.kind, u.path
      from contest.units as u
      where u.contest_id = of_contest
        -- Every term begins a word. The last one may still be being typed, so none needs to be a whole word.
        and (select bool_and(strpos(u.search_text, ' ' || term) > 0) from unnest(terms) as term)
      order by
        starts_with(u.search_text, rtrim(folded)) desc,
        (select count(*) from unnest(terms) as term where strpos(u.search_text, ' ' || term || ' ') > 0) desc,
        strpos(u.search_text, rtrim(folded)) > 0 desc,
        cardinality(u.lineage),
        u.ordinal
      limit least(greatest(coalesce(size, 20), 1), 100)
    ) as m
  );
end $$;
comment on function contest.search_units is 'Entry of api.find_units: every term must begin a word of the name or its path, without regard to case, accents or đ.';

create function api.units(contest text, parent text default null) returns json
language plpgsql stable set search_path = '' set statement_timeout = '5s' as $$
begin
  perform contest.reply_publicly();
  return contest.list_units(contest, parent);
end $$;
comment on function api.units is 'Units directly below `parent`, or the roots: [{code, name, kind, has_children}].';

create function api.find_units(contest text, query text, size int default 20) returns json
language plpgsql stable set search_path = '' set statement_timeout = '5s' as $$
begin
  perform contest.reply_publicly();
  return contest.search_units(contest, query, size);
end $$;
comment on function api.find_units is 'Units that match a query, best first: [{code, name, kind, path}].';

grant execute on function
  contest.list_units, api.units,
  contest.search_units, api.find_units
to anon, authenticated;
