-- Registering, and asking again for a ticket whose reply was lost.

create function contest.register(
  contest_slug text, full_name text, birth_year int, phone text, unit_code text, audience text, consent text,
  request uuid, pin text, guardian_consent boolean
) returns json
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  server_now constant timestamptz := contest.reply_privately();
  of_contest contest.contests := contest.find_contest(contest_slug);
  stored_name constant text := contest.read_name(full_name);
  stored_year constant int := contest.read_birth_year(birth_year, of_contest.year);
  stored_phone constant text := contest.read_phone(phone);
  of_unit contest.units := contest.find_unit(of_contest.id, unit_code);
  ticket text;
  is_over boolean;
  holder contest.participants;
begin
  if contest.is_address_exhausted(server_now) then
    return contest.refuse_and_count(of_contest.id, 'too_many_requests', 429);
  end if;
  perform contest.read_audience(audience);
  if consent is distinct from of_contest.consent_version then
    perform contest.refuse('consent_required', 422, of_contest.consent_version);
  end if;
  if contest.is_minor(stored_year, of_contest.year) and guardian_consent is not true then
    perform contest.refuse('guardian_consent_required', 422);
  end if;
  if pin !~ '^[0-9]{6}$' then
    perform contest.refuse('invalid_pin', 422);
  end if;

  -- Without a request id nobody could ask for the same ticket again, so none can be derived twice either.
  ticket := contest.derive_ticket(of_contest.slug, stored_phone, coalesce(request, gen_random_uuid()));

  -- A purge waits until this call has committed, or this call waits for it and then finds it done.
  select * into of_contest from contest.contests as c where c.id = of_contest.id for key share;
  is_over := contest.is_over(of_contest, server_now);
  if not is_over then
    insert into contest.participants as p (
      contest_id, unit_id, ticket_hash, phone_mac, full_name, birth_year, audience,
      consent_version, guardian_consent, pin_mac, registered_at)
    values (
      of_contest.id, of_unit.id, contest.hash_ticket(ticket), contest.mac('phone', stored_phone), stored_name, stored_year,
      audience, consent, coalesce(guardian_consent, false), contest.mac('pin', stored_phone || chr(31) || pin), server_now)
    -- Any conflict: twins of one request meet on the ticket as well as on the phone.
    on conflict do nothing
    returning * into holder;
  end if;

  if holder.id is not null then
    insert into contest.participant_phones (participant_id, phone) values (holder.id, stored_phone);
  else
    -- Asked again after a lost reply: the same request derives the same ticket. Anybody else is turned away.
    select * into holder from contest.participants as p
    where p.contest_id = of_contest.id and p.ticket_hash = contest.hash_ticket(ticket);
    if not found then
      if is_over then
        perform contest.refuse('round_not_open', 409);
      end if;
      return contest.refuse_and_count(of_contest.id, 'phone_already_registered', 409);
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
  return contest.register(contest, full_name, birth_year, phone, unit, audience, consent, request, pin, guardian_consent);
end $$;
comment on function api.register is 'Registers a participant and gives out the ticket: {ticket, participant}.';

grant execute on function contest.register, api.register to anon, authenticated;
