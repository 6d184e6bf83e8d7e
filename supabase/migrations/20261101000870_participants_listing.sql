-- Participants as organisers see them. Every look at them goes into the audit log: whose units, what was searched for,
-- never what came of it.

create function contest.find_in_scope(who contest.organisers, participant bigint) returns contest.participants
language plpgsql stable set search_path = '' as $$
declare
  found_participant contest.participants;
begin
  select * into found_participant from contest.participants as p where p.id = find_in_scope.participant;
  -- For a unit organiser, one refusal for "not yours" and "does not exist": null is nobody's unit.
  perform contest.require_unit_scope(who, found_participant.unit_id);
  if found_participant.id is null then
    perform contest.refuse('participant_not_found', 404);
  end if;
  return found_participant;
end $$;
comment on function contest.find_in_scope is 'A participant within an organiser''s scope; or out_of_scope, participant_not_found.';

create function contest.refuse_forgotten(of_participant contest.participants) returns void
language plpgsql stable set search_path = '' as $$
begin
  if of_participant.forgotten_at is not null then
    perform contest.refuse('participant_forgotten', 409);
  end if;
end $$;
comment on function contest.refuse_forgotten is 'Refuses with participant_forgotten to do what needs the person: they have been dropped.';

create function contest.masked(phone text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return repeat('•', length(phone) - 3) || right(phone, 3);
end $$;
comment on function contest.masked is 'A phone by its last three digits: •••••••678.';

create function contest.participant_row(of_participant contest.participants) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object(
      'id', of_participant.id,
      'full_name', of_participant.full_name,
      'birth_year', of_participant.birth_year,
      'unit', contest.unit_json(u),
      'audience', of_participant.audience,
      'status', of_participant.status,
      'phone', (select contest.masked(f.phone) from contest.participant_phones as f where f.participant_id = of_participant.id),
      'registered_at', contest.utc(of_participant.registered_at),
      'attempts', (select count(*) from contest.attempts as a where a.participant_id = of_participant.id),
      'forgotten', of_participant.forgotten_at is not null)
    from contest.units as u
    where u.id = of_participant.unit_id
  );
end $$;
comment on function contest.participant_row is 'A participant as organisers see them: {id, full_name, birth_year, unit, audience, status, phone, registered_at, attempts, forgotten}. Of somebody forgotten, no name, birth year or phone.';

create function contest.name_patterns(query text) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  terms constant text[] := string_to_array(nullif(btrim(contest.words(left(coalesce(query, ''), 200))), ''), ' ');
  -- Names have no letters but these and a to z (see contest.read_name).
  letters constant text := (
    select string_agg(chr(code), '') from (select generate_series(192, 591) union all select generate_series(7680, 7929)) as range (code));
  same jsonb;
  within_word text;
begin
  select jsonb_object_agg(alike.plain, alike.letters), string_agg(alike.letters, '') into same, within_word
  from (
    select contest.fold(letter) as plain, string_agg(letter, '') as letters
    from string_to_table(letters, null) as letter
    where letter = lower(letter) and contest.fold(letter) ~ '^[a-z]$'
    group by contest.fold(letter)
  ) as alike;
  return array(
    select '(^|[^a-z0-9\u0300-\u036f' || within_word || '])' || (
      select string_agg('[' || letter || coalesce(same ->> letter, '') || ']', '[\u0300-\u036f]*' order by place)
      from string_to_table(term, null) with ordinality as t (letter, place))
    from unnest(terms) as term);
end $$;
comment on function contest.name_patterns is 'Per term of a query, what matches a name with a word that begins so, without regard to accents or đ. A million names are matched in a second; folding each, as contest.words does, takes a minute.';

create function contest.find_participants(of_contest int, within int[], query text, after bigint, size int) returns setof contest.participants
-- A plan for few units is no plan for all of them.
language plpgsql stable set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  patterns constant text[] := contest.name_patterns(query);
begin
  return query
  select p.*
  from contest.participants as p
  where p.contest_id = of_contest
    and (within is null or p.unit_id = any (within))
    and p.id > coalesce(find_participants.after, 0)
    and (patterns = '{}' or lower(p.full_name) ~ all (patterns))
  order by p.id
  limit contest.page_size(find_participants.size);
end $$;
comment on function contest.find_participants is 'Participants after an id, in the order they registered: of some units (null: of all), every term of `query` beginning a word of the name, without regard to case, accents or đ.';

create function contest.organiser_participants(contest_slug text, unit_code text, query text, after bigint, size int) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  server_now constant timestamptz := contest.reply_privately();
  caller constant contest.organisers := contest.require_organiser();
  of_contest constant int := (contest.find_contest(contest_slug)).id;
  above int[];
  within int[];
  rows json;
begin
  if unit_code is not null then
    above := array[(contest.find_unit(of_contest, unit_code)).id];
    perform contest.require_unit_scope(caller, above[1]);
  elsif caller.role = 'unit' then
    above := contest.shown_units(caller, of_contest, null);
  end if;
  if above is not null then
    within := contest.units_below(of_contest, above);
  end if;

  rows := (
    select coalesce(json_agg(contest.participant_row(p) order by p.id), '[]')
    from contest.find_participants(of_contest, within, organiser_participants.query, organiser_participants.after, organiser_participants.size) as p);
  perform contest.record('list_participants', jsonb_strip_nulls(jsonb_build_object(
    'contest', contest_slug, 'unit', unit_code, 'searched', organiser_participants.query is not null, 'after', organiser_participants.after)));
  return json_build_object('rows', rows);
end $$;
comment on function contest.organiser_participants is 'Entry of api.organiser_participants.';

create function contest.organiser_reveal_phone(participant bigint, reason text) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  server_now constant timestamptz := contest.reply_privately();
  asked constant contest.participants := contest.find_in_scope(contest.require_organiser(), participant);
  new_reason constant text := contest.read_reason(reason);
begin
  perform contest.refuse_forgotten(asked);
  perform contest.record('reveal_phone', jsonb_build_object('participant', asked.id), new_reason);
  return json_build_object('phone', (
    select f.phone from contest.participant_phones as f where f.participant_id = asked.id));
end $$;
comment on function contest.organiser_reveal_phone is 'Entry of api.organiser_reveal_phone.';

create function api.organiser_participants(contest text, unit text default null, query text default null, after bigint default null, size int default 50) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_participants(contest, unit, query, after, size);
end $$;
comment on function api.organiser_participants is 'A page of participants of a unit and everything below it, in the order they registered: {rows:[{id, full_name, birth_year, unit, audience, status, phone, registered_at, attempts, forgotten}]}, the phone masked. `after` is the last id already shown. Recorded. For every organiser, within their units.';

create function api.organiser_reveal_phone(participant bigint, reason text) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_reveal_phone(participant, reason);
end $$;
comment on function api.organiser_reveal_phone is 'A participant''s phone: {phone}. Recorded, with the reason. For every organiser, within their units.';

grant execute on function
  contest.organiser_participants, api.organiser_participants,
  contest.organiser_reveal_phone, api.organiser_reveal_phone
to authenticated;
