-- Dropping the person and keeping the counts: on one's own wish, or for a whole contest when it is over.

create function contest.forget(of_participants bigint[], server_now timestamptz) returns int
language plpgsql volatile set search_path = '' as $$
declare
  forgotten int;
begin
  delete from contest.participant_phones as f where f.participant_id = any (of_participants);
  update contest.participants as p
  set full_name = null, birth_year = null, ticket_hash = null, pin_mac = null, forgotten_at = server_now
  where p.id = any (of_participants) and p.forgotten_at is null;
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;
comment on function contest.forget is 'Drops name, birth year, phone, PIN and ticket of some participants; unit, audience and results stay. Returns how many were dropped now.';

create function contest.forget_me(ticket text) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  server_now constant timestamptz := contest.reply_privately();
begin
  -- The keyed hash of the phone stays until the purge: forgetting does not give anybody new attempts.
  perform contest.forget(array[(contest.find_participant(ticket)).id], server_now);
  return null;
end $$;
comment on function contest.forget_me is 'Entry of api.forget_me.';

create function contest.purge(contest_slug text) returns int
language plpgsql volatile set search_path = '' as $$
declare
  server_now constant timestamptz := contest.clock();
  of_contest constant int := (contest.find_contest(contest_slug)).id;
  purged int;
begin
  -- Registrations under way are waited for, and dropped with the others; later ones wait, and find the contest purged.
  perform from contest.contests as c where c.id = of_contest for update;
  if exists (select from contest.rounds as r where r.contest_id = of_contest and r.published_at is null) then
    raise exception 'purge: every round of % must be published first', contest_slug;
  end if;
  purged := contest.forget(array(select p.id from contest.participants as p where p.contest_id = of_contest), server_now);
  update contest.participants as p set phone_mac = null where p.contest_id = of_contest and p.phone_mac is not null;
  update contest.contests as c set purged_at = coalesce(c.purged_at, server_now) where c.id = of_contest;
  perform contest.record('purge', jsonb_build_object('contest', contest_slug, 'participants', purged));
  return purged;
end $$;
comment on function contest.purge is 'Drops every person of a contest whose rounds are all published, phone hashes included, and returns how many. Nobody gets in afterwards. For the database''s owner only.';

create function api.forget_me(ticket text) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '5s' as $$
begin
  return contest.forget_me(ticket);
end $$;
comment on function api.forget_me is 'Drops the holder of a ticket: name, birth year and phone go, counts stay. Returns null.';

grant execute on function contest.forget_me, api.forget_me to anon, authenticated;
