-- How it goes right now, for those who must act on it: straight from the attempts, whatever the boards may show.

create function contest.shown_units(who contest.organisers, of_contest int, parent_code text) returns int[]
language plpgsql stable set search_path = '' as $$
declare
  parent_unit int;
begin
  if parent_code is not null then
    parent_unit := (contest.find_unit(of_contest, parent_code)).id;
    perform contest.require_unit_scope(who, parent_unit);
  elsif who.role = 'unit' then
    return array(select u.id from contest.units as u where u.contest_id = of_contest and u.code = any (who.units));
  end if;
  return array(
    select u.id from contest.units as u where u.contest_id = of_contest and coalesce(u.parent_id, 0) = coalesce(parent_unit, 0));
end $$;
comment on function contest.shown_units is 'Ids of the units directly below one; where none is named, the roots, and for a unit organiser their own.';

create function contest.units_below(of_contest int, above int[]) returns int[]
language plpgsql stable set search_path = '' as $$
begin
  return array(
    select distinct u.id
    from contest.units as top
    join contest.units as u on u.contest_id = of_contest and u.first_place between top.first_place and top.last_place
    where top.id = any (above));
end $$;
comment on function contest.units_below is 'Ids of some units and of everything below them.';

create function contest.counted_rounds(of_contest int, round_slug text) returns int[]
language plpgsql stable set search_path = '' as $$
begin
  if round_slug is not null then
    return array[(contest.find_round(of_contest, round_slug)).id];
  end if;
  return array(select r.id from contest.rounds as r where r.contest_id = of_contest and r.ranked);
end $$;
comment on function contest.counted_rounds is 'Ids of the one round named; else of every round that counts in the contest. One for trying out does not.';

create function contest.live_figures(of_contest int, of_units int[], within int[], of_rounds int[], server_now timestamptz) returns json
language plpgsql stable set search_path = '' set work_mem = '64MB' set plan_cache_mode = 'force_custom_plan' as $$
declare
  -- As an array, so that the plan is made for as many units as there are.
  scope constant int[] := contest.units_below(of_contest, within);
begin
  return (
    with live as materialized (
      -- Nothing of whoever is disqualified counts. Functions are called for no row here: there may be a million.
      select
        p.unit_id, a.participant_id, date_trunc('hour', a.started_at at time zone 'UTC') as hour,
        case
          when a.state = 'open' and a.expires_at + a.grace_ms * interval '1 millisecond' < server_now then 'expired'
          else a.state
        end as state
      from contest.attempts as a
      join contest.participants as p on p.id = a.participant_id
      where p.unit_id = any (scope) and p.status = 'active' and a.round_id = any (of_rounds)
    ), people as (
      select f.unit_id, count(*) as participants
      from (select distinct live.unit_id, live.participant_id from live where live.state <> 'open') as f
      group by f.unit_id
    ), states as (
      select
        live.unit_id,
        count(*) filter (where live.state = 'open') as open,
        count(*) filter (where live.state = 'submitted') as submitted,
        count(*) filter (where live.state = 'expired') as expired
      from live
      group by live.unit_id
    ), sums as (
      select
        shown.id, coalesce(sum(people.participants), 0) as participants,
        coalesce(sum(states.open), 0) as open, coalesce(sum(states.submitted), 0) as submitted, coalesce(sum(states.expired), 0) as expired
      from contest.units as shown
      join contest.units as u on u.contest_id = of_contest and u.first_place between shown.first_place and shown.last_place
      left join people on people.unit_id = u.id
      left join states on states.unit_id = u.id
      where shown.id = any (of_units)
      group by shown.id
    )
    select json_build_object(
      'units', (
        select coalesce(json_agg(json_build_object(
          'code', u.code,
          'name', u.name,
          'participants', sums.participants,
          'headcount', u.headcount,
          -- More people than the headcount knows of leave nobody out; an unknown headcount leaves it unknown.
          'not_yet', case when u.headcount is not null then greatest(u.headcount - sums.participants, 0) end,
          'open', sums.open,
          'submitted', sums.submitted,
          'expired', sums.expired
        ) order by u.ordinal, u.id), '[]')
        from sums
        join contest.units as u on u.id = sums.id),
      'curve', (
        select coalesce(json_agg(json_build_object('at', contest.utc(c.hour at time zone 'UTC'), 'attempts', c.attempts) order by c.hour), '[]')
        from (select live.hour, count(*) as attempts from live group by live.hour) as c))
  );
end $$;
comment on function contest.live_figures is 'Figures of some units, each with everything below it, and when attempts were started `within` some, by hour: {units, curve}.';

create function contest.organiser_progress(contest_slug text, round_slug text, parent_code text) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  server_now constant timestamptz := contest.reply_privately();
  caller constant contest.organisers := contest.require_organiser();
  of_contest constant int := (contest.find_contest(contest_slug)).id;
  of_rounds constant int[] := contest.counted_rounds(of_contest, round_slug);
  shown constant int[] := contest.shown_units(caller, of_contest, parent_code);
  within constant int[] := case when parent_code is not null then array[(contest.find_unit(of_contest, parent_code)).id] else shown end;
  figures constant jsonb := contest.live_figures(of_contest, shown, within, of_rounds, server_now);
begin
  return figures || jsonb_build_object('refusals', (
    -- Refusals are not counted by unit: they are for those who look after the whole contest.
    select coalesce(jsonb_object_agg(c.token, c.count), '{}')
    from contest.refusal_counts as c
    where c.contest_id = of_contest and caller.role <> 'unit'));
end $$;
comment on function contest.organiser_progress is 'Entry of api.organiser_progress.';

create function api.organiser_progress(contest text, round text default null, parent text default null) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_progress(contest, round, parent);
end $$;
comment on function api.organiser_progress is 'Live figures of the units directly below `parent` (a unit organiser''s own, where none is named): {units:[{code, name, participants, headcount, not_yet, open, submitted, expired}], curve:[{at, attempts}], refusals:{token: count}}. For every organiser, within their units.';

grant execute on function contest.organiser_progress, api.organiser_progress to authenticated;
