-- The audit log: who did what, when and why, as a chain. Each row's hash covers the row and the hash before it, and the
-- end of the chain stands in a table of its own. So no row can be changed, moved or taken away without its showing.
--
-- Details carry ids and codes, never a name, a phone or a ticket: the log outlives the people in it.

create table contest.audit (
  id bigint primary key,
  at timestamptz not null,
  actor text not null,
  act text not null check (act <> ''),
  details jsonb not null,
  reason text,
  previous bytea not null,
  hash bytea not null
);
comment on table contest.audit is 'Acts of organisers, and every look at personal data. Append-only, for the owner too.';
comment on column contest.audit.id is 'Place in the chain: 1, 2, 3 … without gaps.';
comment on column contest.audit.actor is 'E-mail of the organiser; "owner" for what the database''s owner does by command.';
comment on column contest.audit.previous is 'Hash of the row before; 32 zero bytes for the first.';
comment on column contest.audit.hash is 'SHA-256 of contest.audit_text of the row.';
alter table contest.audit enable row level security;

create table contest.audit_head (
  only_row boolean primary key default true check (only_row),
  rows bigint not null,
  hash bytea not null
);
comment on table contest.audit_head is 'One row: how many rows the audit log has and the hash of the last, so that a missing end shows too.';
alter table contest.audit_head enable row level security;

create function contest.audit_start() returns bytea
language sql immutable set search_path = '' as $$
  select decode(repeat('00', 32), 'hex')
$$;
comment on function contest.audit_start is 'What stands before the first row: 32 zero bytes.';

insert into contest.audit_head (rows, hash) values (0, contest.audit_start());

-- Nothing but growth -------------------------------------------------------------------------------------------------

create function contest.refuse_rewriting() returns trigger
language plpgsql volatile set search_path = '' as $$
begin
  raise exception 'the audit log is append-only' using errcode = 'restrict_violation';
end $$;
comment on function contest.refuse_rewriting is 'Trigger: the audit log only grows.';

create trigger audit_keeps_its_rows before update or delete on contest.audit
  for each row execute function contest.refuse_rewriting();
create trigger audit_is_not_emptied before truncate on contest.audit
  for each statement execute function contest.refuse_rewriting();
create trigger audit_head_stays before delete on contest.audit_head
  for each row execute function contest.refuse_rewriting();
create trigger audit_head_is_not_emptied before truncate on contest.audit_head
  for each statement execute function contest.refuse_rewriting();
create trigger audit_head_moves_on before update on contest.audit_head
  for each row when (new.rows is distinct from old.rows + 1) execute function contest.refuse_rewriting();
-- Also where a session has replication's leave to skip triggers.
alter table contest.audit enable always trigger audit_keeps_its_rows;
alter table contest.audit enable always trigger audit_is_not_emptied;
alter table contest.audit_head enable always trigger audit_head_stays;
alter table contest.audit_head enable always trigger audit_head_is_not_emptied;
alter table contest.audit_head enable always trigger audit_head_moves_on;

-- Writing ------------------------------------------------------------------------------------------------------------

create function contest.audit_text(entry contest.audit) returns text
language plpgsql stable set search_path = '' as $$
begin
  -- JSON keeps the parts apart whatever stands in them. Nothing here looks at the session's time zone or date style.
  return json_build_array(
    entry.id, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), entry.actor, entry.act,
    entry.details, entry.reason, encode(entry.previous, 'hex'))::text;
end $$;
comment on function contest.audit_text is 'The canonical text of a row, which its hash is taken of.';

create function contest.record(act text, details jsonb, reason text default null, actor text default null) returns void
language plpgsql volatile set search_path = '' as $$
declare
  head contest.audit_head;
  entry contest.audit;
