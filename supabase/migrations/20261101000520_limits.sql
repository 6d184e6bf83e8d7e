-- Limits that must survive the refusals they cause: tries are counted by calls that reply, never by calls that raise.

create table contest.tries (
  purpose text not null,
  who bytea not null,
  since timestamptz not null,
  count int not null,
  passed timestamptz[] not null default '{}',
  primary key (purpose, who)
);
comment on table contest.tries is 'Tries of somebody within a window of time. `who` is a keyed hash; tick deletes what is over.';
comment on column contest.tries.since is 'When the running window began; where `passed` is kept, the last try that passed.';
comment on column contest.tries.passed is 'When the last tries passed, where no window may hold one too many wherever it begins. Only as many as may pass.';
alter table contest.tries enable row level security;

create table contest.refusal_counts (
  contest_id int not null references contest.contests on delete cascade,
  token text not null,
  count int not null,
  primary key (contest_id, token)
);
comment on table contest.refusal_counts is 'How often a contest refused somebody, by reason: only the refusals that leave a trace.';
alter table contest.refusal_counts enable row level security;

create function contest.count_try(purpose text, who bytea, window_ms int, server_now timestamptz) returns int
language plpgsql volatile set search_path = '' as $$
declare
  counted int;
begin
  insert into contest.tries as t (purpose, who, since, count)
  values (count_try.purpose, count_try.who, server_now, 1)
  on conflict on constraint tries_pkey do update set
    since = case when t.since + contest.ms(window_ms) <= server_now then server_now else t.since end,
    count = case when t.since + contest.ms(window_ms) <= server_now then 1 else t.count + 1 end
  returning t.count into counted;
  return counted;
end $$;
comment on function contest.count_try is 'Counts one more try and returns how many there were in the running window, which begins with a first try: around its end, twice as many may fall into one stretch.';

create function contest.pass_try(purpose text, who bytea, most int, window_ms int, server_now timestamptz) returns boolean
language plpgsql volatile set search_path = '' as $$
declare
  within timestamptz[];
begin
  -- Also holds the row: tries at once pass one after another.
  insert into contest.tries as t (purpose, who, since, count)
  values (pass_try.purpose, pass_try.who, server_now, 1)
  on conflict on constraint tries_pkey do update set count = t.count + 1
  returning array(select at from unnest(t.passed) as at where at + contest.ms(window_ms) > server_now) into within;
  -- What does not pass does not count: whoever goes on trying is not kept out for longer.
  if cardinality(within) >= most then
    return false;
  end if;
  update contest.tries as t
  set passed = within || server_now, since = server_now
  where t.purpose = pass_try.purpose and t.who = pass_try.who;
  return true;
end $$;
comment on function contest.pass_try is 'Counts one more try and says whether it passes: at most so many do within any stretch of time so long. For small numbers: each is kept.';

create function contest.refuse_and_count(of_contest int, token text, status int) returns json
language plpgsql volatile set search_path = '' as $$
begin
  insert into contest.refusal_counts as c (contest_id, token, count)
  values (of_contest, refuse_and_count.token, 1)
  on conflict on constraint refusal_counts_pkey do update set count = c.count + 1;
  return contest.refuse_and_keep(token, status);
end $$;
comment on function contest.refuse_and_count is 'A refusal that leaves its trace, counted for the organisers.';

-- Addresses ----------------------------------------------------------------------------------------------------------

create function contest.read_address(written text) returns inet
language plpgsql immutable set search_path = '' as $$
declare
  -- Some proxies write the port too: 203.0.113.7:4711, [2001:db8::7]:4711.
  address constant inet := regexp_replace(
    regexp_replace(btrim(written), '^([0-9]+\.[0-9]+\.[0-9]+\.[0-9]+):[0-9]+$', '\1'), '^\[(.*)\](:[0-9]+)?$', '\1')::inet;
begin
  -- IPv4 in IPv6 is that IPv4.
  if address <<= '::ffff:0:0/96'::inet then
    return '0.0.0.0'::inet + (host(address)::inet - '::ffff:0:0'::inet);
  end if;
  return address;
exception when invalid_text_representation then
  return null;
end $$;
comment on function contest.read_address is 'An address as a proxy writes it, or null for anything else.';

create function contest.caller_address() returns inet
language plpgsql stable set search_path = '' as $$
declare
  rules contest.settings;
  headers constant json := nullif(current_setting('request.headers', true), '')::json;
  hop text;
  address inet;
begin
  select * into rules from contest.settings as s where s.only_row;
  if rules.address_header = 'cf-connecting-ip' then
    return contest.read_address(headers ->> 'cf-connecting-ip');
  end if;
  -- Each proxy appends whom it heard from. Read from the right, the first hop that is not our own is the caller; what
  -- stands further left, the caller may have typed.
  for hop in
    select h.hop
    from string_to_table(headers ->> 'x-forwarded-for', ',') with ordinality as h (hop, place)
    order by h.place desc
  loop
    address := contest.read_address(hop);
    if address is null or not (address <<= any (rules.trusted_proxies)) then
      return address;
    end if;
  end loop;
  return null;
end $$;
comment on function contest.caller_address is 'Where a call comes from, or null where no proxy says so.';

create function contest.is_address_exhausted(server_now timestamptz) returns boolean
language plpgsql volatile set search_path = '' as $$
declare
  address constant inet := contest.caller_address();
  -- Who holds an IPv6 address holds its whole /64. Callers without an address share one count.
  household constant text := coalesce(case family(address) when 6 then host(network(set_masklen(address, 64))) else host(address) end, '');
begin
  return contest.count_try('address', contest.mac('address', household), 600000, server_now)
    > (select s.registrations_per_address from contest.settings as s where s.only_row);
end $$;
comment on function contest.is_address_exhausted is 'Counts a call for its address and says whether that was one too many in ten minutes. Only a keyed hash of the address is kept.';
