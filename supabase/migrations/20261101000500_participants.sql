-- Participants hold a ticket (mã dự thi), not an account: see supabase/README.md for the reasons.

create table contest.participants (
  id bigint generated always as identity primary key,
  contest_id int not null references contest.contests,
  unit_id int not null references contest.units,
  ticket_hash bytea not null unique,
  phone_mac bytea not null,
  full_name text not null,
  birth_year int not null,
  audience text not null check (audience in
    ('party_member', 'youth_union_member', 'association_member', 'civil_servant', 'student', 'public')),
  status text not null default 'active' check (status in ('active', 'disqualified')),
  consent_version text not null,
  guardian_consent boolean not null,
  pin_mac bytea,
  registered_at timestamptz not null,
  unique (contest_id, phone_mac)
);
comment on table contest.participants is 'One person in one contest. The phone itself stands in contest.participant_phones.';
comment on column contest.participants.ticket_hash is 'SHA-256 of the ticket; the ticket is not kept.';
comment on column contest.participants.phone_mac is 'Keyed hash of the phone: one registration per phone, also after the phone itself has been deleted.';
create index participants_by_unit on contest.participants (unit_id);
alter table contest.participants enable row level security;

create table contest.participant_phones (
  participant_id bigint primary key references contest.participants on delete cascade,
  phone text not null
);
comment on table contest.participant_phones is 'Phones, apart from everything that is shown: only organisers reveal one, with a reason.';
alter table contest.participant_phones enable row level security;

-- Tickets ------------------------------------------------------------------------------------------------------------

create function contest.derive_ticket(contest_slug text, phone text, request uuid) returns text
language sql stable set search_path = '' as $$
  select regexp_replace(contest.base32(contest.mac('ticket', concat_ws(chr(31), contest_slug, phone, request)), 20),
    '(.{4})(?=.)', '\1-', 'g')
$$;
comment on function contest.derive_ticket is 'The ticket of one registration request: 100 bits in five groups of four. The same request gives the same ticket, so a lost reply can be asked for again.';

create function contest.hash_ticket(ticket text) returns bytea
language sql immutable set search_path = '' as $$
  select sha256(convert_to(translate(regexp_replace(upper(ticket), '[^0-9A-Z]', '', 'g'), 'OIL', '011'), 'UTF8'))
$$;
comment on function contest.hash_ticket is 'What is kept of a ticket. Case, spaces and dashes do not matter; O, I and L are read as 0 and 1.';

create function contest.find_participant(ticket text) returns contest.participants
language plpgsql stable set search_path = '' as $$
declare
  found_participant contest.participants;
begin
  select * into found_participant from contest.participants as p where p.ticket_hash = contest.hash_ticket(ticket);
  if not found then
    perform contest.refuse('ticket_unknown', 401);
  end if;
  return found_participant;
end $$;
comment on function contest.find_participant is 'The holder of a ticket, or ticket_unknown.';

-- What people type ---------------------------------------------------------------------------------------------------

