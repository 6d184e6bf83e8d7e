-- Disqualifying a participant, reversibly: what they did is kept, and none of it counts.

create function contest.organiser_disqualify(participant bigint, reason text) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  server_now constant timestamptz := contest.reply_privately();
  caller constant contest.organisers := contest.require_organiser(array['admin']);
  asked constant contest.participants := contest.find_in_scope(caller, participant);
  new_reason constant text := contest.read_reason(reason);
  new_act bigint;
begin
  -- One at a time within a contest: a round is published with or without them, not in between.
  perform from contest.contests as c where c.id = asked.contest_id for no key update;
  update contest.participants as p set status = 'disqualified' where p.id = asked.id and p.status = 'active';
  if not found then
    perform contest.refuse('already_disqualified', 409);
  end if;
  insert into contest.acts as a (contest_id, kind, participant_id, reason, organiser, at)
  values (asked.contest_id, 'disqualify', asked.id, new_reason, caller.email, server_now)
  returning a.id into new_act;
  perform contest.queue_results(asked.id);
  perform contest.record('disqualify', jsonb_build_object('act', new_act, 'participant', asked.id), new_reason);
  return json_build_object('act', new_act, 'participant', asked.id, 'status', 'disqualified');
end $$;
comment on function contest.organiser_disqualify is 'Entry of api.organiser_disqualify.';

create function contest.undo_disqualification(participant bigint) returns void
language plpgsql volatile set search_path = '' as $$
begin
  update contest.participants as p set status = 'active' where p.id = undo_disqualification.participant;
  perform contest.queue_results(participant);
end $$;
comment on function contest.undo_disqualification is 'Brings a participant back with everything they had; what was published without them stays as it is. For organiser_undo, which keeps the record of it.';

create function api.organiser_disqualify(participant bigint, reason text) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_disqualify(participant, reason);
end $$;
comment on function api.organiser_disqualify is 'Disqualifies a participant: {act, participant, status}; organiser_undo takes the act back. Recorded, with the reason. For admins.';

grant execute on function contest.organiser_disqualify, api.organiser_disqualify to authenticated;
