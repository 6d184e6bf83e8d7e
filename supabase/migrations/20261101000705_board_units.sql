-- The tree of units a board stands on.
--
-- Each board keeps its own: while a board moves, it is the tree of today; a board that stands still, for a while or for
-- good, keeps the one it had, whatever becomes of the units.

create table contest.board_units (
  board_id int not null references contest.boards on delete cascade,
  unit_id int not null,
  parent_id int,
  ordinal int not null,
  code text not null,
  name text not null,
  headcount int,
  includes_public boolean not null,
  path text[] not null,
  lineage int[] not null,
  first_place int not null,
  last_place int not null,
  primary key (board_id, unit_id)
);
comment on table contest.board_units is 'The units as a board counts and shows them: contest.units when it last moved. Of a published round they are what was published.';
create index board_units_by_parent on contest.board_units (board_id, coalesce(parent_id, 0));
create index board_units_by_place on contest.board_units (board_id, first_place);
create index board_units_by_code on contest.board_units (board_id, code);
alter table contest.board_units enable row level security;

create function contest.plant_units(of_boards int[]) returns void
language plpgsql volatile set search_path = '' as $$
begin
  delete from contest.board_units as u where u.board_id = any (of_boards);
  insert into contest.board_units
    (board_id, unit_id, parent_id, ordinal, code, name, headcount, includes_public, path, lineage, first_place, last_place)
  select
    b.id, u.id, u.parent_id, u.ordinal, u.code, u.name, u.headcount, u.includes_public, u.path, u.lineage, u.first_place, u.last_place
  from contest.boards as b
  join contest.units as u on u.contest_id = b.contest_id
  where b.id = any (of_boards);
  update contest.boards as b
  set is_behind = false,
      min_participants = c.min_participants
  from contest.contests as c
  where c.id = b.contest_id and b.id = any (of_boards);
end $$;
comment on function contest.plant_units is 'Gives some boards the units of today. Their tallies must be counted anew: contest.retally.';

create function contest.plant_new_board() returns trigger
language plpgsql volatile set search_path = '' as $$
begin
  perform contest.plant_units(array[new.id]);
  return null;
end $$;
comment on function contest.plant_new_board is 'A board has its units from the start.';
create trigger plant_new_board after insert on contest.boards for each row execute function contest.plant_new_board();

create function contest.find_board_unit(of_board contest.boards, unit_code text) returns contest.board_units
language plpgsql stable set search_path = '' as $$
declare
  found_unit contest.board_units;
begin
  select * into found_unit from contest.board_units as u where u.board_id = of_board.id and u.code = unit_code;
  if not found then
    -- One that came later has no people on this board, and no places in its tree.
    found_unit.unit_id := (contest.find_unit(of_board.contest_id, unit_code)).id;
  end if;
  return found_unit;
end $$;
comment on function contest.find_board_unit is 'The unit of a code on a board, or unit_unknown.';