create function contest.read_name(typed text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  tidy text := btrim(regexp_replace(normalize(coalesce(typed, ''), NFC), '[\s\u00a0]+', ' ', 'g'));
begin
  -- Latin letters, marks that have no composed letter (Ê Đê, Gia Rai), and what names carry between them. Written as
  -- ranges, not as [[:alpha:]], which would depend on the database's locale.
  if length(tidy) not between 2 and 100
     or tidy !~ '^[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ][A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ\u0300-\u036f .''’-]*$' then
    perform contest.refuse('invalid_name', 422);
  end if;
  return tidy;
end $$;
comment on function contest.read_name is 'A name as stored: NFC, single spaces, 2 to 100 characters; or invalid_name.';

create function contest.read_phone(typed text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  digits text := regexp_replace(coalesce(typed, ''), '[\s\u00a0.()-]', '', 'g');
begin
  digits := regexp_replace(digits, '^(\+84|0084|84(?=\d{9,10}$))0?', '0');
  -- Mobile numbers have ten digits, landlines eleven and begin with 02.
  if digits !~ '^0([35789]\d{8}|2\d{9})$' then
    perform contest.refuse('invalid_phone', 422);
  end if;
  return digits;
end $$;
comment on function contest.read_phone is 'A Vietnamese phone number as stored (0912345678), from any way people write it; or invalid_phone.';

create function contest.read_birth_year(typed int, contest_year int) returns int
language plpgsql immutable set search_path = '' as $$
begin
  if typed is null or contest_year - typed not between 6 and 120 then
    perform contest.refuse('invalid_birth_year', 422);
  end if;
  return typed;
end $$;
comment on function contest.read_birth_year is 'A birth year that makes the participant 6 to 120 in the contest year; or invalid_birth_year.';

create function contest.is_minor(birth_year int, contest_year int) returns boolean
language sql immutable set search_path = '' as $$
  select contest_year - birth_year <= 16
$$;
comment on function contest.is_minor is 'Possibly under 16 during the contest year: needs a guardian''s consent and is shown by initials.';

create function contest.public_name(full_name text, birth_year int, contest_year int) returns text
language sql immutable set search_path = '' as $$
  select case
    when contest.is_minor(birth_year, contest_year) then (
      select string_agg(upper(left(word, 1)) || '.', '' order by place)
      from regexp_split_to_table(full_name, '\s+') with ordinality as words (word, place))
    else full_name
  end
$$;
comment on function contest.public_name is 'A name as boards show it: initials for minors.';

-- Registration -------------------------------------------------------------------------------------------------------

create function contest.participant_json(holder contest.participants, of_unit contest.units) returns json
language sql immutable set search_path = '' as $$
  select json_build_object(
    'full_name', holder.full_name,
    'unit', contest.unit_json(of_unit),
    'audience', holder.audience,
    'status', holder.status)
$$;
comment on function contest.participant_json is 'What a participant is told of themselves.';

create function contest.register(
  contest_slug text, full_name text, birth_year int, phone text, unit_code text, audience text, consent text,
  request uuid, pin text, guardian_consent boolean
) returns json
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  server_now constant timestamptz := contest.clock();
  of_contest constant contest.contests := contest.find_contest(contest_slug);
  stored_name constant text := contest.read_name(full_name);
  stored_year constant int := contest.read_birth_year(birth_year, of_contest.year);
  stored_phone constant text := contest.read_phone(phone);
  of_unit contest.units := contest.find_unit(of_contest.id, unit_code);
  ticket text;
  holder contest.participants;
begin
  if audience is null or audience not in
    ('party_member', 'youth_union_member', 'association_member', 'civil_servant', 'student', 'public') then
    perform contest.refuse('invalid_audience', 422);
  end if;
  if consent is distinct from of_contest.consent_version then
    perform contest.refuse('consent_required', 422, of_contest.consent_version);
  end if;
  if contest.is_minor(stored_year, of_contest.year) and guardian_consent is not true then
    perform contest.refuse('guardian_consent_required', 422);
  end if;
  if pin !~ '^\d{6}$' then
    perform contest.refuse('invalid_pin', 422);
  end if;

  -- Without a request id nobody could ask for the same ticket again, so none can be derived twice either.
  ticket := contest.derive_ticket(of_contest.slug, stored_phone, coalesce(request, gen_random_uuid()));

  insert into contest.participants as p (
    contest_id, unit_id, ticket_hash, phone_mac, full_name, birth_year, audience,
    consent_version, guardian_consent, pin_mac, registered_at)
  values (
    of_contest.id, of_unit.id, contest.hash_ticket(ticket), contest.mac('phone', stored_phone), stored_name, stored_year,
    audience, consent, coalesce(guardian_consent, false), contest.mac('pin', stored_phone || chr(31) || pin), server_now)
  -- Any conflict: twins of one request meet on the ticket as well as on the phone.
  on conflict do nothing
  returning * into holder;

  if holder.id is not null then
    insert into contest.participant_phones (participant_id, phone) values (holder.id, stored_phone);
  else
    -- Asked again after a lost reply: the same request derives the same ticket. Anybody else is turned away.
    select * into holder from contest.participants as p
    where p.contest_id = of_contest.id and p.ticket_hash = contest.hash_ticket(ticket);
    if not found then
      return contest.refuse_and_keep('phone_already_registered', 409);
    end if;
    select * into of_unit from contest.units as u where u.id = holder.unit_id;
  end if;

  return json_build_object('ticket', ticket, 'participant', contest.participant_json(holder, of_unit));
end $$;
comment on function contest.register is 'Entry of api.register.';

create function api.register(
  contest text, full_name text, birth_year int, phone text, unit text, audience text, consent text,
  request uuid default null, pin text default null, guardian_consent boolean default null
) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '5s' as $$
begin
  perform contest.reply_privately();
  return contest.register(contest, full_name, birth_year, phone, unit, audience, consent, request, pin, guardian_consent);
end $$;
comment on function api.register is 'Registers a participant and gives out the ticket: {ticket, participant}.';

grant execute on function contest.register, api.register to anon, authenticated;
