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
  patterns constant text[] := array(select distinct '% ' || term || '%' from unnest(terms) as term);
  -- Terms and pairs of neighbouring ones, as what begins a word and as whole words: the more of them stand in a text, the
  -- better it is what was typed. Pairs tell Chi bộ 5 of Xã Hòa 22 from Chi bộ 22 of Xã Hòa 5.
  pieces constant text[] := array(
    select distinct ' ' || piece || ending
    from generate_subscripts(terms, 1) as place
    cross join lateral (values (terms[place]), (terms[place] || ' ' || terms[place + 1])) as pieces (piece)
    cross join lateral (values (''), (' ')) as endings (ending)
    where piece is not null);
begin
  if btrim(folded) = '' then
    return '[]';
  end if;
  return (
    select coalesce(json_agg(json_build_object('code', m.code, 'name', m.name, 'kind', m.kind, 'path', m.path)), '[]')
    from (
      select u.code, u.name, u.kind, u.path
      from contest.units as u
      cross join lateral (
        select
          count(*) filter (where strpos(u.search_text, piece) > 0) as anywhere,
          count(*) filter (where strpos(u.name_text, piece) > 0) as in_name
        from unnest(pieces) as piece
      ) as pieces_found
      where u.contest_id = of_contest
        -- Every term begins a word. The last one may still be being typed, so none needs to be a whole word.
        and u.search_text like all (patterns)
      order by
        pieces_found.anywhere desc,
        pieces_found.in_name desc,
        -- Chi bộ 2 of Đảng bộ 1 has all the pieces that Chi bộ 1 of Đảng bộ 2 has.
        strpos(folded, u.name_text) > 0 desc,
        starts_with(u.name_text, rtrim(folded)) desc,
        -- Where only numbers are typed: one's own unit first, as in an address.
        strpos(u.name_text, ' ' || terms[1] || ' ') > 0 desc,
        cardinality(u.lineage),
        u.ordinal
      limit least(greatest(coalesce(size, 20), 1), 100)
    ) as m
  );
end $$;
comment on function contest.find_units is 'Entry of api.find_units: every term must begin a word of the name or its path, without regard to case, accents or đ. First those that have most of the terms and their neighbourhoods, as whole words rather than begun ones, and in their own names rather than above.';

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
