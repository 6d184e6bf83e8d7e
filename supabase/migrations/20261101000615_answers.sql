-- Answers: {question id: [option keys]}, in the letters of one paper. They are checked whenever they come in and kept as
-- they came; what was chosen, in terms of the bank, is worked out once, when the attempt is finished.

create function contest.are_answers(given jsonb, question_ids int[], option_orders int[], letters jsonb) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  -- Most saves of a contest pass here: so few and whole steps, none of them once per question.
  return case
    when given is null or jsonb_typeof(given) <> 'object' or pg_column_size(given) > 16384 then false
    when given - question_ids::text[] <> '{}' then false
    when jsonb_path_exists(given, 'strict $.* ? (@.type() != "array" || @.size() > 6)') then false
    when jsonb_path_query_array(given, 'strict $.*[*]') <@ letters then true
    else contest.are_keys(given, question_ids, option_orders)
  end;
end $$;
comment on function contest.are_answers is 'Whether something is answers to a paper: known questions, and keys they have.';

create function contest.are_keys(given jsonb, question_ids int[], option_orders int[]) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return (
    select coalesce(bool_and(contest.choice_of(given -> asked.id::text, asked.option_order) is not null), true)
    from unnest(question_ids, option_orders) as asked (id, option_order)
    where given ? asked.id::text
  );
end $$;
comment on function contest.are_keys is 'The same question by question, for papers whose questions differ in how many options they have.';

create function contest.choice_of(keys jsonb, option_order int) returns int
language plpgsql immutable set search_path = '' as $$
declare
  choice int := 0;
  option int;
begin
  for element in 0 .. jsonb_array_length(keys) - 1 loop
    option := contest.option_at(option_order, array_position('{A,B,C,D,E,F}', keys ->> element));
    if option is null or option = 0 then
      return null;
    end if;
    choice := choice | (1 << (option - 1));
  end loop;
  return choice;
end $$;
comment on function contest.choice_of is 'Keys of one paper as a choice, or null if the question has not all of them: ["A","C"] shown in the order 2413 → options 3 and 4.';

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
