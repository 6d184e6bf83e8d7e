-- Certificates: one for every ranked participant of a published round, known by its code alone.

create table contest.certificates (
  code_hash bytea primary key,
  round_id int not null,
  rank int not null,
  unique (round_id, rank),
  foreign key (round_id, rank) references contest.final_places
);
comment on table contest.certificates is 'Certificates that have been issued. Their codes are derived when their holders ask for them, and not kept.';
comment on column contest.certificates.code_hash is 'SHA-256 of the code.';
alter table contest.certificates enable row level security;

create function contest.certificate_code(attempt uuid) returns text
language plpgsql stable set search_path = '' as $$
begin
  return contest.in_groups(contest.base32(contest.mac('certificate', attempt::text), 20));
end $$;
comment on function contest.certificate_code is 'Code of the certificate for an attempt: 100 bits in five groups of four.';

create function contest.first_rank_without_certificate(of_round int) returns int
language plpgsql stable set search_path = '' as $$
begin
  return (
    select min(place.rank)
    from contest.final_places as place
    left join contest.certificates as c on c.round_id = place.round_id and c.rank = place.rank
    where place.round_id = of_round and c.rank is null);
end $$;
comment on function contest.first_rank_without_certificate is 'The first rank of a published round whose certificate is still to be made out; null where there is none, and of a round that is not published.';

create function contest.is_publication_stuck(of_round int) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return contest.first_rank_without_certificate(of_round) is not null
    and not exists (
      select from contest.jobs as j
      where j.kind = 'publish_round' and j.finished_at is null and (j.arguments ->> 'round')::int = of_round);
end $$;
comment on function contest.is_publication_stuck is 'Whether a round is published, somebody in it has no certificate yet, and no job is at it.';

create function contest.certificates_per_slice() returns int
language plpgsql immutable set search_path = '' as $$
begin
  return 10000;
end $$;
comment on function contest.certificates_per_slice is 'How many certificates one slice of a publication issues.';

create function contest.issue_certificates_slice(job contest.jobs) returns contest.jobs
language plpgsql volatile set search_path = '' as $$
declare
  of_round constant int := job.arguments ->> 'round';
  issued constant int := job.cursor ->> 'issued';
  up_to constant int := least(issued + contest.certificates_per_slice(), job."of");
begin
  insert into contest.certificates (code_hash, round_id, rank)
  -- A code is typed as a ticket is, and kept as one.
  select contest.hash_ticket(contest.certificate_code(place.attempt)), place.round_id, place.rank
  from contest.final_places as place
  where place.round_id = of_round and place.rank > issued and place.rank <= up_to
  -- Taken up again, a publication may meet some that it has issued before.
  on conflict on constraint certificates_round_id_rank_key do nothing;
  job.done := up_to;
  job.cursor := jsonb_build_object('issued', up_to);
  if up_to = job."of" then
    job.state := 'done';
  end if;
  return job;
end $$;
comment on function contest.issue_certificates_slice is 'Issues the next certificates of a round that has just been published, in the order of ranks.';

create function contest.certificates_of(participant bigint) returns json
language plpgsql stable set search_path = '' as $$
begin
  return (
    select coalesce(json_agg(json_build_object('round', r.slug, 'code', contest.certificate_code(place.attempt)) order by r.ordinal), '[]')
    from contest.final_places as place
    join contest.certificates as c on c.round_id = place.round_id and c.rank = place.rank
    join contest.rounds as r on r.id = place.round_id
    where place.participant_id = certificates_of.participant
  );
end $$;
comment on function contest.certificates_of is 'A participant''s certificates, as their own record tells them: [{round, code}].';

create function contest.certificate(code text) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  server_now constant timestamptz := contest.reply_privately();
  found_certificate json;
begin
  select json_build_object(
    'name', contest.public_name(p.full_name, p.birth_year, k.year),
    'unit', json_build_object('code', u.code, 'name', u.name, 'path', u.path),
    'contest', k.slug,
    'contest_title', k.title,
    'round', r.slug,
    'round_title', r.title,
    'score', place.score,
    'max_score', r.max_score,
    'correct', place.correct,
    'total', r.question_count,
    'rank', place.rank,
    'issued_at', contest.utc(published.published_at),
    'state', case p.status when 'active' then 'valid' else 'revoked' end)
  into found_certificate
  from contest.certificates as c
  join contest.final_places as place on place.round_id = c.round_id and place.rank = c.rank
  join contest.publications as published on published.round_id = c.round_id
  join contest.round_units as u on u.round_id = c.round_id and u.unit_id = place.unit_id
  join contest.rounds as r on r.id = c.round_id
  join contest.contests as k on k.id = r.contest_id
  join contest.participants as p on p.id = place.participant_id
  where c.code_hash = contest.hash_ticket(certificate.code) and p.forgotten_at is null;
  if not found then
    -- One refusal for a code nobody has and for somebody who wished to be forgotten.
    perform contest.refuse('certificate_not_found', 404);
  end if;
  return found_certificate;
end $$;
comment on function contest.certificate is 'Entry of api.certificate. As in every other result, `total` is the number of questions; `score` is out of `max_score`.';

create function api.certificate(code text) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '5s' as $$
begin
  return contest.certificate(code);
end $$;
comment on function api.certificate is 'What a certificate vouches for: {name, unit, contest, contest_title, round, round_title, score, max_score, correct, total, rank, issued_at, state: valid · revoked}. Minors'' names are initials; the unit is as it was at publication; a certificate of somebody disqualified since is revoked.';

grant execute on function contest.certificate, api.certificate to anon, authenticated;
