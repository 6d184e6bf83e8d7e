-- Boards: who stands where, person by person and unit by unit.
--
-- A board is one round's or the whole contest's. Submitting never touches a board: it appends to contest.finished, and
-- contest.tick() rolls that up. Readers read what is rolled up and are told as of when.
--
-- No rank is stored: with every result a million of them would move. A rank is counted when it is asked for, along a
-- histogram of two levels (score, then slots within a score), and only the last few rows one by one.
--
-- A published round's board is final: nothing changes it any more, names apart, which stand in no board. So is the whole
-- contest's, from the publication of its last ranked round; until then it sums its rounds, the published ones as they were
-- published, and places everybody in the unit they belong to today. Whoever is disqualified later keeps their place on a
-- final board: their own record and their certificate say what became of it.
--
-- Everything here is derived from attempts and participants; contest.recount() proves it equal to them. So these tables
-- carry no foreign keys, which would cost more than the roll-up itself.

create table contest.boards (
  id int generated always as identity primary key,
  contest_id int not null references contest.contests on delete cascade,
  round_id int references contest.rounds on delete cascade,
  as_of timestamptz not null default contest.clock(),
  min_participants int,
  is_behind boolean not null default false,
  unique nulls not distinct (contest_id, round_id)
);
comment on table contest.boards is 'One board per round, and one per contest (round_id null) that sums its rounds.';
comment on column contest.boards.as_of is 'When the board was last brought up to date.';
comment on column contest.boards.min_participants is 'The contest''s, when the board last moved.';
comment on column contest.boards.is_behind is 'The units have changed since the board last moved.';
create index boards_by_round on contest.boards (round_id);
alter table contest.boards enable row level security;

create table contest.standings (
  board_id int not null,
  participant_id bigint not null,
  unit_id int not null,
  is_public boolean not null,
  score int not null,
  slot int not null,
  distance int not null default 0,
  duration_ms int not null,
  finished_at timestamptz not null,
  tie_break uuid not null,
  attempts int not null,
  full_marks int not null,
  primary key (participant_id, board_id)
) with (fillfactor = 80);
comment on table contest.standings is 'One row per participant and board: the best attempt of a round, or the sum of best attempts of a contest.';
comment on column contest.standings.is_public is 'Audience public: counts in a participation rate only where the headcount includes it.';
comment on column contest.standings.slot is 'Second level of the histogram: rises with everything that follows it in the order. The time taken, in steps of contest.slot_ms(); of a published round, ranks.';
comment on column contest.standings.distance is 'How far the prediction was off the true figure: 0 for everybody until the round is published.';
comment on column contest.standings.finished_at is 'Of a round: when the best attempt finished; of a contest: the earliest finish among the best attempts.';
comment on column contest.standings.tie_break is 'Makes the order total: the id of the best attempt, of a contest that of the earliest one.';
comment on column contest.standings.full_marks is 'Rounds with a perfect best attempt: 0 or 1 for a round.';
-- With what counting within a slot needs, score included: of an expression alone the planner does not read an index only.
create index standings_in_order on contest.standings
  (board_id, (-score), slot, distance, duration_ms, finished_at, tie_break) include (score, unit_id);
-- A unit's people are few enough to be sorted when they are asked for; this much of the order is enough to count them by,
-- and short, since every result of a tick goes to another page of it.
create index standings_of_unit on contest.standings (unit_id, board_id, score, slot);
alter table contest.standings enable row level security;

create function contest.everyone() returns int
language plpgsql immutable set search_path = '' as $$
begin
  return 0;
end $$;
comment on function contest.everyone is 'Stands for all units together where a unit''s id is asked for.';

create table contest.unit_tallies (
  board_id int not null,
  unit_id int not null,
  participants int not null,
  public_participants int not null,
  attempts int not null,
  score_sum bigint not null,
  full_marks int not null,
  has_histogram boolean not null default false,
  primary key (board_id, unit_id)
) with (fillfactor = 70);
comment on table contest.unit_tallies is 'Sums over the standings of a unit and everything below it; unit_id 0 is everyone.';
comment on column contest.unit_tallies.has_histogram is 'Whether score_counts and slot_counts are kept for it. Small units are counted row by row.';
alter table contest.unit_tallies enable row level security;

create table contest.score_counts (
  board_id int not null,
  unit_id int not null,
  score int not null,
  participants int not null,
  primary key (board_id, unit_id, score)
) with (fillfactor = 70);
comment on table contest.score_counts is 'First level of the histogram: participants of a unit by score.';
alter table contest.score_counts enable row level security;

create table contest.slot_counts (
  board_id int not null,
  unit_id int not null,
  score int not null,
  slot int not null,
  participants int not null,
  primary key (board_id, unit_id, score, slot)
) with (fillfactor = 70);
comment on table contest.slot_counts is 'Second level of the histogram: participants of a unit by score and slot.';
alter table contest.slot_counts enable row level security;

create function contest.find_board(of_contest int, round_slug text) returns contest.boards
language plpgsql stable set search_path = '' as $$
declare
  found_board contest.boards;
  of_round int;
begin
  if round_slug is null then
    select * into strict found_board from contest.boards as b where b.contest_id = of_contest and b.round_id is null;
  else
    of_round := (contest.find_round(of_contest, round_slug)).id;
    select * into strict found_board from contest.boards as b where b.contest_id = of_contest and b.round_id = of_round;
  end if;
  return found_board;
end $$;
comment on function contest.find_board is 'The board of a round, or of the whole contest where no round is named.';

-- When a board moves -------------------------------------------------------------------------------------------------

create function contest.is_contest_frozen(of_contest int, server_now timestamptz) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return exists (
    select from contest.rounds as r where r.contest_id = of_contest and r.freeze_ms > 0 and contest.is_frozen(r, server_now));
end $$;
comment on function contest.is_contest_frozen is 'Whether a contest''s boards stand still now. All of them do while one round is frozen, since each round counts in the whole.';

create function contest.is_final(of_board contest.boards) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return coalesce((
    select bool_and(r.published_at is not null)
    from contest.rounds as r
    where r.contest_id = of_board.contest_id
      and (case when of_board.round_id is null then r.ranked else r.id = of_board.round_id end)), false);
end $$;
comment on function contest.is_final is 'Whether a board''s round is published; of a whole contest, whether it has ranked rounds and all of them are.';

create function contest.is_board_frozen(of_board contest.boards, server_now timestamptz) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return contest.is_contest_frozen(of_board.contest_id, server_now) and not contest.is_final(of_board);
end $$;
comment on function contest.is_board_frozen is 'Whether a board stands still now and will move again. A final one waits for nothing.';

create function contest.stands_still(of_board contest.boards, server_now timestamptz) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return contest.is_contest_frozen(of_board.contest_id, server_now) or contest.is_final(of_board);
end $$;
comment on function contest.stands_still is 'Whether nothing of a board may change now.';
