-- Finding one's unit: down the tree, or by typing.

create function contest.units(contest_slug text, parent_code text) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  of_contest int := (contest.find_contest(contest_slug)).id;
  parent_unit int;
begin
  if parent_code is not null then
    parent_unit := (contest.find_unit(of_contest, parent_code)).id;
  end if;
  return (
    select coalesce(json_agg(json_build_object(
      'code', u.code,
      'name', u.name,
      'kind', u.kind,
      'has_children', exists (select from contest.units as c where c.parent_id = u.id)
    ) order by u.ordinal), '[]')
    from contest.units as u
    where u.contest_id = of_contest and coalesce(u.parent_id, 0) = coalesce(parent_unit, 0)
  );
end $$;
comment on function contest.units is 'Entry of api.units.';

create function contest.find_units(contest_slug text, query text, size int) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  of_contest constant int := (contest.find_contest(contest_slug)).id;
  -- Nobody types more: a stranger's megabyte of words would be sought in every unit.
  folded constant text := contest.words(left(coalesce(query, ''), 100));
  terms constant text[] := string_to_array(btrim(folded), ' ');
begin
  if btrim(folded) = '' then
    return '[]';
  end if;
  return (
    select coalesce(json_agg(json_build_object('code', m.code, 'name', m.name, 'kind', m.kind, 'path', m.path)), '[]')
    from (
      select u.code, u.name, u.kind, u.path
      from contest.units as u
      where u.contest_id = of_contest
        -- Every term begins a word. The last one may still be being typed, so none needs to be a whole word.
        and (select bool_and(strpos(u.search_text, ' ' || term) > 0) from unnest(terms) as term)
      order by
        starts_with(u.search_text, rtrim(folded)) desc,
        (select count(*) from unnest(terms) as term where strpos(u.search_text, ' ' || term || ' ') > 0) desc,
        strpos(u.search_text, rtrim(folded)) > 0 desc,
        cardinality(u.lineage),
        u.ordinal
      limit least(greatest(coalesce(size, 20), 1), 100)
    ) as m
  );
end $$;
comment on function contest.find_units is 'Entry of api.find_units: every term must begin a word of the name or its path, without regard to case, accents or đ.';

create function api.units(contest text, parent text default null) returns json
language plpgsql stable set search_path = '' set statement_timeout = '5s' as $$
begin
  perform contest.reply_publicly();
  return contest.units(contest, parent);
end $$;
comment on function api.units is 'Units directly below `parent`, or the roots: [{code, name, kind, has_children}].';

create function api.find_units(contest text, query text, size int default 20) returns json
language plpgsql stable set search_path = '' set statement_timeout = '5s' as $$
begin
  perform contest.reply_publicly();
  return contest.find_units(contest, query, size);
end $$;
comment on function api.find_units is 'Units that match a query, best first: [{code, name, kind, path}].';

grant execute on function
  contest.units, api.units,
  contest.find_units, api.find_units
to anon, authenticated;
