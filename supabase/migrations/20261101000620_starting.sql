-- Starting an attempt, or coming back to the open one.

create function contest.attempt_json(of_attempt contest.attempts, round_slug text, server_now timestamptz) returns json
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  -- Questions are filled in from pieces that are JSON already: building every object anew would take most of a start's time.
  return (
    select json_build_object(
      'id', of_attempt.id,
      'round', round_slug,
      'ordinal', of_attempt.ordinal,
      'started_at', to_char(of_attempt.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'expires_at', to_char(of_attempt.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'server_now', to_char(server_now at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      -- Nothing in it says which option is right.
      'paper', format('[%s]', string_agg(
        -- A question takes as many options as it has; there is nothing at the places beyond.
        format(q.face,
          q.options_json[drawn.option_order % 10],
          q.options_json[drawn.option_order / 10 % 10],
          q.options_json[drawn.option_order / 100 % 10],
          q.options_json[drawn.option_order / 1000 % 10],
          q.options_json[drawn.option_order / 10000 % 10],
          q.options_json[drawn.option_order / 100000 % 10]),
        ',' order by drawn.place))::json,
      'saved', json_build_object(
        'revision', of_attempt.revision,
        'answers', of_attempt.answers,
        'prediction', of_attempt.prediction))
    from unnest(of_attempt.question_ids, of_attempt.option_orders) with ordinality as drawn (id, option_order, place)
    join contest.questions as q on q.id = drawn.id
  );
end $$;
comment on function contest.attempt_json is 'An open attempt as its participant sees it: what start_attempt returns and me.open_attempt holds.';

create function contest.start_attempt(ticket text, round_slug text) returns json
language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  server_now constant timestamptz := contest.reply_privately();
  own record;  -- who starts what: the few things needed of participant, round and earlier attempts, in one look
  newest contest.attempts;
  extra interval := '0';
  seen int[];
  paper contest.paper;
begin
  perform pg_advisory_xact_lock_shared(contest.extending_lock());
  loop
    select
      p.id as participant_id, p.status,
      r.id as round_id, r.slug, r.opens_at, r.closes_at, r.extra_ms, r.published_at,
      r.time_limit_ms, r.max_attempts, r.question_count, r.shuffle_options, s.grace_ms,
      earlier.attempts, earlier.newest_ordinal
    into own
    from contest.participants as p
    join contest.settings as s on s.only_row
    left join contest.rounds as r on r.contest_id = p.contest_id and r.slug = round_slug
    cross join lateral (
      select count(*) as attempts, coalesce(max(a.ordinal) filter (where a.round_id = r.id), 0) as newest_ordinal
      from contest.attempts as a
      where a.participant_id = p.id
    ) as earlier
    where p.ticket_hash = contest.hash_ticket(ticket);
    if not found then
      perform contest.refuse('ticket_unknown', 401);
    elsif own.round_id is null then
      perform contest.refuse('round_not_found', 404);
    elsif own.status = 'disqualified' then
      perform contest.refuse('disqualified', 409);
    end if;

    if own.newest_ordinal > 0 then
      select * into newest
      from contest.attempts as a
      where a.participant_id = own.participant_id and a.round_id = own.round_id and a.ordinal = own.newest_ordinal;
      if contest.state_now(newest, server_now) = 'open' then
        return contest.attempt_json(newest, own.slug, server_now);
      end if;
    end if;
    if own.extra_ms > 0 then
      extra := contest.ms(contest.extra_ms(own.round_id, own.participant_id));
    end if;
    if server_now < own.opens_at or server_now >= own.closes_at + extra or own.published_at is not null then
      perform contest.refuse('round_not_open', 409);
    elsif own.newest_ordinal >= own.max_attempts then
      perform contest.refuse('attempts_exhausted', 409);
    end if;

    if own.attempts > 0 then
      seen := array(
        select distinct question from contest.attempts as a, unnest(a.question_ids) as question
        where a.participant_id = own.participant_id);
    end if;
    paper := contest.draw_paper(own.round_id, own.question_count, own.shuffle_options, seen);
    insert into contest.attempts as a (
      participant_id, round_id, ordinal, started_at, expires_at, grace_ms, question_ids, option_orders, weights,
      right_choices, keys)
    values (
      own.participant_id, own.round_id, own.newest_ordinal + 1, server_now,
      least(server_now + own.time_limit_ms * interval '1 millisecond', own.closes_at) + extra, own.grace_ms,
      paper.question_ids, paper.option_orders, paper.weights, paper.right_choices, paper.keys)
    -- Two starts at once: the second waits here for the first, then finds the first one's attempt.
    on conflict do nothing
    returning * into newest;
    if found then
      return contest.attempt_json(newest, own.slug, server_now);
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
