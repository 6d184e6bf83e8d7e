-- Settings of the deployment, the server secret among them.

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
  mac_outer bytea not null,
  address_header text not null default 'x-forwarded-for' check (address_header in ('x-forwarded-for', 'cf-connecting-ip')),
  trusted_proxies cidr[] not null default '{}',
  registrations_per_address int not null default 3000 check (registrations_per_address >= 1)
);
comment on column contest.settings.only_row is 'Asked for in every query: so the row is found through the key also where plans may not read whole tables.';
comment on table contest.settings is 'One row: timings, limits, and the server secret as its two HMAC pads. The secret never leaves the database.';
comment on column contest.settings.grace_ms is 'How long after expires_at an answer still counts: the time it may be on its way. An attempt keeps the one it was started under, so change it while no round is open.';
comment on column contest.settings.settle_ms is 'How much longer tick leaves an attempt alone, so that a call that began in time is never overtaken.';
comment on column contest.settings.address_header is 'Where the caller''s address stands: cf-connecting-ip on hosted Supabase; else x-forwarded-for, whose rightmost untrusted hop is the caller.';
comment on column contest.settings.trusted_proxies is 'Networks of the office''s own proxies, passed over when x-forwarded-for is read from the right.';
comment on column contest.settings.registrations_per_address is 'Registrations per ten minutes from one IPv4 address or IPv6 /64. A carrier''s gateway hides thousands of people.';
alter table contest.settings enable row level security;

insert into contest.settings (mac_inner, mac_outer)
select contest.hmac_pad(secret, 54), contest.hmac_pad(secret, 92)
from (
  -- Four random UUIDs carry 488 random bits; SHA-256 condenses them to a 256-bit key without pgcrypto.
  select sha256(convert_to(string_agg(gen_random_uuid()::text, ''), 'UTF8')) as secret from generate_series(1, 4)
) as fresh;

create function contest.mac(purpose text, message text) returns bytea
language plpgsql stable set search_path = '' as $$
declare
  inner_pad bytea;
  outer_pad bytea;
begin
  select s.mac_inner, s.mac_outer into inner_pad, outer_pad from contest.settings as s where s.only_row;
  return sha256(outer_pad || sha256(inner_pad || convert_to(purpose || chr(31) || message, 'UTF8')));
end $$;
comment on function contest.mac is 'HMAC-SHA-256 under the server secret. `purpose` keeps hashes of different kinds apart.';
