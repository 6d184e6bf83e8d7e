-- Attempts worth a look: too fast to have been read, or answered exactly like somebody else's. For people to judge;
-- nothing follows from a flag by itself.

create function contest.hasty_ms() returns int
language plpgsql immutable set search_path = '' as $$
begin
  return 2000;
end $$;
comment on function contest.hasty_ms is 'Less time per question than this is too little to read one, let alone to get half of them right.';

create function contest.flagged_attempts(of_round int, after uuid, size int) returns json
language plpgsql stable set search_path = '' set work_mem = '64MB' as $$
declare
  hasty constant int := contest.hasty_ms();
begin
  return (
    with finished as materialized (
      select
        a.id, a.participant_id, a.duration_ms, a.correct, cardinality(a.question_ids) as questions,
        -- The same for the same choices to the same questions in whatever order, and hardly for any others. A paper all
        -- right needs none: it is like others because it is right.
        case when a.correct < cardinality(a.question_ids) then (
          select sum(hashint8extended(given.id::bigint << 32 | given.choice, 0))
          from unnest(a.question_ids, a.choices) as given (id, choice)) end as print
      from contest.attempts as a
      where a.round_id = of_round and a.state <> 'open'
    ), alike as (
      select f.print, array_agg(f.id order by f.id) as ids, array_agg(f.participant_id order by f.id) as people
      from finished as f
      where f.print is not null
      group by f.print, f.questions
      having min(f.participant_id) <> max(f.participant_id)
    ), copied as (
      -- A question left out is not answered wrong: blank papers are all alike.
      select alike.*
      from alike
      join contest.attempts as a on a.participant_id = alike.people[1] and a.id = alike.ids[1]
      where exists (
        select
        from unnest(a.question_ids, a.choices) as given (id, choice)
        join contest.questions as q on q.id = given.id
        where given.choice not in (0, q.right_choice) and not q.voided and given.choice <> all (q.accepted_choices))
    ), flagged as (
      select f.*, copied.ids, copied.people, f.duration_ms < hasty * f.questions and 2 * f.correct >= f.questions as is_hasty
      from finished as f
      left join copied on copied.print = f.print
    ), page as (
      select * from flagged as f
      where (f.is_hasty or f.ids is not null) and (flagged_attempts.after is null or f.id > flagged_attempts.after)
      order by f.id
      limit contest.page_size(flagged_attempts.size)
    )
    select coalesce(json_agg(json_build_object(
      'attempt', page.id,
      'participant', page.participant_id,
      'reasons', array_remove(array[
        case when page.is_hasty then 'too_fast' end,
        case when page.ids is not null then 'identical_answers' end], null),
      'facts', json_build_object(
        'duration_ms', page.duration_ms,
        'questions', page.questions,
        'ms_per_question', page.duration_ms / page.questions,
        'correct', page.correct,
        'same_as', array(
          select other.id
          from unnest(page.ids, page.people) as other (id, participant_id)
          where other.participant_id <> page.participant_id
          limit 50))
    ) order by page.id), '[]')
    from page
  );
end $$;
comment on function contest.flagged_attempts is 'The flagged attempts of a round after an id: [{attempt, participant, reasons, facts}].';

create function contest.organiser_flagged(round_name text, after uuid, size int) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  server_now constant timestamptz := contest.reply_privately();
  caller constant contest.organisers := contest.require_organiser(array['admin', 'editor']);
begin
  return json_build_object('rows', contest.flagged_attempts(
    (contest.find_round_named(round_name, server_now)).id, organiser_flagged.after, organiser_flagged.size));
end $$;
comment on function contest.organiser_flagged is 'Entry of api.organiser_flagged.';

create function api.organiser_flagged(round text, after uuid default null, size int default 50) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_flagged(round, after, size);
end $$;
comment on function api.organiser_flagged is 'Finished attempts of a round (by id, or by slug in the current contest) for people to judge: {rows:[{attempt, participant, reasons, facts}]}, reasons too_fast and identical_answers. `after` is the last attempt already shown. For admins and editors.';

grant execute on function contest.organiser_flagged, api.organiser_flagged to authenticated;
