-- Ranks: who stands at a place, and at which place somebody stands, on a whole board or within a unit.
--
-- The order of a board: score, highest first; distance of the prediction, once it counts; time taken; who finished
-- first; a fixed tie-break. `slot` rises along with it within a score.

create type contest.board_place as (score int, slot int, people_before int);

create function contest.find_place(of_board int, of_unit int, after int) returns contest.board_place
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  place contest.board_place;
begin
  -- First the score, then the slot, in which the participant after the first `after` stands.
  select c.score, c.before into place.score, place.people_before
  from (
    select s.score, s.participants, sum(s.participants) over (order by s.score desc) - s.participants as before
    from contest.score_counts as s
    where s.board_id = of_board and s.unit_id = of_unit
  ) as c
  where c.before <= after and after < c.before + c.participants;

  select c.slot, c.before into place.slot, place.people_before
  from (
    select s.slot, s.participants,
      place.people_before + sum(s.participants) over (order by s.slot) - s.participants as before
    from contest.slot_counts as s
    where s.board_id = of_board and s.unit_id = of_unit and s.score = place.score
  ) as c
  where c.before <= after and after < c.before + c.participants;
  return place;
end $$;
comment on function contest.find_place is 'Score and slot in which the participant after the first `after` stands, and how many people stand before that slot. Null past the end.';

create function contest.page_of_board(of_board int, after int, size int) returns setof contest.standings
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  place contest.board_place := (null, null, 0);
begin
  if (select t.has_histogram from contest.unit_tallies as t where t.board_id = of_board and t.unit_id = contest.everyone()) then
    place := contest.find_place(of_board, contest.everyone(), after);
    if place.slot is null then
      return;
    end if;
  end if;
  return query
    select s.*
    from contest.standings as s
    where s.board_id = of_board and (-s.score, s.slot) >= (coalesce(-place.score, -2147483647), coalesce(place.slot, 0))
    order by -s.score, s.slot, s.distance, s.duration_ms, s.finished_at, s.tie_break
    offset after - place.people_before
    limit size;
end $$;
comment on function contest.page_of_board is 'The standings after the first `after` of a board.';

create function contest.page_of_unit(of_board int, of_unit contest.board_units, after int, size int) returns setof contest.standings
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  place contest.board_place := (null, null, 0);
  own_count int;
  everyone_count int;
  has_histogram boolean;
begin
  select t.participants, t.has_histogram, e.participants into own_count, has_histogram, everyone_count
  from contest.unit_tallies as t
  join contest.unit_tallies as e on e.board_id = t.board_id and e.unit_id = contest.everyone()
  where t.board_id = of_board and t.unit_id = of_unit.unit_id;
  if has_histogram and own_count::bigint * own_count > everyone_count::bigint * size then
    -- A large part of the board: walk the board from the right slot and pass over everybody else.
    place := contest.find_place(of_board, of_unit.unit_id, after);
    if place.slot is null then
      return;
    end if;
    return query
      select s.*
      from contest.standings as s
      where s.board_id = of_board and (-s.score, s.slot) >= (-place.score, place.slot)
        and (
          select u.first_place between of_unit.first_place and of_unit.last_place
          from contest.board_units as u
          where u.board_id = of_board and u.unit_id = s.unit_id)
      order by -s.score, s.slot, s.distance, s.duration_ms, s.finished_at, s.tie_break
      offset after - place.people_before
      limit size;
  else
    -- A small part: gather its people and sort them.
    return query
      select s.*
      from contest.board_units as u
      join contest.standings as s on s.unit_id = u.unit_id and s.board_id = of_board
      where u.board_id = of_board and u.first_place between of_unit.first_place and of_unit.last_place
      order by -s.score, s.slot, s.distance, s.duration_ms, s.finished_at, s.tie_break
      offset after
      limit size;
  end if;
end $$;
comment on function contest.page_of_unit is 'The standings after the first `after` of a unit and everything below it.';

