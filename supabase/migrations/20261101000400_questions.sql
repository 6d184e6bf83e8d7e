-- The question bank. No client ever reads it: papers are rendered from it, keys are compared inside the database.

create table contest.questions (
  id int generated always as identity primary key,
  contest_id int not null references contest.contests on delete cascade,
  code text not null check (code <> ''),
  topic text not null,
  difficulty text not null check (difficulty in ('easy', 'medium', 'hard')),
  prompt text not null check (prompt <> ''),
  options text[] not null check (cardinality(options) between 2 and 6),
  right_options int[] not null check (cardinality(right_options) between 1 and 5),
  explanation text not null,
  source text not null,
  retired boolean not null default false
);
comment on table contest.questions is 'Questions of a contest, with their keys.';
comment on column contest.questions.right_options is 'Positions in `options`, from 1, ascending.';
comment on column contest.questions.retired is 'No longer drawn; stays, unchanged, for the attempts that have it.';
create unique index questions_by_code on contest.questions (contest_id, code) where not retired;
create index questions_to_draw on contest.questions (contest_id, topic, difficulty) where not retired;
alter table contest.questions enable row level security;

create function contest.option_key(place int) returns text
language sql immutable set search_path = '' as $$
  select chr(64 + place)
$$;
comment on function contest.option_key is 'The letter of the option at a place of one attempt''s paper: 1 → A. Given after shuffling.';

create function contest.right_keys(option_order text, right_options int[]) returns text[]
language sql immutable set search_path = '' as $$
  select array_agg(contest.option_key(place) order by place)
  from generate_series(1, length(option_order)) as place
  where substr(option_order, place, 1)::int = any (right_options)
$$;
comment on function contest.right_keys is 'The letters that are right in one attempt. `option_order` names, per place, the option of the bank shown there: 3142.';
