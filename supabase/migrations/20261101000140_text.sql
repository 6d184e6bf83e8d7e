-- Text for people to type and read aloud, and text for searching.

create function contest.base32(source bytea, characters int) returns text
language plpgsql immutable set search_path = '' as $$
declare
  alphabet constant text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  result text := '';
  held bigint;
begin
  for block in 0 .. (characters - 1) / 8 loop
    -- Five bytes are forty bits are eight characters.
    held := 0;
    for byte in block * 5 .. block * 5 + 4 loop
      held := held << 8 | get_byte(source, byte);
    end loop;
    for shift in reverse 35 .. 0 by 5 loop
      result := result || substr(alphabet, ((held >> shift) & 31)::int + 1, 1);
    end loop;
  end loop;
  return left(result, characters);
end $$;
comment on function contest.base32 is 'The first `characters` characters (5 bits each) in Crockford''s alphabet, which has no I, L, O or U to misread.';

create function contest.in_groups(code text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return regexp_replace(code, '(.{4})(?=.)', '\1-', 'g');
end $$;
comment on function contest.in_groups is 'A code in groups of four: ABCD-EFGH-….';

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
