-- Settings of a contest, and how settings are read: every value in the one form it is stored in, or refused by a token
-- that names the field. contest.load reads its document by the same rules.

create function contest.read_object(typed jsonb, known text[], token text) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare
  field text;
begin
  if typed is null or jsonb_typeof(typed) <> 'object' then
    perform contest.refuse(token, 422);
  end if;
  select key into field from jsonb_object_keys(typed) as key where key <> all (known) order by key limit 1;
  if found then
    -- A misspelt field would otherwise keep its old value, and nobody would know.
    perform contest.refuse('unknown_field', 422, left(field, 100));
  end if;
  return typed;
end $$;
comment on function contest.read_object is 'An object with no field but known ones; or unknown_field, or `token` where it is no object.';

create function contest.read_whole(typed jsonb, low int, high int, token text) returns int
language plpgsql immutable set search_path = '' as $$
begin
  if typed is null or jsonb_typeof(typed) <> 'number'
     or typed::numeric not between low and high or typed::numeric <> trunc(typed::numeric) then
    perform contest.refuse(token, 422);
  end if;
  return typed::numeric;
end $$;
comment on function contest.read_whole is 'A whole number from `low` to `high`; or refused with `token`.';

create function contest.read_line(typed jsonb, most int, token text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  tidy constant text := btrim(normalize(case jsonb_typeof(typed) when 'string' then typed #>> '{}' else '' end, NFC), E' \t\r\n\u00a0');
begin
  if length(tidy) not between 1 and most or tidy ~ '[\u0001-\u001f\u007f]' then
    perform contest.refuse(token, 422);
  end if;
  return tidy;
end $$;
comment on function contest.read_line is 'A line of text, NFC and trimmed, of 1 to `most` characters; or refused with `token`.';

create function contest.read_slug(typed jsonb) returns text
language plpgsql immutable set search_path = '' as $$
declare
  slug constant text := contest.read_line(typed, 64, 'invalid_slug');
begin
  if slug !~ '^[a-z0-9]+(-[a-z0-9]+)*$' then
    perform contest.refuse('invalid_slug', 422);
  end if;
  return slug;
end $$;
comment on function contest.read_slug is 'A name for addresses: small letters and digits, joined by hyphens; or invalid_slug.';

create function contest.read_one_of(typed jsonb, allowed text[], token text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  if typed is null or jsonb_typeof(typed) <> 'string' or typed #>> '{}' <> all (allowed) then
    perform contest.refuse(token, 422);
  end if;
  return typed #>> '{}';
end $$;
comment on function contest.read_one_of is 'One of the allowed words; or refused with `token`.';

create function contest.read_flag(typed jsonb, token text) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  if typed is null or jsonb_typeof(typed) <> 'boolean' then
    perform contest.refuse(token, 422);
  end if;
  return typed::boolean;
end $$;
comment on function contest.read_flag is 'True or false; or refused with `token`.';

create function contest.read_moment(typed jsonb) returns timestamptz
language plpgsql stable set search_path = '' as $$
begin
  -- Without an offset a moment would depend on the session's time zone.
  if typed is null or jsonb_typeof(typed) <> 'string'
     or typed #>> '{}' !~ '^[0-9]{4}-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9](:[0-9][0-9](\.[0-9]{1,6})?)?(Z|[+-][0-9][0-9]:[0-9][0-9])$' then
    perform contest.refuse('invalid_times', 422);
  end if;
  return date_trunc('milliseconds', (typed #>> '{}')::timestamptz);
exception
  when invalid_datetime_format or datetime_field_overflow or invalid_time_zone_displacement_value then
    perform contest.refuse('invalid_times', 422);
end $$;
comment on function contest.read_moment is 'A moment from ISO text with an offset, to the millisecond; or invalid_times.';

create function contest.read_times(typed jsonb, out opens_at timestamptz, out closes_at timestamptz)
language plpgsql stable set search_path = '' as $$
begin
  opens_at := contest.read_moment(typed -> 'opens_at');
  closes_at := contest.read_moment(typed -> 'closes_at');
  if opens_at >= closes_at then
    perform contest.refuse('invalid_times', 422);
  end if;
end $$;
comment on function contest.read_times is 'When something opens and closes, the one before the other; or invalid_times.';

-- A contest ----------------------------------------------------------------------------------------------------------

create function contest.read_contest_fields(typed jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare
  fields jsonb := contest.read_object(typed, array['id', 'slug', 'year', 'title', 'opens_at', 'closes_at', 'consent',
    'consent_version', 'min_participants'], 'invalid_contest');
begin
  if fields ? 'consent' then
    if fields ->> 'consent_version' <> fields #>> '{consent,version}' then
      perform contest.refuse('invalid_consent_version', 422);
    end if;
    fields := fields - 'consent' || jsonb_build_object('consent_version', fields #> '{consent,version}');
  end if;
  return fields;
end $$;
comment on function contest.read_contest_fields is 'The given fields of a contest, the consent''s version in its one place; or unknown_field.';

create function contest.read_contest(typed jsonb) returns contest.contests
language plpgsql stable set search_path = '' as $$
declare
  result contest.contests;
begin
  result.slug := contest.read_slug(typed -> 'slug');
  result.year := contest.read_whole(typed -> 'year', 2020, 2100, 'invalid_year');
  result.title := contest.read_line(typed -> 'title', 200, 'invalid_title');
  select t.opens_at, t.closes_at into result.opens_at, result.closes_at from contest.read_times(typed) as t;
  result.consent_version := contest.read_line(typed -> 'consent_version', 100, 'invalid_consent_version');
  result.min_participants := contest.read_whole(typed -> 'min_participants', 1, 1000000, 'invalid_min_participants');
  return result;
end $$;
comment on function contest.read_contest is 'A whole contest''s settings from their JSON, or the refusal of the first field that is wrong.';

create function contest.contest_settings(of_contest contest.contests) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return jsonb_build_object(
    'slug', of_contest.slug,
    'year', of_contest.year,
    'title', of_contest.title,
    'opens_at', contest.utc(of_contest.opens_at),
    'closes_at', contest.utc(of_contest.closes_at),
    'consent_version', of_contest.consent_version,
    'min_participants', of_contest.min_participants);
end $$;
comment on function contest.contest_settings is 'A contest''s settings as JSON, the way contest.read_contest takes them.';

create function contest.saved_contest(of_contest contest.contests) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return contest.contest_settings(of_contest) - 'consent_version' || jsonb_build_object(
    'id', of_contest.id,
    'consent', jsonb_build_object('version', of_contest.consent_version));
end $$;
comment on function contest.saved_contest is 'A contest as organisers are shown it: its settings and id, the consent as api.contest tells it.';

create function contest.changes(before jsonb, after jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_object_agg(a.key, jsonb_build_array(before -> a.key, a.value)), '{}')
    from jsonb_each(after) as a
    where before -> a.key is distinct from a.value);
end $$;
comment on function contest.changes is 'Fields that differ: {field: [before, after]}.';

create function contest.write_contest(settings contest.contests) returns contest.contests
language plpgsql volatile set search_path = '' as $$
declare
  saved contest.contests;
begin
  if settings.id is null then
    insert into contest.contests (slug, year, title, opens_at, closes_at, consent_version, min_participants)
    values (settings.slug, settings.year, settings.title, settings.opens_at, settings.closes_at,
      settings.consent_version, settings.min_participants)
    returning * into saved;
    insert into contest.boards (contest_id, round_id) values (saved.id, null);
  else
    update contest.contests as c
    set slug = settings.slug, year = settings.year, title = settings.title, opens_at = settings.opens_at,
        closes_at = settings.closes_at, consent_version = settings.consent_version,
        min_participants = settings.min_participants
    where c.id = settings.id
    returning * into saved;
  end if;
  return saved;
exception
  when unique_violation then
    perform contest.refuse('slug_taken', 409);
end $$;
comment on function contest.write_contest is 'Stores a contest, a new one where it has no id, with its board; or slug_taken.';

create function contest.refuse_purged(of_contest contest.contests) returns void
language plpgsql stable set search_path = '' as $$
begin
  if of_contest.purged_at is not null then
    perform contest.refuse('contest_purged', 409);
  end if;
end $$;
comment on function contest.refuse_purged is 'Refuses with contest_purged to change the rules of a contest whose people have been dropped.';

create function contest.organiser_save_contest(given jsonb) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  server_now timestamptz := contest.reply_privately();
  typed jsonb;
  before contest.contests;
  saved contest.contests;
  changes jsonb;
  field text;
begin
  perform contest.require_organiser(array['admin', 'editor']);
  typed := contest.read_contest_fields(given);
  if typed ->> 'id' is not null then
    -- Rounds are saved, and people get in, under locks that wait for this one: what is asked below stays true.
    select * into before from contest.contests as c where c.id::text = typed ->> 'id' for update;
    if not found then
      perform contest.refuse('contest_not_found', 404);
    end if;
    perform contest.refuse_purged(before);
  end if;
  -- Read again: while this call waited, a round may have opened.
  server_now := contest.clock();

  saved := contest.read_contest(contest.contest_settings(before) || typed);
  saved.id := before.id;
  changes := contest.changes(contest.contest_settings(before), contest.contest_settings(saved));
  if exists (select from contest.participants as p where p.contest_id = before.id)
     or exists (select from contest.rounds as r where r.contest_id = before.id and r.opens_at <= server_now) then
    -- Members were shown these, and the slug goes into every ticket.
    select key into field from jsonb_object_keys(changes) as key
    where key in ('slug', 'year', 'opens_at', 'min_participants') order by key limit 1;
    if found then
      perform contest.refuse('round_started', 409, field);
    end if;
  end if;
  select r.slug into field from contest.rounds as r
  where r.contest_id = before.id and (r.opens_at < saved.opens_at or r.closes_at > saved.closes_at)
  order by r.ordinal limit 1;
  if found then
    perform contest.refuse('round_outside_contest', 422, field);
  end if;

  saved := contest.write_contest(saved);
  perform contest.record('save_contest', jsonb_build_object('contest', saved.slug, 'changes', changes));
  return contest.saved_contest(saved);
end $$;
comment on function contest.organiser_save_contest is 'Entry of api.organiser_save_contest.';

create function api.organiser_save_contest(contest jsonb) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_save_contest(contest);
end $$;
comment on function api.organiser_save_contest is 'Makes a contest, or changes the one of the given id; fields left out stay as they are. Returns the saved one. For admins and editors.';

grant execute on function contest.organiser_save_contest, api.organiser_save_contest to authenticated;
