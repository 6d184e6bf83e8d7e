-- Granting extra time, on the record: to one participant, to a unit and everything below it, or to everybody.

create function contest.most_extra_ms(of_round int) returns int
language plpgsql stable set search_path = '' as $$
begin
  return (
    with granted as (
      select * from contest.extra_times as e where e.round_id = of_round
    ), by_unit as (
      select u.id, sum(g.ms) as ms
      from granted as g
      join contest.units as top on top.id = g.unit_id
      join contest.units as u on u.contest_id = top.contest_id and u.first_place between top.first_place and top.last_place
      group by u.id
    ), by_participant as (
      select g.participant_id, sum(g.ms) as ms from granted as g where g.participant_id is not null group by g.participant_id
    )
    select coalesce((select sum(g.ms) from granted as g where g.unit_id is null and g.participant_id is null), 0)
      + greatest(
        coalesce((select max(b.ms) from by_unit as b), 0),
        (select coalesce(max(own.ms + coalesce(by_unit.ms, 0)), 0)
         from by_participant as own
         join contest.participants as p on p.id = own.participant_id
         left join by_unit on by_unit.id = p.unit_id))
  );
end $$;
comment on function contest.most_extra_ms is 'The most extra time anybody has in a round, in ms: what they were granted in all their ways.';

create function contest.settle_extra_ms(of_round int) returns int
language plpgsql volatile set search_path = '' as $$
declare
  settled int;
begin
  -- Never less than before: an attempt may be open that was given it.
  update contest.rounds as r
  set extra_ms = case
    -- Its keys may be shown already: it is not brought back.
    when contest.is_settled(r, contest.clock()) then r.extra_ms
    else greatest(r.extra_ms, contest.most_extra_ms(r.id)) end
  where r.id = of_round
  returning r.extra_ms into settled;
  return settled;
end $$;
comment on function contest.settle_extra_ms is 'Keeps a round from being over while somebody may still have extra time. Returns the most anybody has, in ms.';

create function contest.extend_attempts(of_round int, of_participant bigint, of_units int[], ms int, server_now timestamptz) returns int
language plpgsql volatile set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  extended int;
begin
  -- Tick closes what has been over for a while, under a lock of its own: whichever of the two comes second finds the
  -- attempt as the first has left it, and no attempt whose time is over comes back.
  update contest.attempts as a
  set expires_at = a.expires_at + contest.ms(extend_attempts.ms)
  from contest.participants as p
  where a.round_id = of_round and a.state = 'open' and not contest.is_closed(a, server_now)
    and p.id = a.participant_id
    and (of_participant is null or p.id = of_participant)
    and (of_units is null or p.unit_id = any (of_units));
  get diagnostics extended = row_count;
  return extended;
end $$;
comment on function contest.extend_attempts is 'Gives open attempts so much longer: one participant''s, those of some units, or where both are null, all. Returns how many.';

create function contest.organiser_extend(round_name text, scope text, id text, ms int, reason text) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  server_now timestamptz := contest.reply_privately();
  caller constant contest.organisers := contest.require_organiser(array['admin']);
  of_round contest.rounds := contest.find_round_named(round_name, server_now);
  new_reason constant text := contest.read_reason(reason);
  of_participant bigint;
  of_unit int;
  extended int;
begin
  -- One at a time, while nobody is starting, and none while the round is being published.
  perform pg_advisory_xact_lock(contest.extending_lock());
  perform from contest.contests as c where c.id = of_round.contest_id for no key update;
  -- Read again: while this call waited, the round may have ended and its keys been shown.
  server_now := contest.clock();
  select * into of_round from contest.rounds as r where r.id = of_round.id;
  if of_round.published_at is not null then
    perform contest.refuse('round_published', 409);
  elsif contest.is_settled(of_round, server_now) then
    -- Keys may be shown from here on.
    perform contest.refuse('round_settled', 409);
  elsif ms is null or ms not between 1 and 14400000 then
    perform contest.refuse('invalid_extra_time', 422);
  elsif scope is null or scope not in ('participant', 'unit', 'all') then
    perform contest.refuse('invalid_scope', 422);
  end if;
  if scope = 'participant' then
    select p.id into of_participant from contest.participants as p
    where p.contest_id = of_round.contest_id and p.id = case when organiser_extend.id ~ '^[0-9]{1,18}$' then organiser_extend.id::bigint end;
    if not found then
      perform contest.refuse('participant_not_found', 404);
    end if;
  elsif scope = 'unit' then
    of_unit := (contest.find_unit(of_round.contest_id, organiser_extend.id)).id;
  end if;

  insert into contest.extra_times (round_id, unit_id, participant_id, ms)
  values (of_round.id, of_unit, of_participant, organiser_extend.ms);
  of_round.extra_ms := contest.settle_extra_ms(of_round.id);
  extended := contest.extend_attempts(of_round.id, of_participant,
    case when of_unit is not null then contest.units_below(of_round.contest_id, array[of_unit]) end, ms, server_now);
  perform contest.record('extend', jsonb_build_object(
    'contest', (select c.slug from contest.contests as c where c.id = of_round.contest_id), 'round', of_round.slug,
    'scope', scope, 'id', case when scope <> 'all' then organiser_extend.id end, 'ms', ms, 'attempts', extended), new_reason);
  return json_build_object('attempts', extended, 'extra_ms', of_round.extra_ms);
end $$;
comment on function contest.organiser_extend is 'Entry of api.organiser_extend.';

create function api.organiser_extend(round text, scope text, id text default null, ms int default null, reason text default null) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_extend(round, scope, id, ms, reason);
end $$;
comment on function api.organiser_extend is 'Grants extra time in a round (by id, or by slug in the current contest) to scope participant (`id` of one), unit (`id` its code) or all: open attempts get it at once, later ones when they start. {attempts: how many were open, extra_ms: the most anybody has}. Recorded, with the reason. For admins.';

grant execute on function contest.organiser_extend, api.organiser_extend to authenticated;
