-- Saving a round, and showing organisers what is saved.

create function contest.refuse_changed_rules(before contest.rounds, changes jsonb, closes_at timestamptz, server_now timestamptz)
returns void
language plpgsql stable set search_path = '' as $$
declare
  field text;
begin
  -- Somebody may have begun before a document moved the opening to a later day.
  if before.opens_at > server_now and not exists (select from contest.attempts as a where a.round_id = before.id) then
    return;
  end if;
  -- Members have begun by these rules. The close may still move, but only away from them, and never once it is past:
  -- after it, keys are shown.
  select key into field
  from jsonb_object_keys(changes) as key
  where key not in ('title', 'ordinal')
    and (key <> 'closes_at' or refuse_changed_rules.closes_at < before.closes_at or before.closes_at <= server_now)
  order by key
  limit 1;
  if found then
    perform contest.refuse('round_started', 409, field);
  end if;
end $$;
comment on function contest.refuse_changed_rules is 'Refuses with round_started, naming the field, to change a rule of a round that has opened, or that somebody has begun.';

create function contest.organiser_save_round(given jsonb) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  server_now timestamptz := contest.reply_privately();
  typed jsonb;
  of_contest contest.contests;
  before contest.rounds;
  settings_before jsonb := contest.default_round();
  blueprint jsonb;
  saved contest.rounds;
  changes jsonb;
begin
  perform contest.require_organiser(array['admin', 'editor']);
  typed := contest.read_round_fields(given);
  if typed ->> 'id' is null then
    of_contest := contest.find_contest(typed ->> 'contest');
  else
    select c.* into of_contest
    from contest.contests as c
    join contest.rounds as r on r.contest_id = c.id
    where r.id::text = typed ->> 'id' and c.slug = coalesce(typed ->> 'contest', c.slug);
    if not found then
      perform contest.refuse('round_not_found', 404);
    end if;
  end if;
  -- One at a time within a contest: slugs, places and the contest's own times stay as they were read.
  select * into of_contest from contest.contests as c where c.id = of_contest.id for no key update;
  perform contest.refuse_purged(of_contest);
  -- Read again: while this call waited, the round may have opened or ended.
  server_now := contest.clock();
  select * into before from contest.rounds as r where r.id::text = typed ->> 'id';
  if before.published_at is not null then
    perform contest.refuse('round_published', 409);
  end if;
  if before.id is not null then
    settings_before := contest.round_settings(before, contest.blueprint_json(before.id));
  elsif typed ->> 'ordinal' is null then
    typed := typed || jsonb_build_object('ordinal', (
      select coalesce(max(r.ordinal), 0) + 1 from contest.rounds as r where r.contest_id = of_contest.id));
  end if;

  saved := contest.read_round(settings_before || typed, of_contest);
  saved.id := before.id;
  blueprint := contest.read_blueprint((settings_before || typed) -> 'blueprint');
  changes := contest.changes(settings_before, contest.round_settings(saved, blueprint));
  if before.id is not null then
    perform contest.refuse_changed_rules(before, changes, saved.closes_at, server_now);
  end if;
  if exists (
    select from contest.rounds as r
    where r.contest_id = of_contest.id and r.slug = saved.slug and r.id is distinct from saved.id
  ) then
    perform contest.refuse('slug_taken', 409);
  end if;
  if exists (
    select from contest.rounds as r
    where r.contest_id = of_contest.id and r.ordinal = saved.ordinal and r.id is distinct from saved.id
  ) then
    perform contest.refuse('ordinal_taken', 409);
  end if;

  saved := contest.write_round(saved, blueprint);
  perform contest.derive_pools(of_contest.id);
  perform contest.refuse_small_bank(of_contest.id);
  perform contest.refuse_given_keys(of_contest.id);
  perform contest.record('save_round', jsonb_build_object(
    'contest', of_contest.slug, 'round', saved.slug, 'changes', changes));
  return contest.saved_round(saved);
end $$;
comment on function contest.organiser_save_round is 'Entry of api.organiser_save_round.';

create function contest.organiser_contest(contest_slug text) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  of_contest contest.contests;
begin
  perform contest.reply_privately();
  perform contest.require_organiser(array['admin', 'editor']);
  of_contest := contest.find_contest(contest_slug);
  return contest.saved_contest(of_contest) || jsonb_build_object('rounds', (
    select coalesce(jsonb_agg(contest.saved_round(r) order by r.ordinal), '[]')
    from contest.rounds as r
    where r.contest_id = of_contest.id));
end $$;
comment on function contest.organiser_contest is 'Entry of api.organiser_contest.';

-- What clients call --------------------------------------------------------------------------------------------------

create function api.organiser_save_round(round jsonb) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_save_round(round);
end $$;
comment on function api.organiser_save_round is 'Makes a round of a contest, or changes the one of the given id; fields left out stay as they are. Returns the saved one, with its bank. For admins and editors.';

create function api.organiser_contest(contest text) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_contest(contest);
end $$;
comment on function api.organiser_contest is 'A contest and its rounds as they were saved, ids included. For admins and editors.';

grant execute on function
  contest.organiser_save_round, api.organiser_save_round,
  contest.organiser_contest, api.organiser_contest
to authenticated;