create function contest.count_before_slot(of_standing contest.standings, of_unit int) returns int
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  return (
    select coalesce(sum(c.participants), 0)
    from contest.score_counts as c
    where c.board_id = of_standing.board_id and c.unit_id = of_unit and c.score > of_standing.score
  ) + (
    select coalesce(sum(c.participants), 0)
    from contest.slot_counts as c
    where c.board_id = of_standing.board_id and c.unit_id = of_unit
      and c.score = of_standing.score and c.slot < of_standing.slot
  );
end $$;
comment on function contest.count_before_slot is 'How many people of a unit stand before a standing''s slot.';

create function contest.rank_on_board(of_standing contest.standings) returns int
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  before int;
begin
  if (select t.has_histogram from contest.unit_tallies as t where t.board_id = of_standing.board_id and t.unit_id = contest.everyone()) then
    before := contest.count_before_slot(of_standing, contest.everyone()) + (
      select count(*)
      from contest.standings as s
      where s.board_id = of_standing.board_id
        and -s.score = -of_standing.score and s.slot = of_standing.slot
        and (s.distance, s.duration_ms, s.finished_at, s.tie_break)
          < (of_standing.distance, of_standing.duration_ms, of_standing.finished_at, of_standing.tie_break));
  else
    select count(*) into before
    from contest.standings as s
    where s.board_id = of_standing.board_id
      and (-s.score, s.slot, s.distance, s.duration_ms, s.finished_at, s.tie_break)
        < (-of_standing.score, of_standing.slot, of_standing.distance, of_standing.duration_ms, of_standing.finished_at, of_standing.tie_break);
  end if;
  return before + 1;
end $$;
comment on function contest.rank_on_board is 'The rank of a standing on its board, from 1.';

create function contest.rank_in_unit(of_standing contest.standings, of_unit contest.board_units) returns int
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  before int;
begin
  if (select t.has_histogram from contest.unit_tallies as t where t.board_id = of_standing.board_id and t.unit_id = of_unit.unit_id) then
    before := contest.count_before_slot(of_standing, of_unit.unit_id) + (
      select count(*)
      from contest.standings as s
      where s.board_id = of_standing.board_id
        and -s.score = -of_standing.score and s.slot = of_standing.slot
        and (s.distance, s.duration_ms, s.finished_at, s.tie_break)
          < (of_standing.distance, of_standing.duration_ms, of_standing.finished_at, of_standing.tie_break)
        and case
          -- Nothing below it: the index says so without a look at the tree.
          when of_unit.first_place = of_unit.last_place then s.unit_id = of_unit.unit_id
          else (
            select u.first_place between of_unit.first_place and of_unit.last_place
            from contest.board_units as u
            where u.board_id = s.board_id and u.unit_id = s.unit_id)
        end);
  else
    before := (
      -- From the index alone; the rows of a unit are scattered over the whole table.
      select count(*)
      from contest.board_units as u
      join contest.standings as s on s.unit_id = u.unit_id and s.board_id = u.board_id
      where u.board_id = of_standing.board_id and u.first_place between of_unit.first_place and of_unit.last_place
        and (s.score > of_standing.score or s.score = of_standing.score and s.slot < of_standing.slot)
    ) + (
      select count(*)
      from contest.board_units as u
      join contest.standings as s on s.unit_id = u.unit_id and s.board_id = u.board_id
      where u.board_id = of_standing.board_id and u.first_place between of_unit.first_place and of_unit.last_place
        and s.score = of_standing.score and s.slot = of_standing.slot
        and (s.distance, s.duration_ms, s.finished_at, s.tie_break)
          < (of_standing.distance, of_standing.duration_ms, of_standing.finished_at, of_standing.tie_break));
  end if;
  return before + 1;
end $$;
comment on function contest.rank_in_unit is 'The rank of a standing among its unit and everything below it, from 1.';
