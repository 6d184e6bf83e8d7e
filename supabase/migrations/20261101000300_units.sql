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
  first_place int not null default 0,
  last_place int not null default 0,
  name_text text not null default '',
  search_text text not null default '',
  unique (contest_id, code)
);
comment on table contest.units is 'Units a participant can belong to, as a tree.';
comment on column contest.units.own_headcount is 'Headcount given for this unit itself; overrides the sum of its children''s.';
comment on column contest.units.includes_public is 'Whether the headcount counts the general public, so that audience public counts in the participation rate.';
comment on column contest.units.headcount is 'own_headcount, else the sum of the children''s; null where one of them is unknown, since a rate against a part would pass 1.';
comment on column contest.units.path is 'Names from the root down to this unit.';
comment on column contest.units.lineage is 'Ids from the root down to this unit: what a participant of this unit counts for.';
comment on column contest.units.first_place is 'Place of the unit when the tree is read from the top, parents before children: the units at or below it stand at first_place to last_place.';
comment on column contest.units.name_text is 'Words of the name, folded, each between blanks.';
comment on column contest.units.search_text is 'Words of the name, then of the names above it from the nearest one up, as an address is written; folded, each between blanks.';
-- No parent is 0 here: `is not distinct from` finds no index.
create index units_by_parent on contest.units (contest_id, coalesce(parent_id, 0), ordinal);
create index units_by_parent_id on contest.units (parent_id);
create index units_by_place on contest.units (contest_id, first_place);
alter table contest.units enable row level security;

create function contest.derive_unit_tree(of_contest int) returns void
language plpgsql volatile set search_path = '' as $$
declare
  depth int;
begin
  with recursive tree as (
    select u.id, array[u.name] as path, u.name as address, array[u.id] as lineage, array[u.ordinal, u.id] as reading_order
    from contest.units as u
    where u.contest_id = of_contest and u.parent_id is null
    union all
    select u.id, tree.path || u.name, u.name || ' ' || tree.address, tree.lineage || u.id, tree.reading_order || u.ordinal || u.id
    from contest.units as u
    join tree on u.parent_id = tree.id
  ), placed as (
    select tree.*, row_number() over (order by tree.reading_order) as place from tree
  ), spans as (
    select ancestor, max(placed.place) as last_place
    from placed
    cross join unnest(placed.lineage) as ancestor
    group by ancestor
  )
  update contest.units as u
  set path = placed.path,
      lineage = placed.lineage,
      first_place = placed.place,
      last_place = spans.last_place,
      name_text = contest.words(u.name),
      search_text = contest.words(placed.address),
      headcount = u.own_headcount
  from placed
  join spans on spans.ancestor = placed.id
  where u.id = placed.id;

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
      -- What is below a figure of its own may well add up to more than an int holds.
      join contest.units as p on p.id = c.parent_id and p.own_headcount is null
      where c.contest_id = of_contest and cardinality(c.lineage) = depth
      group by c.parent_id
    ) as children
    where u.id = children.parent_id;
  end loop;
end $$;
comment on function contest.derive_unit_tree is 'Recomputes path, lineage, places, search texts and headcount of every unit of a contest.';

create function contest.unit_json(of_unit contest.units) returns json
language plpgsql immutable set search_path = '' as $$
begin
  return json_build_object('code', of_unit.code, 'name', of_unit.name, 'path', of_unit.path);
end $$;
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
