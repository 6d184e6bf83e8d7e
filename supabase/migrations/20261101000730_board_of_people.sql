-- The board by person.

create function contest.board_visible(of_board contest.boards, server_now timestamptz) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return (
    select coalesce(bool_and(contest.scores_visible(r, server_now)), true)
    from contest.rounds as r
    where r.contest_id = of_board.contest_id
      and r.opens_at <= server_now
      and (case when of_board.round_id is null then r.ranked else r.id = of_board.round_id end)
  );
end $$;
comment on function contest.board_visible is 'Whether a board may tell scores: it may not while a round in it withholds them.';

create function contest.page_size(asked int) returns int
language plpgsql immutable set search_path = '' as $$
begin
  return least(greatest(coalesce(asked, 50), 1), 100);
end $$;
comment on function contest.page_size is 'How many rows a page holds: as asked, from 1 to 100; 50 unless asked.';

create function contest.leaderboard(contest_slug text, round_slug text, unit_code text, after int, size int) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  server_now constant timestamptz := contest.clock();
  of_contest constant contest.contests := contest.find_contest(contest_slug);
  board constant contest.boards := contest.find_board(of_contest.id, round_slug);
  is_visible constant boolean := contest.board_visible(board, server_now);
  shown_before constant int := greatest(coalesce(after, 0), 0);
  of_unit contest.board_units;
  page contest.standings[];
begin
  if unit_code is not null then
    of_unit := contest.find_board_unit(board, unit_code);
  end if;
  if not is_visible then
    page := '{}';
  elsif unit_code is null then
    page := array(select s from contest.page_of_board(board.id, shown_before, contest.page_size(size)) as s);
  else
    page := array(select s from contest.page_of_unit(board.id, of_unit, shown_before, contest.page_size(size)) as s);
  end if;
  return json_build_object(
    'rows', (
      select coalesce(json_agg(json_build_object(
        'rank', shown_before + s.place,
        'name', contest.public_name(p.full_name, p.birth_year, of_contest.year),
        'unit', json_build_object('code', u.code, 'name', u.name, 'path', u.path),
        'score', s.score,
        'duration_ms', s.duration_ms,
        'submitted_at', contest.utc(s.finished_at)
      ) order by s.place), '[]')
      from unnest(page) with ordinality as s (board_id, participant_id, unit_id, is_public, score, slot, distance, duration_ms, finished_at, tie_break, attempts, full_marks, place)
      join contest.participants as p on p.id = s.participant_id
      join contest.board_units as u on u.board_id = s.board_id and u.unit_id = s.unit_id),
    'total', case when is_visible then coalesce((
      select t.participants from contest.unit_tallies as t
      where t.board_id = board.id and t.unit_id = coalesce(of_unit.unit_id, contest.everyone())), 0) else 0 end,
    'as_of', contest.utc(board.as_of),
    'frozen', contest.is_board_frozen(board, server_now),
    'final', contest.is_final(board));
end $$;
comment on function contest.leaderboard is 'Entry of api.leaderboard. Ranks count within the unit where one is named.';

create function api.leaderboard(contest text, round text default null, unit text default null, after int default 0, size int default 50) returns json
language plpgsql stable set search_path = '' set statement_timeout = '5s' as $$
begin
  perform contest.reply_publicly();
  return contest.leaderboard(contest, round, unit, after, size);
end $$;
comment on function api.leaderboard is 'A page of the board by person; `after` is the last rank already shown.';

grant execute on function contest.leaderboard, api.leaderboard to anon, authenticated;
