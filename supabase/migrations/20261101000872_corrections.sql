-- Putting a participant's entry right, and giving out a new ticket to somebody who lost theirs.

create function contest.queue_results(participant bigint) returns void
language plpgsql volatile set search_path = '' as $$
begin
  -- Every round, whether or not a result in it is to be seen from here: tick may take one up that is handed in before this
  -- commits, and knows them as they were. Published rounds are left alone by tick; the contest's own board moves with any.
  insert into contest.finished (participant_id, round_id)
  select p.id, r.id
  from contest.participants as p
  join contest.rounds as r on r.contest_id = p.contest_id
  where p.id = queue_results.participant;
end $$;
comment on function contest.queue_results is 'Has tick bring all of a participant''s standings up to date with who and what they are now.';

create function contest.organiser_correct_participant(
  participant bigint, full_name text, birth_year int, unit_code text, audience text, guardian_consent boolean, reason text
) returns json
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  server_now constant timestamptz := contest.reply_privately();
  caller constant contest.organisers := contest.require_organiser();
  new_reason text;
  of_contest contest.contests;
  before contest.participants := contest.find_in_scope(caller, participant);
  corrected contest.participants;
  old_unit text;
  changed text[];
begin
  new_reason := contest.read_reason(reason);
  select * into before from contest.participants as p where p.id = before.id for no key update;
  perform contest.refuse_forgotten(before);
  select * into of_contest from contest.contests as c where c.id = before.contest_id;
  select u.code into old_unit from contest.units as u where u.id = before.unit_id;

  corrected := before;
  if full_name is not null then
    corrected.full_name := contest.read_name(full_name);
  end if;
  if birth_year is not null then
    corrected.birth_year := contest.read_birth_year(birth_year, of_contest.year);
  end if;
  if unit_code is not null then
    corrected.unit_id := (contest.find_unit(of_contest.id, unit_code)).id;
    perform contest.require_unit_scope(caller, corrected.unit_id);
  end if;
  if audience is not null then
    corrected.audience := contest.read_audience(audience);
  end if;
  corrected.guardian_consent := coalesce(guardian_consent, before.guardian_consent);
  if contest.is_minor(corrected.birth_year, of_contest.year) and not corrected.guardian_consent then
    perform contest.refuse('guardian_consent_required', 422);
  end if;

  changed := array(select key from jsonb_each(to_jsonb(corrected)) where value is distinct from to_jsonb(before) -> key order by key);
  update contest.participants as p
  set full_name = corrected.full_name, birth_year = corrected.birth_year, unit_id = corrected.unit_id,
      audience = corrected.audience, guardian_consent = corrected.guardian_consent
  where p.id = corrected.id;
  if (corrected.unit_id, corrected.audience) is distinct from (before.unit_id, before.audience) then
    perform contest.queue_results(corrected.id);
    -- What was granted to the new unit adds to what was granted to the person.
    perform contest.settle_extra_ms(e.round_id) from contest.extra_times as e where e.participant_id = corrected.id;
  end if;
  perform contest.record('correct_participant', jsonb_build_object('participant', corrected.id, 'changed', changed)
    || case when corrected.unit_id <> before.unit_id
      then jsonb_build_object('unit', jsonb_build_object('before', old_unit, 'after', unit_code)) else '{}' end, new_reason);
  return contest.participant_row(corrected);
end $$;
comment on function contest.organiser_correct_participant is 'Entry of api.organiser_correct_participant.';

create function contest.organiser_reissue_ticket(participant bigint, reason text) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  server_now constant timestamptz := contest.reply_privately();
  holder constant contest.participants := contest.find_in_scope(contest.require_organiser(), participant);
  new_reason constant text := contest.read_reason(reason);
  ticket constant text := contest.in_groups(contest.base32(contest.mac('ticket', gen_random_uuid()::text), 20));
begin
  update contest.participants as p
  set ticket_hash = contest.hash_ticket(ticket)
  where p.id = holder.id and p.forgotten_at is null;
  if not found then
    perform contest.refuse('participant_forgotten', 409);
  end if;
  perform contest.record('reissue_ticket', jsonb_build_object('participant', holder.id), new_reason);
  return json_build_object('ticket', ticket);
end $$;
comment on function contest.organiser_reissue_ticket is 'Entry of api.organiser_reissue_ticket.';

create function api.organiser_correct_participant(
  participant bigint, full_name text default null, birth_year int default null, unit text default null,
  audience text default null, guardian_consent boolean default null, reason text default null
) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_correct_participant(participant, full_name, birth_year, unit, audience, guardian_consent, reason);
end $$;
comment on function api.organiser_correct_participant is 'Changes what is given of a participant''s entry, and returns it as a row of organiser_participants. Recorded, with the reason. For every organiser, within their units.';

create function api.organiser_reissue_ticket(participant bigint, reason text) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_reissue_ticket(participant, reason);
end $$;
comment on function api.organiser_reissue_ticket is 'Gives out a new ticket for a participant; the old one dies: {ticket}. Recorded, with the reason. For every organiser, within their units.';

grant execute on function
  contest.organiser_correct_participant, api.organiser_correct_participant,
  contest.organiser_reissue_ticket, api.organiser_reissue_ticket
to authenticated;
