/** Members of the contest in bulk: rows as registration writes them, with tickets the bench can work out. */
import type { Client } from 'pg';
import { consentVersion, contestSlug, provinceCode } from './contest-document.ts';

/** Members whose numbers, and ids, follow one another. */
export interface Members {
  tickets: string[];
  firstId: number;
  lastId: number;
}

/** So many at once change what the planner should know; autovacuum would be a minute late. */
const analyzeFrom = 10_000;

let known = 0;

/** The ticket of the member with a number: digits only, which no alphabet misreads. */
const ticketOf = (member: number) => String(member).padStart(20, '0');

/** Adds members to random chi bộ at or below a unit: the whole province unless told. */
export async function addMembers(owner: Client, count: number, unit = provinceCode): Promise<Members> {
  const first = known + 1;
  known += count;
  const { rows } = await owner.query<{ first: string; last: string }>(
    `with place as (
       select c.id as contest_id, array_agg(leaf.id) as leaves
       from contest.contests as c
       join contest.units as above on above.contest_id = c.id and above.code = $2
       join contest.units as leaf on leaf.kind = 'party-cell' and leaf.lineage @> array[above.id]
       where c.slug = $1
       group by c.id
     ), added as (
       insert into contest.participants
         (contest_id, unit_id, ticket_hash, phone_mac, full_name, birth_year, audience, consent_version,
          guardian_consent, registered_at)
       select
         place.contest_id, place.leaves[1 + floor(random() * cardinality(place.leaves))::int],
         contest.hash_ticket(lpad(n::text, 20, '0')), sha256(convert_to(n::text, 'UTF8')),
         'Nguyễn Văn Mẫu ' || chr(65 + n % 26), 1960 + n % 40, 'party_member', $3, false, contest.clock()
       from place, generate_series($4::int, $5::int) as n
       returning id
     )
     select min(id) as first, max(id) as last from added`,
    [contestSlug, unit, consentVersion, first, known],
  );
  if (count >= analyzeFrom) await owner.query('analyze contest.participants');
  return {
    tickets: Array.from({ length: count }, (_, index) => ticketOf(first + index)),
    firstId: Number(rows[0]?.first),
    lastId: Number(rows[0]?.last),
  };
}
