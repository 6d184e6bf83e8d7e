-- Publishing a round: its results become final, once.

create function contest.find_round_named(name text, server_now timestamptz) returns contest.rounds
language plpgsql stable set search_path = '' as $$
declare
  found_rounds contest.rounds[];
begin
  found_rounds := array(
    select r
    from contest.rounds as r
    where r.id::text = name
       or r.slug = name and r.contest_id = (select c.id from contest.contests as c order by c.id = (contest.current_contest(server_now)).id desc limit 1));
  -- Two of them: one is called what the other's id is.
  if coalesce(cardinality(found_rounds), 0) <> 1 then
    perform contest.refuse('round_not_found', 404);
  end if;
  return found_rounds[1];
end $$;
comment on function contest.find_round_named is 'The round of an id, or of a slug within the current contest; or round_not_found.';

create function contest.require_settled(of_round contest.rounds, server_now timestamptz) returns void
language plpgsql stable set search_path = '' as $$
begin
  if of_round.published_at is not null then
    perform contest.refuse('round_published', 409);
  end if;
  if not contest.is_settled(of_round, server_now)
     or exists (select from contest.attempts as a where a.round_id = of_round.id and a.state = 'open')
     -- What waits for a round already published changes the contest's own board, which may be final after this.
     or exists (
       select from contest.finished as f
       join contest.rounds as r on r.id = f.round_id
       where r.contest_id = of_round.contest_id and (r.id = of_round.id or r.published_at is not null and of_round.ranked)
         -- Who was acted on is queued for every round, whatever they did there.
         and exists (
           select from contest.attempts as a
           where a.participant_id = f.participant_id and a.round_id = f.round_id and a.finished_at is not null))
     or exists (
       select from contest.boards as b
       where b.contest_id = of_round.contest_id and b.is_behind and not contest.is_final(b))
     or exists (
       select from contest.acts as a
       where a.contest_id = of_round.contest_id and a.question_id is not null and a.carried_out_at is null)
     -- A final order moves people on the boards, which stand still.
     or contest.is_contest_frozen(of_round.contest_id, server_now) then
    perform contest.refuse('round_not_settled', 409);
  end if;
end $$;
comment on function contest.require_settled is 'Refuses with round_published; or with round_not_settled while an attempt is open, a result or a change of the units waits for the boards, a remedy is not carried out, or the boards are frozen.';

create function contest.ranks_per_slot() returns int
language plpgsql immutable set search_path = '' as $$
begin
  return 100;
end $$;
comment on function contest.ranks_per_slot is 'How many ranks of a published board one slot of its histogram spans.';

create function contest.rank_board_finally(of_round contest.rounds, figure int) returns void
language plpgsql volatile set search_path = '' as $$
declare
  board constant int := (select b.id from contest.boards as b where b.round_id = of_round.id);
begin
  update contest.standings as s
  set distance = contest.sorting_distance(place.distance, figure),
      slot = place.rank / contest.ranks_per_slot()
  from contest.final_places as place
  where place.round_id = of_round.id and s.board_id = board and s.participant_id = place.participant_id;

  -- The histograms counted by other slots.
  delete from contest.score_counts as c where c.board_id = board;
  delete from contest.slot_counts as c where c.board_id = board;
  update contest.unit_tallies as t set has_histogram = false where t.board_id = board;
  perform contest.grow_histograms(array[board]);
end $$;
comment on function contest.rank_board_finally is 'Puts a round''s board in its final order.';

create function contest.write_publication(new_publication contest.publications, of_round contest.rounds) returns void
language plpgsql volatile set search_path = '' as $$
begin
  insert into contest.publications values (new_publication.*);
  insert into contest.final_places select place.* from contest.final_order(of_round, new_publication.figure) as place;
  insert into contest.published_questions (round_id, question_id, voided, accepted_choices)
  select of_round.id, q.id, q.voided, q.accepted_choices
  from contest.questions as q
  where q.id in (select unnest(a.question_ids) from contest.attempts as a where a.round_id = of_round.id);
  perform contest.rank_board_finally(of_round, new_publication.figure);
  update contest.rounds as r set published_at = new_publication.published_at where r.id = of_round.id;
  update contest.boards as b set as_of = new_publication.published_at
  where b.contest_id = of_round.contest_id and (b.round_id = of_round.id or b.round_id is null and of_round.ranked);
end $$;
comment on function contest.write_publication is 'Stores the final places and what counted for each question, and closes the round for good: its board, units and all, stays as it is.';

-- This slice is long: some ten seconds for 100,000 people on two cores, half of them for putting the board in its final
-- order. It is not cut up. What is ranked, hashed and put in order must be the same results throughout, and nobody may
-- see a board half in one order and half in the other; so either everything is held still for as long, or it is prepared
-- beside what is shown, compared and exchanged, which writes every board twice. Held still are the boards and what
-- organisers decide in this contest, a few seconds once per round: members answer and submit all the while. The time
-- limit of whoever calls contest.work() ends it, and then the job has failed and nothing is stored.
create function contest.publish_slice(job contest.jobs) returns contest.jobs
language plpgsql volatile set search_path = '' as $$
declare
  server_now timestamptz;
  is_dry_run constant boolean := job.arguments -> 'dry_run';
  of_round contest.rounds;
  new_publication contest.publications;
