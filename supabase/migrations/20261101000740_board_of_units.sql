-- The board of the units directly below one.

create function contest.unit_leaderboard(contest_slug text, round_slug text, parent_code text, metric text, after int, size int) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  server_now constant timestamptz := contest.clock();
  of_contest constant contest.contests := contest.find_contest(contest_slug);
  board constant contest.boards := contest.find_board(of_contest.id, round_slug);
  is_visible constant boolean := contest.board_visible(board, server_now);
  parent_unit int := 0;
begin
  if metric not in ('participation_rate', 'participants', 'mean_score', 'full_marks') then
    perform contest.refuse('invalid_metric', 422);
  end if;
  if parent_code is not null then
    parent_unit := (contest.find_board_unit(board, parent_code)).unit_id;
  end if;
  return (
    with measured as (
      select
        u.code, u.name, u.ordinal, u.headcount,
        coalesce(t.participants, 0) as participants,
        coalesce(t.attempts, 0) as attempts,
        -- least() passes over nulls, so an unknown headcount is asked for first. More people than the headcount knows of
        -- are still no more than all of them.
        case when u.headcount is not null then least(round(
          (coalesce(t.participants, 0) - case when u.includes_public then 0 else coalesce(t.public_participants, 0) end)::numeric
            / u.headcount, 6), 1) end as participation_rate,
        case when is_visible then round(t.score_sum::numeric / nullif(t.participants, 0), 2) end as mean_score,
        case when is_visible then coalesce(t.full_marks, 0) end as full_marks,
        coalesce(t.participants, 0) < board.min_participants as below_minimum
      from contest.board_units as u
      left join contest.unit_tallies as t on t.board_id = u.board_id and t.unit_id = u.unit_id
      where u.board_id = board.id and coalesce(u.parent_id, 0) = parent_unit
    ), sorted as (
      select m.*,
        case metric
          when 'participation_rate' then m.participation_rate
          when 'participants' then m.participants
          when 'full_marks' then m.full_marks
          -- A mean over too few participants is not ranked.
          when 'mean_score' then case when not m.below_minimum then m.mean_score end
        end as value
      from measured as m
    ), placed as (
      select s.*, row_number() over (order by s.value desc nulls last, s.participants desc, s.ordinal) as place
      from sorted as s
    )
    select json_build_object(
      'rows', coalesce((
        select json_agg(json_build_object(
          'rank', case when page.value is not null then page.place end,
          'code', page.code,
          'name', page.name,
          'participants', page.participants,
          'headcount', page.headcount,
          'participation_rate', page.participation_rate,
          'attempts', page.attempts,
          'mean_score', page.mean_score,
          'full_marks', page.full_marks,
          'below_minimum', page.below_minimum
        ) order by page.place)
        from (
          select * from placed
          where placed.place > coalesce(after, 0)
          order by placed.place
          limit contest.page_size(size)
        ) as page), '[]'),
      'total', (select count(*) from placed),
      'as_of', contest.utc(board.as_of),
      'frozen', contest.is_board_frozen(board, server_now),
      'final', contest.is_final(board))
  );
end $$;
comment on function contest.unit_leaderboard is 'Entry of api.unit_leaderboard. Units without a value to rank by come last, rank null.';

create function api.unit_leaderboard(
  contest text, round text default null, parent text default null, metric text default 'participation_rate',
  after int default 0, size int default 50
) returns json
language plpgsql stable set search_path = '' set statement_timeout = '5s' as $$
begin
  perform contest.reply_publicly();
  return contest.unit_leaderboard(contest, round, parent, metric, after, size);
end $$;
comment on function api.unit_leaderboard is 'A page of the board of the units directly below `parent`; `after` is how many rows were already shown.';

grant execute on function contest.unit_leaderboard, api.unit_leaderboard to anon, authenticated;
