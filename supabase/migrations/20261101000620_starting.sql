-- Starting an attempt, or coming back to the open one.

create function contest.attempt_json(of_attempt contest.attempts, round_slug text, server_now timestamptz) returns json
language plpgsql stable set search_path = '' as $$
begin
  return json_build_object(
    'id', of_attempt.id,
    'round', round_slug,
    'ordinal', of_attempt.ordinal,
    'started_at', contest.utc(of_attempt.started_at),
    'expires_at', contest.utc(of_attempt.expires_at),
    'server_now', contest.utc(server_now),
    'paper', contest.paper_json(of_attempt.question_ids, of_attempt.option_orders),
    'saved', json_build_object(
      'revision', of_attempt.revision,
      'answers', of_attempt.answers,
      'prediction', of_attempt.prediction));
end $$;
comment on function contest.attempt_json is 'An open attempt: what start_attempt returns and me.open_attempt holds.';

create function contest.start_attempt(ticket text, round_slug text) returns json
language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  server_now constant timestamptz := contest.reply_privately();
  holder constant contest.participants := contest.find_participant(ticket);
  of_round constant contest.rounds := contest.find_round(holder.contest_id, round_slug);
  extra interval := '0';
  earlier record;
  newest contest.attempts;
  seen int[];
  paper contest.paper;
  reply json;
begin
  if holder.status = 'disqualified' then
    perform contest.refuse('disqualified', 409);
  end if;
  if of_round.extra_ms > 0 then
    extra := contest.ms(contest.extra_ms(of_round, holder));
  end if;
  loop
    newest := null;
    seen := null;
    for earlier in
      select a as attempt from contest.attempts as a where a.participant_id = holder.id order by a.round_id, a.ordinal
    loop
      seen := seen || (earlier.attempt).question_ids;
      if (earlier.attempt).round_id = of_round.id then
        newest := earlier.attempt;
      end if;
    end loop;
    if newest.id is not null and newest.state = 'open' and not contest.is_closed(newest.expires_at, server_now) then
      return contest.attempt_json(newest, of_round.slug, server_now);
    end if;

    if server_now < of_round.opens_at or server_now >= of_round.closes_at + extra or of_round.published_at is not null then
      perform contest.refuse('round_not_open', 409);
    end if;
    if coalesce(newest.ordinal, 0) >= of_round.max_attempts then
      perform contest.refuse('attempts_exhausted', 409);
    end if;

    paper := contest.draw_paper(of_round, seen);
    insert into contest.attempts as a (
      participant_id, round_id, ordinal, started_at, expires_at, question_ids, option_orders, weights, letters)
    values (
      holder.id, of_round.id, coalesce(newest.ordinal, 0) + 1, server_now,
      least(server_now + of_round.time_limit_ms * interval '1 millisecond', of_round.closes_at) + extra,
      paper.question_ids, paper.option_orders, paper.weights, paper.letters)
    -- Two starts at once: the second waits here for the first, then finds the first one's attempt.
    on conflict do nothing
    returning contest.attempt_json(a, of_round.slug, server_now) into reply;
    if found then
      return reply;
    end if;
  end loop;
end $$;
comment on function contest.start_attempt is 'Entry of api.start_attempt: the open attempt if there is one, else a new one.';

create function api.start_attempt(ticket text, round text) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '5s' as $$
begin
  return contest.start_attempt(ticket, round);
end $$;
comment on function api.start_attempt is 'Starts an attempt, or returns the open one: the paper and what is saved of it.';

grant execute on function contest.start_attempt, api.start_attempt to anon, authenticated;
