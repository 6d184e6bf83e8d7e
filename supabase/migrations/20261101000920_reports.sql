-- Reports as tables, from the boards: what participants see at the same moment, and what tick proves equal to a recount.
-- Names stand in them as they are: text is text in JSON, and whoever writes a spreadsheet escapes it there.

create function contest.report_table(name text, columns text[], rows jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  return jsonb_build_object('name', name, 'columns', columns, 'rows', coalesce(rows, '[]'));
end $$;
comment on function contest.report_table is 'A table of a report: {name, columns, rows}, one row an array of cells.';

create function contest.report_units(of_board int, scope int[]) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return contest.report_table('units',
    '{depth,code,name,headcount,participants,participation_rate,attempts,mean_score,full_marks}', (
    select jsonb_agg(jsonb_build_array(
      -- From 1, the roots of the whole tree.
      cardinality(u.lineage), u.code, u.name, u.headcount, coalesce(t.participants, 0),
      case when u.headcount is not null then least(round(
        (coalesce(t.participants, 0) - case when u.includes_public then 0 else coalesce(t.public_participants, 0) end)::numeric
          / u.headcount, 6), 1) end,
      coalesce(t.attempts, 0), round(t.score_sum::numeric / nullif(t.participants, 0), 2), coalesce(t.full_marks, 0)
    ) order by u.first_place)
    from contest.board_units as u
    left join contest.unit_tallies as t on t.board_id = u.board_id and t.unit_id = u.unit_id
    where u.board_id = of_board and u.unit_id = any (scope)));
end $$;
comment on function contest.report_units is 'Some units and all below them, in the order of the board''s tree, each with the figures of its whole subtree there.';

create function contest.report_audiences(of_board int, scope int[]) returns jsonb
language plpgsql stable set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
begin
  return contest.report_table('audiences', '{audience,participants,attempts,mean_score,full_marks}', (
    select jsonb_agg(jsonb_build_array(f.audience, f.participants, f.attempts, f.mean_score, f.full_marks) order by f.audience)
    from (
      select p.audience, count(*) as participants, sum(s.attempts) as attempts, round(avg(s.score), 2) as mean_score, sum(s.full_marks) as full_marks
      from contest.standings as s
      join contest.participants as p on p.id = s.participant_id
      where s.board_id = of_board and s.unit_id = any (scope)
      group by p.audience
    ) as f));
end $$;
comment on function contest.report_audiences is 'The people of some units on a board, by the group they belong to.';

create function contest.report_rounds(of_rounds int[], scope int[]) returns jsonb
language plpgsql stable set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
begin
  return contest.report_table('rounds', '{round,title,participants,attempts,mean_score,full_marks}', (
    select jsonb_agg(jsonb_build_array(
      r.slug, r.title, coalesce(f.participants, 0), coalesce(f.attempts, 0), f.mean_score, coalesce(f.full_marks, 0)) order by r.ordinal)
    from contest.rounds as r
    left join (
      select b.round_id, count(*) as participants, sum(s.attempts) as attempts, round(avg(s.score), 2) as mean_score, sum(s.full_marks) as full_marks
      from contest.standings as s
      join contest.boards as b on b.id = s.board_id
      where b.round_id = any (of_rounds) and s.unit_id = any (scope)
      group by b.round_id
    ) as f on f.round_id = r.id
    where r.id = any (of_rounds)));
end $$;
comment on function contest.report_rounds is 'The people of some units, by round.';

create function contest.report_days(of_rounds int[], scope int[]) returns jsonb
language plpgsql stable set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
begin
  return contest.report_table('days', '{day,attempts,participants}', (
    select jsonb_agg(jsonb_build_array(to_char(f.day, 'YYYY-MM-DD'), f.attempts, f.participants) order by f.day)
    from (
      select d.day, sum(d.attempts) as attempts, count(*) as participants
      from (
        -- A day as the members live it.
        select (a.finished_at at time zone 'Asia/Ho_Chi_Minh')::date as day, a.participant_id, count(*) as attempts
        from contest.attempts as a
        join contest.participants as p on p.id = a.participant_id
        where a.round_id = any (of_rounds) and a.state <> 'open' and p.status = 'active' and p.unit_id = any (scope)
        group by 1, 2
      ) as d
      group by d.day
    ) as f));
end $$;
comment on function contest.report_days is 'Attempts finished and people who finished one, by day in Vietnam.';

create function contest.report_tables(of_contest int, round_slug text, tops int[]) returns jsonb
-- Stable: the statement that calls it sees one moment, and so does everything in here, whatever tick does meanwhile.
language plpgsql stable set search_path = '' as $$
declare
  scope constant int[] := contest.units_below(of_contest, tops);
  of_rounds constant int[] := contest.counted_rounds(of_contest, round_slug);
  board constant contest.boards := contest.find_board(of_contest, round_slug);
begin
  return jsonb_build_object('as_of', contest.utc(board.as_of), 'tables', jsonb_build_array(
    contest.report_units(board.id, scope),
    contest.report_audiences(board.id, scope),
    contest.report_rounds(of_rounds, scope),
    contest.report_days(of_rounds, scope)));
end $$;
comment on function contest.report_tables is 'A report on some units and all below them, as of one moment: {as_of, tables}.';

create function contest.report_slice(job contest.jobs) returns contest.jobs
language plpgsql volatile set search_path = '' as $$
begin
  job.result := contest.report_tables(job.contest_id, job.arguments ->> 'round',
    array(select jsonb_array_elements_text(job.arguments -> 'units')::int));
  job."of" := jsonb_array_length(job.result -> 'tables');
  job.done := job."of";
  job.state := 'done';
  return job;
end $$;
comment on function contest.report_slice is 'The job of organiser_report, in one slice: it holds nobody up.';

create function contest.organiser_report(contest_slug text, round_slug text, unit_code text) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  server_now constant timestamptz := contest.reply_privately();
  caller constant contest.organisers := contest.require_organiser();
  of_contest constant int := (contest.find_contest(contest_slug)).id;
  tops int[];
begin
  if unit_code is null then
    tops := contest.shown_units(caller, of_contest, null);
  else
    tops := array[(contest.find_unit(of_contest, unit_code)).id];
    perform contest.require_unit_scope(caller, tops[1]);
  end if;
  if round_slug is not null then
    perform contest.find_round(of_contest, round_slug);
  end if;
  return contest.start_job('report', of_contest, jsonb_build_object('round', round_slug, 'units', tops));
end $$;
comment on function contest.organiser_report is 'Entry of api.organiser_report.';

create function api.organiser_report(contest text, round text default null, unit text default null) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_report(contest, round, unit);
end $$;
comment on function api.organiser_report is 'Figures of a round or the whole contest, of a unit and all below it (of a unit organiser''s own, where none is named): {job}, whose result is {as_of, tables:[{name, columns, rows}]}: units, audiences, rounds, days. For every organiser, within their units.';

grant execute on function contest.organiser_report, api.organiser_report to authenticated;