begin
  -- One at a time, until the transaction ends: the next row needs this one's hash.
  select * into head from contest.audit_head for update;
  entry.id := head.rows + 1;
  entry.at := contest.clock();
  entry.actor := coalesce(record.actor, contest.claimed_email(), 'owner');
  entry.act := record.act;
  entry.details := record.details;
  entry.reason := record.reason;
  entry.previous := head.hash;
  entry.hash := sha256(convert_to(contest.audit_text(entry), 'UTF8'));
  insert into contest.audit values (entry.*);
  update contest.audit_head as h set rows = entry.id, hash = entry.hash;
end $$;
comment on function contest.record is 'Appends to the audit log, as the calling organiser unless `actor` (a job''s organiser) is named. Holds every other writer back until the transaction ends, so call it last.';

-- Reading ------------------------------------------------------------------------------------------------------------

create function contest.organiser_audit(after bigint, size int) returns json
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform contest.reply_privately();
  perform contest.require_organiser(array['admin']);
  return json_build_object(
    'rows', (
      select coalesce(json_agg(json_build_object(
        'id', page.id,
        'at', contest.utc(page.at),
        'actor', page.actor,
        'act', page.act,
        'details', page.details,
        'reason', page.reason,
        'hash', encode(page.hash, 'hex')
      ) order by page.id desc), '[]')
      from (
        select * from contest.audit as a
        where organiser_audit.after is null or a.id < organiser_audit.after
        order by a.id desc
        limit least(greatest(coalesce(organiser_audit.size, 50), 1), 200)
      ) as page),
    'total', (select h.rows from contest.audit_head as h));
end $$;
comment on function contest.organiser_audit is 'Entry of api.organiser_audit.';

create function contest.verify_audit() returns json
language plpgsql stable set search_path = '' as $$
declare
  head contest.audit_head;
  last_id bigint;
  last_hash bytea;
  broken_at bigint;
begin
  select * into head from contest.audit_head;
  select min(chained.place) into broken_at
  from (
    select
      row_number() over in_order as place, a.id, a.previous, a.hash,
      lag(a.hash, 1, contest.audit_start()) over in_order as hash_before,
      sha256(convert_to(contest.audit_text(a), 'UTF8')) as hash_now
    from contest.audit as a
    window in_order as (order by a.id)
  ) as chained
  where (chained.id, chained.previous, chained.hash) is distinct from (chained.place, chained.hash_before, chained.hash_now);

  if broken_at is null then
    -- Is it the end that is missing, or was something put behind it, or the head itself changed?
    select a.id, a.hash into last_id, last_hash from contest.audit as a order by a.id desc limit 1;
    if coalesce(last_id, 0) <> head.rows then
      broken_at := least(coalesce(last_id, 0), head.rows) + 1;
    elsif coalesce(last_hash, contest.audit_start()) <> head.hash then
      broken_at := greatest(head.rows, 1);
    end if;
  end if;
  return json_build_object(
    'ok', broken_at is null,
    'rows', head.rows,
    'head', encode(head.hash, 'hex'),
    'broken_at', broken_at);
end $$;
comment on function contest.verify_audit is 'Recomputes the whole chain: {ok, rows, head, broken_at}; broken_at is the first place that does not hold.';

create function contest.organiser_audit_verify() returns json
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform contest.reply_privately();
  perform contest.require_organiser(array['admin']);
  return contest.verify_audit();
end $$;
comment on function contest.organiser_audit_verify is 'Entry of api.organiser_audit_verify.';

create function api.organiser_audit(after bigint default null, size int default 50) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_audit(after, size);
end $$;
comment on function api.organiser_audit is 'A page of the audit log, newest first: {rows:[{id, at, actor, act, details, reason, hash}], total}. `after` is the last id already shown. For admins.';

create function api.organiser_audit_verify() returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_audit_verify();
end $$;
comment on function api.organiser_audit_verify is 'Whether the audit log is whole: {ok, rows, head, broken_at}. Note `head` down elsewhere, and not even the database''s owner can rewrite what came before unseen. For admins.';

grant execute on function
  contest.organiser_audit, api.organiser_audit,
  contest.organiser_audit_verify, api.organiser_audit_verify
to authenticated;
