-- Answers: what a client sends and is told ({question id: [option keys]}), and what is stored (a choice per question).

create function contest.read_choice(keys jsonb, option_order int) returns int
language plpgsql immutable set search_path = '' as $$
declare
  choice int := 0;
  place int;
  option int;
begin
  if jsonb_typeof(keys) <> 'array' then
    return null;
  end if;
  for element in 0 .. jsonb_array_length(keys) - 1 loop
    place := array_position('{A,B,C,D,E,F}', keys ->> element);
    option := contest.option_at(option_order, place);
    if option is null or option = 0 then
      return null;
    end if;
    choice := choice | (1 << (option - 1));
  end loop;
  return choice;
end $$;
comment on function contest.read_choice is 'Keys of one paper as a choice, or null for anything but an array of keys the question has: ["A","C"] shown in the order 2413 → options 3 and 4.';

create function contest.keys_of_choice(choice int, option_order int) returns text[]
language plpgsql immutable set search_path = '' as $$
begin
  return array(
    select chr(64 + place)
    from generate_series(1, length(option_order::text)) as place
    where (choice >> (contest.option_at(option_order, place) - 1)) & 1 = 1
    order by place);
end $$;
comment on function contest.keys_of_choice is 'A choice as keys of one paper, ascending.';

create function contest.read_answers(typed jsonb, question_ids int[], option_orders int[]) returns int[]
language plpgsql immutable set search_path = '' as $$
declare
  choices int[] := array_fill(0, array[cardinality(question_ids)]);
  keys jsonb;
  first_key text;
  only_option int;
begin
  if typed is null or jsonb_typeof(typed) <> 'object' or pg_column_size(typed) > 16384
     or typed - question_ids::text[] <> '{}' then
    perform contest.refuse('invalid_answers', 422);
  end if;
  for question in 1 .. cardinality(question_ids) loop
    keys := typed -> question_ids[question]::text;
    continue when keys is null;
    -- One key to a question is the rule and read without a call: this is a good part of every save.
    first_key := keys ->> 0;
    only_option := case when keys = jsonb_build_array(first_key) then
      option_orders[question]
        / case first_key when 'A' then 1 when 'B' then 10 when 'C' then 100 when 'D' then 1000 when 'E' then 10000 when 'F' then 100000 end
        % 10 end;
    if only_option > 0 then
      choices[question] := 1 << (only_option - 1);
    else
      choices[question] := contest.read_choice(keys, option_orders[question]);
      if choices[question] is null then
        perform contest.refuse('invalid_answers', 422);
      end if;
    end if;
  end loop;
  return choices;
end $$;
comment on function contest.read_answers is 'Answers to a paper as they are stored: known questions and known keys only; or invalid_answers.';

create function contest.answers_json(question_ids int[], option_orders int[], answers int[]) returns json
language plpgsql stable set search_path = '' as $$
begin
  return (
    select concat('{', string_agg(
      '"' || held.id || '":["' || case held.choice
        when 1 << (held.option_order % 10 - 1) then 'A'
        when 1 << (held.option_order / 10 % 10 - 1) then 'B'
        when 1 << (held.option_order / 100 % 10 - 1) then 'C'
        when 1 << (held.option_order / 1000 % 10 - 1) then 'D'
        else array_to_string(contest.keys_of_choice(held.choice, held.option_order), '","')
      end || '"]', ','), '}')
    from unnest(question_ids, option_orders, answers) as held (id, option_order, choice)
    where held.choice <> 0
  );
end $$;
comment on function contest.answers_json is 'Stored answers to a paper: {question id: [option keys, ascending]}, answered questions only.';