begin
  if not is_dry_run then
    -- No remedy begins, and nobody writes to the boards, until this has been stored. A dry run holds nobody up: if
    -- something changes meanwhile, it has shown what would have been a moment ago.
    perform from contest.contests as c where c.id = job.contest_id for no key update;
    perform pg_advisory_xact_lock(contest.tick_lock());
  end if;
  -- Read after that wait: the boards may have been frozen meanwhile.
  server_now := contest.clock();
  select * into of_round from contest.rounds as r where r.id = (job.arguments ->> 'round')::int;
  if not is_dry_run and contest.first_rank_without_certificate(of_round.id) is not null then
    return contest.resume_publication(job, of_round);
  end if;
  perform contest.require_settled(of_round, server_now);

  new_publication.round_id := of_round.id;
  new_publication.published_at := server_now;
  new_publication.organiser := job.organiser;
  new_publication.figure := contest.true_figure(of_round);
  new_publication.lines := (
    select count(*) from contest.boards as b join contest.standings as s on s.board_id = b.id where b.round_id = of_round.id);
  new_publication.hash := contest.publication_hash(of_round, new_publication.figure, new_publication.lines);
  job.result := jsonb_build_object(
    'hash', new_publication.hash, 'figure', new_publication.figure, 'lines', new_publication.lines,
    'published_at', case when not is_dry_run then contest.utc(server_now) end);
  job."of" := new_publication.lines;
  if is_dry_run then
    job.done := job."of";
    job.state := 'done';
    return job;
  end if;

  perform contest.write_publication(new_publication, of_round);
  job.accepted := job."of";
  job.cursor := '{"issued": 0}';
  perform contest.record('publish_round', jsonb_build_object(
    'contest', (select c.slug from contest.contests as c where c.id = job.contest_id),
    'round', of_round.slug, 'hash', new_publication.hash, 'figure', new_publication.figure, 'lines', new_publication.lines),
    actor => job.organiser);
  return job;
end $$;
comment on function contest.publish_slice is 'The whole of a publication but for its certificates: in one slice, so that it is all there or not at all. A dry run stores nothing.';

create function contest.resume_publication(job contest.jobs, of_round contest.rounds) returns contest.jobs
language plpgsql volatile set search_path = '' as $$
declare
  issued constant int := contest.first_rank_without_certificate(of_round.id) - 1;
  published contest.publications;
begin
  select * into published from contest.publications as p where p.round_id = of_round.id;
  job.result := jsonb_build_object(
    'hash', published.hash, 'figure', published.figure, 'lines', published.lines,
    'published_at', contest.utc(published.published_at));
  job."of" := published.lines;
  job.done := issued;
  job.accepted := published.lines;
  job.cursor := jsonb_build_object('issued', issued);
  return job;
end $$;
comment on function contest.resume_publication is 'Takes up a publication whose certificates are not all made out, where the job that was at it has failed.';

create function contest.publish_round_slice(job contest.jobs) returns contest.jobs
language plpgsql volatile set search_path = '' as $$
begin
  if job.cursor is null then
    return contest.publish_slice(job);
  end if;
  return contest.issue_certificates_slice(job);
end $$;
comment on function contest.publish_round_slice is 'A slice of a job of organiser_publish_round: first the publication, then its certificates.';

create function contest.organiser_publish_round(round_name text, dry_run boolean) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  server_now constant timestamptz := contest.reply_privately();
  of_round contest.rounds;
begin
  perform contest.require_organiser(array['admin']);
  of_round := contest.find_round_named(round_name, server_now);
  -- Asked for again, a publication that stopped half-way through its certificates goes on.
  if dry_run is distinct from false or not contest.is_publication_stuck(of_round.id) then
    perform contest.require_settled(of_round, server_now);
  end if;
  return contest.start_job('publish_round', of_round.contest_id,
    jsonb_build_object('round', of_round.id, 'dry_run', dry_run is distinct from false));
end $$;
comment on function contest.organiser_publish_round is 'Entry of api.organiser_publish_round.';

create function api.organiser_publish_round(round text, dry_run boolean default true) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_publish_round(round, dry_run);
end $$;
comment on function api.organiser_publish_round is 'Makes the results of a round (by its id, or its slug in the current contest) final, for good: {job}, whose result is {hash, figure, lines, published_at}. A dry run has the same hash and stores nothing. Where the job has failed before everybody had a certificate, asking again goes on with it. For admins.';

grant execute on function contest.organiser_publish_round, api.organiser_publish_round to authenticated;
