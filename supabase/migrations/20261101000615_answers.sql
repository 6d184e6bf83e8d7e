-- Answers: {question id: [option keys]}, in the letters of one paper. Whatever is contained in the keys of the paper is
-- answers to it; since that holds for keys given twice too, they may be 16 KB at most. They are checked whenever they come
-- in and kept as they came; what was chosen, in terms of the bank, is worked out once, when the attempt is finished.

create function contest.choice_of(keys jsonb, option_order int) returns int
language plpgsql immutable set search_path = '' as $$
begin
  return (
    select coalesce(bit_or(1 << (contest.option_at(option_order, ascii(key) - 64) - 1)), 0)
    from jsonb_array_elements_text(keys) as key);
end $$;
comment on function contest.choice_of is 'Keys of one paper as a choice: ["A","C"] shown in the order 2413 → options 3 and 4.';

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
