-- A paper: drawn at random by the round's blueprint, stored with the attempt, rendered the same ever after.

-- An option order says which option of the bank stands at each place, one decimal digit per place, place A in the ones:
-- 2413 shows option 3 first, then 1, 4 and 2. Digits of a number are had without a call; a paper asks for eighty.

create table contest.option_orders (
  option_count int primary key,
  orders int[] not null,
  keys jsonb not null
);
comment on table contest.option_orders is 'Every order so many options can be shown in, the bank''s own first: 4321, ….';
comment on column contest.option_orders.keys is 'The keys so many options have: ["A","B","C","D"].';
alter table contest.option_orders enable row level security;

insert into contest.option_orders (option_count, orders, keys)
with recursive partial (option_count, so_far) as (
  select option_count, '' from generate_series(2, 6) as option_count
  union all
  select partial.option_count, partial.so_far || option
  from partial
  cross join lateral generate_series(1, partial.option_count) as option
  where strpos(partial.so_far, option::text) = 0
)
select
  option_count, array_agg(reverse(so_far)::int order by so_far),
  (select jsonb_agg(chr(64 + place) order by place) from generate_series(1, option_count) as place)
from partial
where length(so_far) = option_count
group by option_count;

create function contest.option_at(option_order int, place int) returns int
language plpgsql immutable set search_path = '' as $$
begin
  return option_order / (10 ^ (place - 1))::int % 10;
end $$;
comment on function contest.option_at is 'The option of the bank at a place of a paper, from 1; 0 where the question has no such place.';

create type contest.paper as (question_ids int[], option_orders int[], weights int[], right_choices int[], keys jsonb);

create function contest.sample(pool int[], most int, seen int[]) returns int[]
language plpgsql volatile set search_path = '' as $$
declare
  fresh int := cardinality(pool);  -- how many of the pool, at its head, the participant has not had
  last int;
  other int;
  drawn int[] := '{}';
begin
  if seen is not null then
    pool := array(select question from unnest(pool) as question order by question / 512 = any (seen));
    fresh := (select count(*) from unnest(pool) as question where question / 512 <> all (seen));
  end if;
  -- Fisher and Yates, as far as needed: every choice is equally likely, the fresh ones first.
  for place in 1 .. least(most, cardinality(pool)) loop
    last := case when place <= fresh then fresh else cardinality(pool) end;
    other := place + floor(random() * (last - place + 1))::int;
    drawn := drawn || pool[other];
    pool[other] := pool[place];
  end loop;
  return drawn;
end $$;
comment on function contest.sample is 'Some of a pool''s questions at random, those not `seen` before the others. `seen`: questions the participant has had, or null.';

create function contest.draw_paper(of_round int, question_count int, shuffle_options boolean, seen int[]) returns contest.paper
language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  paper contest.paper;
begin
  select
    array_agg(drawn.id), array_agg(drawn.option_order), array_agg(drawn.weight), array_agg(drawn.right_choice),
    jsonb_object_agg(drawn.id, drawn.keys)
  into paper
  from (
    select
      question / 512 as id, question / 8 % 64 as right_choice, cell.weight, o.keys,
      o.orders[case when shuffle_options then 1 + floor(random() * cardinality(o.orders))::int else 1 end] as option_order
    from contest.blueprint_cells as cell
    cross join lateral unnest(case
      -- Most cells: one of many, and none to avoid.
      when cell.count = 1 and seen is null then array[cell.pool[1 + floor(random() * cardinality(cell.pool))::int]]
      else contest.sample(cell.pool, cell.count, seen)
    end) as question
    join contest.option_orders as o on o.option_count = question % 8
    where cell.round_id = of_round
    -- Not random() as it stands above: the planner takes two alike for one, orders would rise along the paper and tell the
    -- keys.
    order by 1 - random()
  ) as drawn;

  if coalesce(cardinality(paper.question_ids), 0) <> question_count then
    -- Saving a round checks its bank; a smaller paper would not be comparable with the others.
    raise exception 'the bank of round % is smaller than its blueprint', of_round;
  end if;
  return paper;
end $$;
comment on function contest.draw_paper is 'Draws a paper by the round''s blueprint: questions, their order, and the order of their options. `seen`: questions the participant has had, or null.';
