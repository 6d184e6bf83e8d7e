-- Organisers: who may prepare and watch over a contest.
--
-- They sign in by Supabase Auth. A request then carries verified claims; only the e-mail and the role among them are
-- looked at. What somebody may do stands in this table alone: metadata can be written by its own user.

create table contest.organisers (
  email text primary key check (email = lower(email)),
  role text not null check (role in ('admin', 'editor', 'unit')),
  units text[] not null default '{}',
  active boolean not null default true,
  check (role = 'unit' or units = '{}')
);
comment on table contest.organisers is 'admin: everything. editor: settings, units, questions and every figure. unit: the participants and figures of its units.';
comment on column contest.organisers.units is 'Codes of the units a unit organiser looks after, everything below them included. The same code stands for the same unit in every contest.';
comment on column contest.organisers.active is 'Rows are never deleted: the audit log names them.';
alter table contest.organisers enable row level security;

-- Who is calling -----------------------------------------------------------------------------------------------------

create function contest.claimed_email() returns text
language plpgsql stable set search_path = '' as $$
declare
  claims constant jsonb := nullif(current_setting('request.jwt.claims', true), '');
begin
  -- anon's claims carry no e-mail of anybody who has signed in.
  if claims ->> 'role' is distinct from 'authenticated' then
    return null;
  end if;
  return lower(claims ->> 'email');
end $$;
comment on function contest.claimed_email is 'The e-mail of the signed-in caller, as Supabase Auth vouches for it; null for everybody else.';

create function contest.require_organiser(roles text[] default array['admin', 'editor', 'unit']) returns contest.organisers
language plpgsql stable set search_path = '' as $$
declare
  caller contest.organisers;
begin
  select * into caller from contest.organisers as o where o.email = contest.claimed_email() and o.active;
  if not found then
    perform contest.refuse('not_an_organiser', 403);
  end if;
  if caller.role <> all (roles) then
    perform contest.refuse('out_of_scope', 403);
  end if;
  return caller;
end $$;
comment on function contest.require_organiser is 'The calling organiser; or not_an_organiser, or out_of_scope where their role is not among `roles`. Head of every organiser function.';

create function contest.is_in_scope(who contest.organisers, unit int) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return who.role <> 'unit' or exists (
    select
    from contest.units as target
    join contest.units as own on own.id = any (target.lineage)
    where target.id = unit and own.code = any (who.units));
end $$;
comment on function contest.is_in_scope is 'Whether a unit (by id) is one of the organiser''s or below one. Null, the whole contest, is not for a unit organiser.';

create function contest.require_unit_scope(who contest.organisers, unit int) returns void
language plpgsql stable set search_path = '' as $$
begin
  if not contest.is_in_scope(who, unit) then
    perform contest.refuse('out_of_scope', 403);
  end if;
end $$;
comment on function contest.require_unit_scope is 'Refuses with out_of_scope unless the unit (by id; null: the whole contest) is within the organiser''s scope.';

