-- One's own record.

create function contest.me(ticket text) returns json
language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  server_now constant timestamptz := contest.reply_privately();
  holder constant contest.participants := contest.find_participant(ticket);
begin
  return (
    select json_build_object(
      'contest', (select c.slug from contest.contests as c where c.id = holder.contest_id),
      'participant', contest.participant_json(holder, u),
      'attempts', (
        select coalesce(json_agg(json_build_object(
          'id', a.id,
          'round', r.slug,
          'ordinal', a.ordinal,
          -- Whoever is disqualified keeps the record of what they did; none of it counts.
          'state', case when holder.status = 'disqualified' then 'void' else contest.state_now(a, server_now)::text end,
          'started_at', contest.utc(a.started_at),
          'expires_at', contest.utc(a.expires_at),
          'submitted_at', case when a.state = 'submitted' then contest.utc(a.finished_at) end,
          'score', case when contest.scores_visible(r, server_now) then a.score end,
          'correct', case when contest.scores_visible(r, server_now) then a.correct end,
          'total', cardinality(a.question_ids),
          'duration_ms', a.duration_ms,
          'receipt', a.receipt,
          'prediction', a.prediction
        ) order by a.started_at, a.id), '[]')
        from contest.attempts as a
        join contest.rounds as r on r.id = a.round_id
        where a.participant_id = holder.id),
      'open_attempt', (
        select contest.attempt_json(a, r.slug, server_now)
        from contest.attempts as a
        join contest.rounds as r on r.id = a.round_id
        where a.participant_id = holder.id and contest.state_now(a, server_now) = 'open' and holder.status = 'active'
        order by a.started_at desc
        limit 1),
      'certificates', contest.certificates_of(holder.id),
      'server_now', contest.utc(server_now))
    from contest.units as u
    where u.id = holder.unit_id
  );
end $$;
comment on function contest.me is 'Entry of api.me.';

create function api.me(ticket text) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '5s' as $$
begin
  return contest.me(ticket);
end $$;
comment on function api.me is 'A participant''s own record: {contest, participant, attempts, open_attempt, certificates, server_now}.';

grant execute on function contest.me, api.me to anon, authenticated;
