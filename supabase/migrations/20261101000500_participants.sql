-- Participants hold a ticket (mã dự thi), not an account: see supabase/README.md for the reasons.

create table contest.participants (
  id bigint generated always as identity primary key,
  contest_id int not null references contest.contests,
  unit_id int not null references contest.units,
  ticket_hash bytea unique,
  phone_mac bytea,
  full_name text,
  birth_year int,
  audience text not null check (audience in
    ('party_member', 'youth_union_member', 'association_member', 'civil_servant', 'student', 'public')),
  status text not null default 'active' check (status in ('active', 'disqualified')),
  consent_version text not null,
  guardian_consent boolean not null,
  pin_mac bytea,
  registered_at timestamptz not null,
  forgotten_at timestamptz,
  unique (contest_id, phone_mac),
  check ((forgotten_at is null) = (full_name is not null and birth_year is not null and ticket_hash is not null))
);
comment on table contest.participants is 'One person in one contest. The phone itself stands in contest.participant_phones.';
comment on column contest.participants.ticket_hash is 'SHA-256 of the ticket; the ticket is not kept.';
comment on column contest.participants.phone_mac is 'Keyed hash of the phone: one registration per phone, also after the phone itself has been deleted. Goes at the purge.';
comment on column contest.participants.forgotten_at is 'When the person was dropped, on their wish or at the purge; what they did stays, without them.';
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
language plpgsql stable set search_path = '' as $$
begin
  return contest.in_groups(contest.base32(contest.mac('ticket', concat_ws(chr(31), contest_slug, phone, request)), 20));
end $$;
comment on function contest.derive_ticket is 'The ticket of one registration request: 100 bits in five groups of four. The same request gives the same ticket, so a lost reply can be asked for again.';

create function contest.hash_ticket(ticket text) returns bytea
language plpgsql immutable set search_path = '' as $$
declare
  typed constant text := upper(left(ticket, 100));
  plain text := translate(typed, 'OIL- ', '011');
begin
  if length(plain) <> 20 then
    -- Written with something else between.
    plain := translate(regexp_replace(typed, '[^0-9A-Z]', '', 'g'), 'OIL', '011');
  end if;
  return sha256(convert_to(plain, 'UTF8'));
end $$;
comment on function contest.hash_ticket is 'What is kept of a ticket. Case, spaces and dashes do not matter; O, I and L are read as 0 and 1. No more than 100 characters are looked at.';

create function contest.find_participant(ticket text) returns contest.participants
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  wanted constant bytea := contest.hash_ticket(ticket);
  found_participant contest.participants;
begin
  select * into found_participant from contest.participants as p where p.ticket_hash = wanted;
  if not found then
    perform contest.refuse('ticket_unknown', 401);
  end if;
  return found_participant;
end $$;
comment on function contest.find_participant is 'The holder of a ticket, or ticket_unknown.';

-- Names --------------------------------------------------------------------------------------------------------------

create function contest.is_minor(birth_year int, contest_year int) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return contest_year - birth_year <= 16;
end $$;
comment on function contest.is_minor is 'Possibly under 16 during the contest year: needs a guardian''s consent and is shown by initials.';

create function contest.public_name(full_name text, birth_year int, contest_year int) returns text
language plpgsql immutable set search_path = '' as $$
begin
  if full_name is null then
    return '';
  end if;
  if not contest.is_minor(birth_year, contest_year) then
    return full_name;
  end if;
  return (
    select string_agg(upper(left(word, 1)) || '.', '' order by place)
    from regexp_split_to_table(full_name, '\s+') with ordinality as words (word, place));
end $$;
comment on function contest.public_name is 'A name as the public sees it: initials for minors, empty for somebody who was forgotten.';

create function contest.participant_json(holder contest.participants, of_unit contest.units) returns json
language plpgsql immutable set search_path = '' as $$
begin
  return json_build_object(
    'full_name', holder.full_name,
    'unit', contest.unit_json(of_unit),
    'audience', holder.audience,
    'status', holder.status);
end $$;
comment on function contest.participant_json is 'What a participant is told of themselves.';