create function contest.read_reason(typed text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  tidy constant text := btrim(normalize(coalesce(typed, ''), NFC), E' \t\r\n\u00a0');
begin
  if length(tidy) not between 1 and 500 then
    perform contest.refuse('reason_required', 422);
  end if;
  return tidy;
end $$;
comment on function contest.read_reason is 'Why an organiser does something, as the audit log keeps it: 1 to 500 characters; or reason_required.';

-- Who may call -------------------------------------------------------------------------------------------------------

create function contest.organiser_json(of_organiser contest.organisers) returns json
language plpgsql immutable set search_path = '' as $$
begin
  return json_build_object(
    'email', of_organiser.email,
    'role', of_organiser.role,
    'units', of_organiser.units,
    'active', of_organiser.active);
end $$;
comment on function contest.organiser_json is 'An organiser in a result: {email, role, units, active}.';

create function contest.read_email(typed text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  tidy constant text := lower(btrim(coalesce(typed, '')));
begin
  -- What Supabase Auth takes for one, in printable ASCII: nothing here depends on a locale's lower case.
  if length(tidy) > 254 or tidy !~ '^[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+$' then
    perform contest.refuse('invalid_email', 422);
  end if;
  return tidy;
end $$;
comment on function contest.read_email is 'An e-mail address as stored, lower case; or invalid_email.';

create function contest.read_unit_codes(typed text[]) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  tidy constant text[] := array(select distinct code from unnest(typed) as code order by code);
begin
  if cardinality(tidy) = 0
     or exists (
       select from unnest(tidy) as given (code)
       where not exists (select from contest.units as u where u.code = given.code)
     ) then
    perform contest.refuse('unit_unknown', 422);
  end if;
  return tidy;
end $$;
comment on function contest.read_unit_codes is 'Codes of a unit organiser''s units, each once and each known to some contest; or unit_unknown.';

create function contest.organiser_me() returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller contest.organisers;
begin
  perform contest.reply_privately();
  caller := contest.require_organiser();
  return json_build_object('email', caller.email, 'role', caller.role, 'units', caller.units);
end $$;
comment on function contest.organiser_me is 'Entry of api.organiser_me.';

create function contest.organiser_list_organisers() returns json
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform contest.reply_privately();
  perform contest.require_organiser(array['admin']);
  return json_build_object('rows', (
    select coalesce(json_agg(contest.organiser_json(o) order by o.email), '[]') from contest.organisers as o));
end $$;
comment on function contest.organiser_list_organisers is 'Entry of api.organiser_list_organisers.';

create function contest.organiser_save_organiser(email text, role text, units text[], active boolean) returns json
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  new_email text;
  new_units text[] := '{}';
  before contest.organisers;
  saved contest.organisers;
begin
  perform contest.reply_privately();
  perform contest.require_organiser(array['admin']);
  new_email := contest.read_email(email);
  if role is null or role not in ('admin', 'editor', 'unit') then
    perform contest.refuse('invalid_role', 422);
  end if;
  if role = 'unit' then
    new_units := contest.read_unit_codes(units);
  end if;

  -- Two admins who demote each other at the same moment take their turns here; the second finds itself the last.
  perform from contest.organisers as o where o.role = 'admin' order by o.email for update;
  select * into before from contest.organisers as o where o.email = new_email;
  insert into contest.organisers as o (email, role, units, active)
  values (new_email, role, new_units, coalesce(active, true))
  on conflict on constraint organisers_pkey do update set
    role = excluded.role, units = excluded.units, active = excluded.active
  returning * into saved;
  if not exists (select from contest.organisers as o where o.role = 'admin' and o.active) then
    perform contest.refuse('last_admin', 409);
  end if;

  perform contest.record('save_organiser', jsonb_build_object(
    'before', case when before.email is not null then contest.organiser_json(before)::jsonb end,
    'after', contest.organiser_json(saved)));
  return contest.organiser_json(saved);
end $$;
comment on function contest.organiser_save_organiser is 'Entry of api.organiser_save_organiser.';

create function contest.add_first_organiser(email text) returns void
language plpgsql volatile set search_path = '' as $$
declare
  saved contest.organisers;
begin
  lock table contest.organisers in share row exclusive mode;
  if exists (select from contest.organisers as o where o.role = 'admin' and o.active) then
    perform contest.refuse('admin_exists', 409);
  end if;
  insert into contest.organisers as o (email, role)
  values (contest.read_email(add_first_organiser.email), 'admin')
  on conflict on constraint organisers_pkey do update set role = 'admin', units = '{}', active = true
  returning * into saved;
  perform contest.record('add_first_organiser', jsonb_build_object('after', contest.organiser_json(saved)));
end $$;
comment on function contest.add_first_organiser is 'Makes somebody the first admin, or admin_exists. For the database''s owner only: everybody else is added by an admin.';

-- What clients call --------------------------------------------------------------------------------------------------

create function api.organiser_me() returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_me();
end $$;
comment on function api.organiser_me is 'The calling organiser: {email, role, units}.';

create function api.organiser_list_organisers() returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_list_organisers();
end $$;
comment on function api.organiser_list_organisers is 'Every organiser: {rows:[{email, role, units, active}]}. For admins.';

create function api.organiser_save_organiser(email text, role text, units text[] default '{}', active boolean default true) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '15s' as $$
begin
  return contest.organiser_save_organiser(email, role, units, active);
end $$;
comment on function api.organiser_save_organiser is 'Adds or changes an organiser: {email, role, units, active}. For admins.';

grant execute on function
  contest.organiser_me, api.organiser_me,
  contest.organiser_list_organisers, api.organiser_list_organisers,
  contest.organiser_save_organiser, api.organiser_save_organiser
to authenticated;
