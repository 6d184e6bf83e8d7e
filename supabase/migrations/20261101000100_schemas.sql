-- The ground every other migration stands on: the two schemas, and what a role may do by default.
--
-- `contest` holds tables and security definer functions and is never exposed.
-- `api` is exposed and holds thin security invoker wrappers, nothing else.

do $$
begin
  -- Names and units are folded with lower(), which in a database of the C locale leaves Đ and Ấ as they are.
  if lower('ĐẤ') <> 'đấ' then
    raise exception 'this database cannot lower-case Vietnamese: create it with a UTF-8 locale, for example C.UTF-8';
  end if;
end $$;

create schema contest;
comment on schema contest is 'The contest: tables and the functions that may touch them. Never exposed over HTTP.';

create schema api;
comment on schema api is 'What clients may call: one thin wrapper per function of the contract.';

-- Clients reach the entry functions of both schemas and no table. Execute rights are given function by function:
-- without this line every new function would be open to everyone.
alter default privileges revoke execute on functions from public;
grant usage on schema contest, api to anon, authenticated;
