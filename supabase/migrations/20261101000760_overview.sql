-- What a contest is, and where it stands now.

create function contest.contest(contest_slug text) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  server_now constant timestamptz := contest.clock();
  of_contest constant contest.contests :=
    case when contest_slug is null then contest.current_contest(server_now) else contest.find_contest(contest_slug) end;
begin
  return (
    select json_build_object(
      'slug', of_contest.slug,
      'year', of_contest.year,
      'title', of_contest.title,
      'opens_at', contest.utc(of_contest.opens_at),
      'closes_at', contest.utc(of_contest.closes_at),
      'server_now', contest.utc(server_now),
      'consent', json_build_object('version', of_contest.consent_version),
      'rounds', coalesce(json_agg(json_build_object(
        'slug', r.slug,
        'ordinal', r.ordinal,
        'title', r.title,
        'opens_at', contest.utc(r.opens_at),
        'closes_at', contest.utc(r.closes_at),
        'state', contest.round_state(r, server_now),
        'question_count', r.question_count,
        'max_score', r.max_score,
        'time_limit_ms', r.time_limit_ms,
        'max_attempts', r.max_attempts,
        'prediction', r.prediction,
        'score_shown', r.score_shown,
        'review', r.review,
        'ranked', r.ranked
      ) order by r.ordinal), '[]'),
      'totals', (
        select json_build_object('participants', coalesce(sum(t.participants), 0), 'attempts', coalesce(sum(t.attempts), 0))
        from contest.boards as b
        join contest.unit_tallies as t on t.board_id = b.id and t.unit_id = contest.everyone()
        where b.contest_id = of_contest.id and b.round_id is null))
    from contest.rounds as r
    where r.contest_id = of_contest.id
  );
end $$;
comment on function contest.contest is 'Entry of api.contest: what a contest is, and where it stands now.';

create function api.contest(slug text default null) returns json
language plpgsql stable set search_path = '' set statement_timeout = '5s' as $$
begin
  -- It carries the server's clock, so no cache may keep it.
  perform contest.reply_publicly('no-cache');
  return contest.contest(slug);
end $$;
comment on function api.contest is 'A contest and its rounds; without a slug, the current one.';

grant execute on function contest.contest, api.contest to anon, authenticated;
