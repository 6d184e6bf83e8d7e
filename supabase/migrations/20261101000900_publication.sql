-- What a publication is: the final places of a round, and the canonical text whose hash anybody can verify.
--
-- Names stand nowhere in it. They are read from the participants, and go with them when somebody is forgotten.

create table contest.publications (
  round_id int primary key references contest.rounds,
  published_at timestamptz not null,
  organiser text not null,
  figure int,
  lines int not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$')
);
comment on table contest.publications is 'Rounds whose results are final.';
comment on column contest.publications.organiser is 'E-mail of who published it.';
comment on column contest.publications.figure is 'The true figure of the round''s prediction; null where none was asked.';
comment on column contest.publications.lines is 'How many attempts are ranked.';
comment on column contest.publications.hash is 'SHA-256 of the canonical text in UTF-8, in hex.';
alter table contest.publications enable row level security;

create table contest.final_places (
  round_id int not null references contest.publications,
  rank int not null,
  attempt uuid not null,
  participant_id bigint not null,
  unit_id int not null,
  score int not null,
  correct int not null,
  distance int,
  duration_ms int not null,
  finished_at timestamptz not null,
  primary key (round_id, rank)
);
comment on table contest.final_places is 'Who took which place in a published round. Never changes.';
comment on column contest.final_places.attempt is 'Their best attempt.';
comment on column contest.final_places.distance is 'How far its prediction was off the true figure; null where none was asked for or given.';
create unique index final_places_by_participant on contest.final_places (participant_id, round_id);
alter table contest.final_places enable row level security;

create table contest.published_questions (
  round_id int not null references contest.publications,
  question_id int not null,
  voided boolean not null,
  accepted_choices int[] not null,
  primary key (round_id, question_id)
);
comment on table contest.published_questions is 'What counted for a question somebody drew in a published round. A later remedy counts in other rounds only.';
alter table contest.published_questions enable row level security;

create function contest.question_as_counted(of_question contest.questions, of_round int) returns contest.questions
language plpgsql stable set search_path = '' as $$
declare
  published contest.published_questions;
begin
  select * into published from contest.published_questions as p where p.round_id = of_round and p.question_id = of_question.id;
  if found then
    of_question.voided := published.voided;
    of_question.accepted_choices := published.accepted_choices;
  end if;
  return of_question;
end $$;
comment on function contest.question_as_counted is 'A question with the remedies that count in a round: of a published one, those it was published with.';

create view contest.round_units with (security_invoker = true) as
select b.round_id, u.unit_id, u.code, u.name, u.path
from contest.boards as b
join contest.board_units as u on u.board_id = b.id
where b.round_id is not null;
comment on view contest.round_units is 'Units as the board of a round has them: of a published one, as they were called and where they stood in the tree when it was.';

-- The order ----------------------------------------------------------------------------------------------------------

create function contest.true_figure(of_round contest.rounds) returns int
language plpgsql stable set search_path = '' as $$
begin
  if of_round.prediction = 'none' then
    return null;
  end if;
  return (
    select case of_round.prediction
      when 'participants_all_correct' then count(distinct a.participant_id) filter (where a.correct = cardinality(a.question_ids))
      when 'attempts_all_correct' then count(*) filter (where a.correct = cardinality(a.question_ids))
      when 'participants_total' then count(distinct a.participant_id)
    end
    from contest.attempts as a
    join contest.participants as p on p.id = a.participant_id
    where a.round_id = of_round.id and a.state <> 'open' and p.status = 'active'
  );
end $$;
comment on function contest.true_figure is 'What was to be predicted: people with at least one finished attempt all right, finished attempts all right, or people with a finished attempt. Whoever is disqualified does not count.';

create function contest.sorting_distance(distance int, figure int) returns int
language plpgsql immutable set search_path = '' as $$
begin
  return case when figure is null then 0 else coalesce(distance, 2147483647) end;
end $$;
comment on function contest.sorting_distance is 'A distance as it ranks: none given comes after every given one, and none asked for ranks nobody.';

create function contest.final_order(of_round contest.rounds, figure int) returns setof contest.final_places
language plpgsql stable set search_path = '' as $$
begin
  return query
    select
      of_round.id,
      row_number() over (
        order by s.score desc, contest.sorting_distance(abs(a.prediction - figure), figure), s.duration_ms, s.finished_at, s.tie_break
      )::int,
      s.tie_break, s.participant_id, s.unit_id, s.score, a.correct, abs(a.prediction - figure), s.duration_ms, s.finished_at
    from contest.boards as b
    join contest.standings as s on s.board_id = b.id
    join contest.attempts as a on a.participant_id = s.participant_id and a.round_id = b.round_id and a.id = s.tie_break
    where b.round_id = of_round.id;
