-- What people type: tidied into the one form it is stored in, or refused.

create function contest.read_name(typed text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  tidy text := btrim(regexp_replace(normalize(left(coalesce(typed, ''), 300), NFC), '[\s\u00a0]+', ' ', 'g'));
begin
  -- Latin letters, marks that have no composed letter (Ê Đê, Gia Rai), and what names carry between them. Written as
  -- ranges, not as [[:alpha:]], which would depend on the database's locale.
  if length(typed) > 300 or length(tidy) not between 2 and 100
     or tidy !~ '^[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ][A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ\u0300-\u036f .''’-]*$' then
    perform contest.refuse('invalid_name', 422);
  end if;
  return tidy;
end $$;
comment on function contest.read_name is 'A name as stored: NFC, single spaces, 2 to 100 characters; or invalid_name.';

create function contest.read_phone(typed text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  -- NFKC: full-width digits of some keyboards. Then out with blanks, dots, brackets, dashes and what copying leaves unseen:
  -- the set of readPhone in src/contest/registration.ts, written out, since what \s and \d are depends on the database.
  digits text := regexp_replace(
    normalize(left(coalesce(typed, ''), 100), NFKC),
    '[\u0009-\u000d .()\u00ad\u061c\u1680\u180e\u200b-\u2015\u2028-\u202e\u2060-\u206f\u2212\ufeff-]', '', 'g');
begin
  digits := regexp_replace(digits, '^(\+84|0084|84(?=[0-9]{9,10}$))0?', '0');
  -- Mobile numbers have ten digits, landlines eleven and begin with 02.
  if length(typed) > 100 or digits !~ '^0([35789][0-9]{8}|2[0-9]{9})$' then
    perform contest.refuse('invalid_phone', 422);
  end if;
  return digits;
end $$;
comment on function contest.read_phone is 'A Vietnamese phone number as stored (0912345678), from any way people write it; or invalid_phone.';

create function contest.read_birth_year(typed int, contest_year int) returns int
language plpgsql immutable set search_path = '' as $$
begin
  if typed is null or typed not between contest_year - 120 and contest_year - 6 then
    perform contest.refuse('invalid_birth_year', 422);
  end if;
  return typed;
end $$;
comment on function contest.read_birth_year is 'A birth year that makes the participant 6 to 120 in the contest year; or invalid_birth_year.';

create function contest.read_audience(typed text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  if typed is null or typed not in
    ('party_member', 'youth_union_member', 'association_member', 'civil_servant', 'student', 'public') then
    perform contest.refuse('invalid_audience', 422);
  end if;
  return typed;
end $$;
comment on function contest.read_audience is 'The group somebody belongs to, as a token; or invalid_audience.';
