-- One's own place.

create function contest.standing(ticket text, round_slug text) returns json
language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  server_now constant timestamptz := contest.reply_privately();
  holder constant contest.participants := contest.find_participant(ticket);
  board constant contest.boards := contest.find_board(holder.contest_id, round_slug);
  own contest.standings;
  own_unit contest.board_units;
begin
  if contest.board_visible(board, server_now) then
    select * into own from contest.standings as s where s.participant_id = holder.id and s.board_id = board.id;
  end if;
  -- The unit the standing counts in: of a final board, the one it had then.
  select * into own_unit
  from contest.board_units as u
  where u.board_id = board.id and u.unit_id = coalesce(own.unit_id, holder.unit_id);
  return json_build_object(
    'rank', case when own.board_id is not null then contest.rank_on_board(own) end,
    'of', coalesce((
      select t.participants from contest.unit_tallies as t
      where t.board_id = board.id and t.unit_id = contest.everyone()), 0),
    'unit_rank', case when own.board_id is not null then contest.rank_in_unit(own, own_unit) end,
    'unit_of', coalesce((
      select t.participants from contest.unit_tallies as t
      where t.board_id = board.id and t.unit_id = own_unit.unit_id), 0),
    'score', own.score,
    'duration_ms', own.duration_ms,
    'submitted_at', contest.utc(own.finished_at),
    'as_of', contest.utc(board.as_of),
    'frozen', contest.is_board_frozen(board, server_now),
    'final', contest.is_final(board));
end $$;
comment on function contest.standing is 'Entry of api.standing. Rank is null until the attempt is rolled up, and while scores are withheld.';

create function api.standing(ticket text, round text default null) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '5s' as $$
begin
  return contest.standing(ticket, round);
end $$;
comment on function api.standing is 'A participant''s own place, in all and in their unit.';

grant execute on function contest.standing, api.standing to anon, authenticated;