end $$;
comment on function contest.final_order is 'The final places of a round, as they would be published now: score, highest first; distance of the best attempt''s prediction; time taken; who finished first; id of the attempt.';

-- The canonical text -------------------------------------------------------------------------------------------------

create function contest.publication_header(of_round contest.rounds, figure int, lines int) returns text
language plpgsql stable set search_path = '' as $$
begin
  return concat(
    (select c.slug from contest.contests as c where c.id = of_round.contest_id), E'\t', of_round.slug, E'\t', figure, E'\t', lines, E'\n');
end $$;
comment on function contest.publication_header is 'First line of the canonical text: contest, round, true figure of the prediction or nothing, number of lines that follow.';

create function contest.publication_line(place contest.final_places, unit_code text) returns text
language plpgsql stable set search_path = '' as $$
begin
  return concat(
    -- Nothing may look like two fields or two lines: white space within a code is a blank.
    place.rank, E'\t', place.attempt, E'\t', translate(unit_code, E'\t\r\n', '   '), E'\t', place.score, E'\t', place.correct, E'\t',
    place.distance, E'\t', place.duration_ms, E'\t', contest.utc(place.finished_at), E'\n');
end $$;
comment on function contest.publication_line is 'A line of the canonical text: rank, attempt, unit code, score, right answers, distance or nothing, time taken in ms, when it finished (UTC). Fields are apart by tabs, lines end in a line feed.';

create function contest.publication_hash(of_round contest.rounds, figure int, lines int) returns text
language plpgsql stable set search_path = '' as $$
begin
  return (
    select encode(sha256(convert_to(
      contest.publication_header(of_round, figure, lines)
        || coalesce(string_agg(contest.publication_line(place, u.code), '' order by place.rank), ''), 'UTF8')), 'hex')
    from contest.final_order(of_round, figure) as place
    join contest.round_units as u on u.round_id = place.round_id and u.unit_id = place.unit_id
  );
end $$;
comment on function contest.publication_hash is 'SHA-256, in hex, of the canonical text a round would be published with now.';

-- What everybody may read --------------------------------------------------------------------------------------------

create function contest.lines_per_page() returns int
language plpgsql immutable set search_path = '' as $$
begin
  return 2000;
end $$;
comment on function contest.lines_per_page is 'How many ranked attempts a page of the canonical text holds.';

create function contest.publication(contest_slug text, round_slug text, page int) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  of_round constant contest.rounds := contest.find_round((contest.find_contest(contest_slug)).id, round_slug);
  shown_page constant int := greatest(coalesce(page, 1), 1);
  lines_before constant bigint := (shown_page - 1)::bigint * contest.lines_per_page();
  published contest.publications;
begin
  select * into published from contest.publications as p where p.round_id = of_round.id;
  if not found then
    perform contest.refuse('round_not_published', 409);
  end if;
  return json_build_object(
    'hash', published.hash,
    'published_at', contest.utc(published.published_at),
    'figure', published.figure,
    'lines', published.lines,
    'page', shown_page,
    'pages', greatest(ceil(published.lines::numeric / contest.lines_per_page()), 1),
    'text', case when shown_page = 1 then contest.publication_header(of_round, published.figure, published.lines) else '' end
      || coalesce((
        select string_agg(contest.publication_line(place, u.code), '' order by place.rank)
        from contest.final_places as place
        join contest.round_units as u on u.round_id = place.round_id and u.unit_id = place.unit_id
        where place.round_id = of_round.id
          and place.rank > lines_before and place.rank <= lines_before + contest.lines_per_page()), ''));
end $$;
comment on function contest.publication is 'Entry of api.publication.';

create function api.publication(contest text, round text, page int default 1) returns json
language plpgsql stable set search_path = '' set statement_timeout = '5s' as $$
begin
  perform contest.reply_publicly();
  return contest.publication(contest, round, page);
end $$;
comment on function api.publication is 'The final result of a published round, page by page: {hash, published_at, figure, lines, page, pages, text}. The SHA-256 of all pages'' texts joined, in UTF-8, is the hash. The text''s first line is contest, round, figure, number of lines; then per ranked attempt, in the order of ranks: rank, attempt, unit code, score, right answers, distance, time taken in ms, when it finished. Fields are apart by tabs, lines end in a line feed; empty is none.';

grant execute on function contest.publication, api.publication to anon, authenticated;
