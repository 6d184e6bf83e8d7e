-- A new ticket for somebody who lost theirs and set a PIN at registration.

create function contest.recover(contest_slug text, phone text, pin text) returns json
language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
#variable_conflict use_variable
declare
  server_now constant timestamptz := contest.reply_privately();
  of_contest constant contest.contests := contest.find_contest(contest_slug);
  stored_phone constant text := contest.read_phone(phone);
  phone_mac constant bytea := contest.mac('phone', stored_phone);
  ticket text;
begin
  if pin is null or pin !~ '^[0-9]{6}$' then
    perform contest.refuse('invalid_pin', 422);
  end if;
  if contest.is_address_exhausted(server_now)
     -- Five tries per phone in any hour, also for phones nobody registered: who asks learns nothing from the difference.
     or not contest.pass_try('pin', contest.mac('pin tries', of_contest.id || chr(31) || stored_phone), 5, 3600000, server_now) then
    return contest.refuse_and_count(of_contest.id, 'too_many_requests', 429);
  end if;

  ticket := contest.in_groups(contest.base32(contest.mac('ticket', gen_random_uuid()::text), 20));
  update contest.participants as p
  set ticket_hash = contest.hash_ticket(ticket)
  where p.contest_id = of_contest.id
    and p.phone_mac = phone_mac
    and p.pin_mac = contest.mac('pin', stored_phone || chr(31) || pin)
    and p.forgotten_at is null;
  if not found then
    return contest.refuse_and_count(of_contest.id, 'invalid_pin', 422);
  end if;
  delete from contest.tries as t
  where t.purpose = 'pin' and t.who = contest.mac('pin tries', of_contest.id || chr(31) || stored_phone);
  return json_build_object('ticket', ticket);
end $$;
comment on function contest.recover is 'Entry of api.recover.';

create function api.recover(contest text, phone text, pin text) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '5s' as $$
begin
  return contest.recover(contest, phone, pin);
end $$;
comment on function api.recover is 'Gives out a new ticket for phone and PIN; the old one dies: {ticket}.';

grant execute on function contest.recover, api.recover to anon, authenticated;
