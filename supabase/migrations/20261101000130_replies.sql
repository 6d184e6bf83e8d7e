-- How a call ends: a refusal, or a reply with the right headers.

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

create function contest.reply_privately() returns timestamptz
language plpgsql volatile set search_path = '' as $$
declare
  headers constant text := set_config('response.headers', '[{"Cache-Control":"no-store"}]', true);
begin
  -- A GET puts its arguments, and so a ticket, into addresses, logs and caches.
  if current_setting('request.method', true) in ('GET', 'HEAD') then
    perform contest.refuse('method_not_allowed', 405, 'POST');
  end if;
  return contest.clock();
end $$;
comment on function contest.reply_privately is 'Head of every function that takes a ticket, a code or an organiser''s word: refuses GET, forbids caching, and reads the clock for the call.';

create function contest.reply_publicly(cache_control text default 'public, s-maxage=10, stale-while-revalidate=60') returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform set_config('response.headers', json_build_array(json_build_object('Cache-Control', cache_control))::text, true);
end $$;
comment on function contest.reply_publicly is 'Head of every public read: how long a cache between us and the reader may keep the reply.';

grant execute on function contest.reply_publicly to anon, authenticated;
