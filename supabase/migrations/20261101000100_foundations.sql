-- The ground every other migration stands on: the two schemas, the clock, keyed hashes, refusals and replies.
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

-- Settings -----------------------------------------------------------------------------------------------------------

create function contest.hmac_pad(key bytea, pad int) returns bytea
language plpgsql immutable set search_path = '' as $$
declare
  block bytea := key || decode(repeat('00', 64 - length(key)), 'hex');
begin
  for i in 0 .. 63 loop
    block := set_byte(block, i, get_byte(block, i) # pad);
  end loop;
  return block;
end $$;
comment on function contest.hmac_pad is 'RFC 2104: a key of at most 64 bytes, padded to a block and xor-ed with the inner (0x36) or outer (0x5c) byte.';

create table contest.settings (
  only_row boolean primary key default true check (only_row),
  grace_ms int not null default 10000 check (grace_ms between 0 and 60000),
  settle_ms int not null default 5000 check (settle_ms between 0 and 60000),
  mac_inner bytea not null,
  mac_outer bytea not null
);
comment on table contest.settings is 'One row: timings, and the server secret as its two HMAC pads. The secret never leaves the database.';
comment on column contest.settings.grace_ms is 'How long after expires_at an answer still counts: the time a reply may be on its way.';
comment on column contest.settings.settle_ms is 'How much longer tick leaves an attempt alone, so that a call that began in time is never overtaken.';
alter table contest.settings enable row level security;

insert into contest.settings (mac_inner, mac_outer)
select contest.hmac_pad(secret, 54), contest.hmac_pad(secret, 92)
from (
  -- Four random UUIDs carry 488 random bits; SHA-256 condenses them to a 256-bit key without pgcrypto.
  select sha256(convert_to(string_agg(gen_random_uuid()::text, ''), 'UTF8')) as secret from generate_series(1, 4)
) as fresh;

create function contest.mac(purpose text, message text) returns bytea
language sql stable set search_path = '' as $$
  select sha256(mac_outer || sha256(mac_inner || convert_to(purpose || chr(31) || message, 'UTF8')))
  from contest.settings
$$;
comment on function contest.mac is 'HMAC-SHA-256 under the server secret. `purpose` keeps hashes of different kinds apart.';

-- Time ---------------------------------------------------------------------------------------------------------------

create function contest.clock() returns timestamptz
language sql volatile set search_path = '' as $$
  select date_trunc('milliseconds', clock_timestamp())
$$;
comment on function contest.clock is 'The only source of time: server time, truncated to milliseconds. Read once at the head of a call. Tests replace it.';

create function contest.utc(moment timestamptz) returns text
language sql stable set search_path = '' as $$
  select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;
comment on function contest.utc is 'A moment as clients see it, whatever the session''s time zone: 2026-11-22T03:04:05.678Z.';

create function contest.ms_between(since timestamptz, until timestamptz) returns int
language sql immutable set search_path = '' as $$
  select (extract(epoch from until - since) * 1000)::int
$$;
comment on function contest.ms_between is 'Milliseconds from one moment to the next.';

-- Refusals and replies -----------------------------------------------------------------------------------------------

create function contest.refuse(token text, status int, detail text default null) returns void
language plpgsql volatile set search_path = '' as $$
begin
  if detail is null then
    raise exception using errcode = 'PT' || status, message = token;
  end if;
  raise exception using errcode = 'PT' || status, message = token, detail = detail;
end $$;
comment on function contest.refuse is 'Ends the call with a refusal: HTTP `status`, the stable `token` in `message`. Everything the call wrote is rolled back.';

create function contest.refuse_and_keep(token text, status int) returns json
language plpgsql volatile set search_path = '' as $$
begin
  perform set_config('response.status', status::text, true);
  return json_build_object('code', 'PT' || status, 'message', token, 'details', null, 'hint', null);
end $$;
comment on function contest.refuse_and_keep is 'A refusal that leaves its trace: the same reply as `refuse`, but what the call wrote is kept.';

create function contest.reply_privately() returns void
language plpgsql volatile set search_path = '' as $$
begin
  -- A GET puts its arguments, and so a ticket, into addresses, logs and caches.
  if current_setting('request.method', true) in ('GET', 'HEAD') then
    perform contest.refuse('method_not_allowed', 405, 'POST');
  end if;
  perform set_config('response.headers', '[{"Cache-Control":"no-store"}]', true);
end $$;
comment on function contest.reply_privately is 'Head of every function that takes a ticket: refuses GET and forbids caching.';

create function contest.reply_publicly(cache_control text default 'public, s-maxage=10, stale-while-revalidate=60') returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform set_config('response.headers', json_build_array(json_build_object('Cache-Control', cache_control))::text, true);
end $$;
comment on function contest.reply_publicly is 'Head of every public read: how long a cache between us and the reader may keep the reply.';

grant execute on function
  contest.refuse, contest.reply_privately, contest.reply_publicly
to anon, authenticated;

-- Text ---------------------------------------------------------------------------------------------------------------

create function contest.base32(source bytea, characters int) returns text
language plpgsql immutable set search_path = '' as $$
declare
  alphabet constant text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  result text := '';
  held int := 0;   -- bits not yet written
  bits int := 0;   -- how many
begin
  for i in 0 .. length(source) - 1 loop
    held := ((held << 8) | get_byte(source, i)) & 4095;
    bits := bits + 8;
    while bits >= 5 loop
      bits := bits - 5;
      result := result || substr(alphabet, ((held >> bits) & 31) + 1, 1);
      if length(result) = characters then
        return result;
      end if;
    end loop;
  end loop;
  raise exception 'base32: % bytes give fewer than % characters', length(source), characters;
end $$;
comment on function contest.base32 is 'The first `characters` characters (5 bits each) in Crockford''s alphabet, which has no I, L, O or U to misread.';

create function contest.fold(words text) returns text
language sql immutable set search_path = '' as $$
  select translate(
    regexp_replace(lower(normalize(words, NFD)), '[\u0300-\u036f]', '', 'g'),
    'đ', 'd')
$$;
comment on function contest.fold is 'Text for searching: lower case, no accents, đ as d.';

create function contest.words(line text) returns text
language sql immutable set search_path = '' as $$
  select ' ' || btrim(regexp_replace(contest.fold(line), '[^a-z0-9]+', ' ', 'g')) || ' '
$$;
comment on function contest.words is 'Folded words with one blank before and after each: what follows '' '' begins a word.';
