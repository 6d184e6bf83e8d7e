-- Looking back: what was asked, what one chose, what is right and why. Keys leave the database here and nowhere else.

create function contest.require_review(of_round contest.rounds, is_finished boolean, server_now timestamptz) returns void
language plpgsql stable set search_path = '' as $$
begin
  if not is_finished
     or of_round.review = 'never'
     -- Whoever is told the keys could tell them to somebody who still answers this round. Another round that draws from the
     -- same topics is not looked at: whoever sets the rounds keeps their topics apart.
     or of_round.review = 'after_round' and not contest.is_settled(of_round, server_now) then
    perform contest.refuse('review_not_open', 409);
  end if;
end $$;
comment on function contest.require_review is 'Refuses with review_not_open until keys may be told: after the round, once none of its attempts can be open; after submitting, in a round that is not ranked.';

create function contest.review_question(of_question contest.questions, option_order int, choice int) returns json
language plpgsql stable set search_path = '' as $$
begin
  return json_build_object(
    'id', of_question.id::text,
    'prompt', of_question.prompt,
    'options', (
      select json_agg(json_build_object('key', chr(64 + place), 'text', of_question.options[contest.option_at(option_order, place)])
        order by place)
      from generate_series(1, cardinality(of_question.options)) as place),
    'chosen', contest.keys_of_choice(choice, option_order),
    'right', contest.keys_of_choice(of_question.right_choice, option_order),
    'verdict', case
      when of_question.voided then 'voided'
      when choice = of_question.right_choice then 'right'
      when choice = any (of_question.accepted_choices) then 'accepted_later'
      else 'wrong'
    end,
    'explanation', of_question.explanation,
    'source', of_question.source);
end $$;
comment on function contest.review_question is 'A question of a paper as it is looked back on: {id, prompt, options, chosen, right, verdict, explanation, source}. A voided one gave its points to everybody who drew it.';

create function contest.review(ticket text, attempt uuid) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  server_now constant timestamptz := contest.reply_privately();
  own constant contest.own_attempt := contest.find_own_attempt(ticket, attempt, server_now);
  held constant contest.attempts := own.held;
begin
  -- Over is over, whether or not tick has come by.
  perform contest.require_review(own.of_round, own.is_closed or held.state <> 'open', server_now);
  return (
    select json_agg(contest.review_question(contest.question_as_counted(q, held.round_id), drawn.option_order, drawn.choice) order by drawn.place)
    from unnest(held.question_ids, held.option_orders, coalesce(held.choices, (contest.mark(
        held.question_ids, held.option_orders, held.weights, held.right_choices, held.answers)).choices))
      with ordinality as drawn (id, option_order, choice, place)
    join contest.questions as q on q.id = drawn.id
  );
end $$;
comment on function contest.review is 'Entry of api.review.';

create function api.review(ticket text, attempt uuid) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '5s' as $$
begin
  return contest.review(ticket, attempt);
end $$;
comment on function api.review is 'An attempt of one''s own looked back on, in the order and letters of its paper: [{id, prompt, options, chosen, right, verdict: right · wrong · voided · accepted_later, explanation, source}]; or review_not_open.';

grant execute on function contest.review, api.review to anon, authenticated;
