-- The prize draw: chance that anybody can check. The seed is said in public (the numbers of a lottery, say) after the
-- results were published; it and the published text decide alone.

create table contest.draws (
  id bigint generated always as identity primary key,
  round_id int not null references contest.publications,
  seed text not null,
  prizes jsonb not null,
  winners jsonb not null,
  organiser text not null,
  at timestamptz not null
);
comment on table contest.draws is 'Every prize draw that was made, repeated ones too: a seed that did not please cannot be tried again unseen.';
comment on column contest.draws.winners is '[{prize, place, attempt, rank}]: no names.';
create index draws_by_round on contest.draws (round_id);
alter table contest.draws enable row level security;

create function contest.read_prizes(typed jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare
  prize jsonb;
begin
  if typed is null or jsonb_typeof(typed) <> 'array' or jsonb_array_length(typed) not between 1 and 100 then
    perform contest.refuse('invalid_prizes', 422);
  end if;
  for prize in select value from jsonb_array_elements(typed) loop
    if jsonb_typeof(prize) <> 'object' or prize - array['title', 'count'] <> '{}'
       or jsonb_typeof(prize -> 'title') is distinct from 'string'
       or length(btrim(prize ->> 'title', E' \t\r\n\u00a0')) not between 1 and 200
       or jsonb_typeof(prize -> 'count') is distinct from 'number'
       or prize ->> 'count' !~ '^[1-9][0-9]{0,3}$' then
      perform contest.refuse('invalid_prizes', 422);
    end if;
  end loop;
  return typed;
end $$;
comment on function contest.read_prizes is 'Prizes in the order they are drawn: 1 to 100 of {title, count}, count from 1 to 9999; or invalid_prizes.';

create function contest.draw_winners(of_round int, seed text, publication_hash text, prizes jsonb)
returns table (prize text, place int, won_by contest.final_places)
language plpgsql stable set search_path = '' as $$
begin
  return query
  with prizes_in_order as (
    select
      given.prize ->> 'title' as title,
      sum((given.prize ->> 'count')::int) over (order by given.ordinal) as up_to,
      (given.prize ->> 'count')::int as count
    from jsonb_array_elements(draw_winners.prizes) with ordinality as given (prize, ordinal)
  ), drawn as (
    select f, row_number() over (order by encode(sha256(convert_to(
      draw_winners.seed || E'\n' || publication_hash || E'\n' || f.attempt, 'UTF8')), 'hex') collate "C")::int as place
    from contest.final_places as f
    where f.round_id = of_round
    order by place
    limit (select max(p.up_to) from prizes_in_order as p)
  )
  select p.title, d.place, d.f
  from drawn as d
  join prizes_in_order as p on d.place > p.up_to - p.count and d.place <= p.up_to;
end $$;
comment on function contest.draw_winners is 'The recipe: for every attempt of the published text, take SHA-256 of seed, line feed, publication hash, line feed, attempt id (UTF-8), in hex; sort by it, ascending. The first win, in the order of the prizes, each as often as there are of it; nobody wins twice.';

create function contest.organiser_draw_prizes(round_name text, seed text, prizes jsonb) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  server_now constant timestamptz := contest.reply_privately();
  caller constant contest.organisers := contest.require_organiser(array['admin']);
  of_round contest.rounds;
  published contest.publications;
  checked_prizes jsonb;
  winners jsonb;
  named_winners json;
begin
  of_round := contest.find_round_named(round_name, server_now);
  select * into published from contest.publications as p where p.round_id = of_round.id;
  if not found then
    perform contest.refuse('round_not_published', 409);
  end if;
  if seed is null or btrim(seed, E' \t\r\n\u00a0') = '' or length(seed) > 200 then
    perform contest.refuse('invalid_seed', 422);
  end if;
  checked_prizes := contest.read_prizes(organiser_draw_prizes.prizes);

  select
    coalesce(jsonb_agg(jsonb_build_object(
      'prize', w.prize, 'place', w.place, 'attempt', (w.won_by).attempt, 'rank', (w.won_by).rank) order by w.place), '[]'),
    coalesce(json_agg(json_build_object(
      'prize', w.prize, 'place', w.place, 'attempt', (w.won_by).attempt, 'rank', (w.won_by).rank,
      'unit', json_build_object('code', u.code, 'name', u.name, 'path', u.path),
      'name', contest.public_name(p.full_name, p.birth_year, c.year)) order by w.place), '[]')
  into winners, named_winners
  from contest.draw_winners(of_round.id, organiser_draw_prizes.seed, published.hash, checked_prizes) as w
  join contest.round_units as u on u.round_id = of_round.id and u.unit_id = (w.won_by).unit_id
  join contest.participants as p on p.id = (w.won_by).participant_id
  join contest.contests as c on c.id = p.contest_id;

  insert into contest.draws (round_id, seed, prizes, winners, organiser, at)
  values (of_round.id, organiser_draw_prizes.seed, checked_prizes, winners, caller.email, server_now);
  perform contest.record('draw_prizes', jsonb_build_object(
    'round', of_round.slug, 'seed', organiser_draw_prizes.seed, 'prizes', checked_prizes, 'winners', winners));
  return json_build_object(
    'winners', named_winners,
    'proof', json_build_object(
      'method', 'sha256(seed LF hash LF attempt), hex, ascending',
      'seed', organiser_draw_prizes.seed,
      'hash', published.hash,
      'candidates', published.lines));
end $$;
comment on function contest.organiser_draw_prizes is 'Entry of api.organiser_draw_prizes.';

create function api.organiser_draw_prizes(round text, seed text, prizes jsonb) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_draw_prizes(round, seed, prizes);
end $$;
comment on function api.organiser_draw_prizes is 'Draws the winners of prizes [{title, count}] among everybody ranked in a published round: {winners:[{prize, place, attempt, rank, unit, name}], proof:{method, seed, hash, candidates}}. Whoever has the published text (api.publication) and the seed finds the same winners: sort its attempts by SHA-256 of seed, line feed, hash, line feed, attempt id, in hex. For admins.';

grant execute on function contest.organiser_draw_prizes, api.organiser_draw_prizes to authenticated;
