/** The two databases on the one server: pgbench's, and a migrated one with the contest and its members. */
import type { Client } from 'pg';
import { applyMigrations, bootstrapSql } from '../../../supabase/local/migrations.ts';
import { consentVersion, contestDocument, contestSlug, roundSlug } from './contest-document.ts';
import { connectionCount } from './load.ts';
import type { Server } from './server.ts';
import { loadTpcb } from './tpcb.ts';
import type { Call } from './member.ts';

const tpcbDatabase = 'tpcb';
const contestDatabase = 'contest';

/** Connections as the load uses them. */
export async function connections(server: Server, database: string, user?: string): Promise<Client[]> {
  return Promise.all(Array.from({ length: connectionCount }, () => server.connect(database, user)));
}

/** pgbench's database, loaded unless a kept folder has it already. */
export async function openTpcb(server: Server): Promise<Client[]> {
  const owner = await server.connect('postgres');
  const { rowCount } = await owner.query('select from pg_database where datname = $1', [tpcbDatabase]);
  if (rowCount === 0) {
    // A name of its own until it is whole, so that a kept folder never has half of it.
    await owner.query(`drop database if exists ${tpcbDatabase}_new`);
    await owner.query(`create database ${tpcbDatabase}_new`);
    const loader = await server.connect(`${tpcbDatabase}_new`);
    await loadTpcb(loader);
    await loader.end();
    await owner.query(`alter database ${tpcbDatabase}_new rename to ${tpcbDatabase}`);
  }
  await owner.end();
  return connections(server, tpcbDatabase);
}

/** A freshly migrated database with the bench's contest, and its owner's connection. */
export async function openContest(server: Server): Promise<Client> {
  const postgres = await server.connect('postgres');
  await postgres.query(`drop database if exists ${contestDatabase}`);
  await postgres.query(`create database ${contestDatabase}`);
  await postgres.query(bootstrapSql);
  await postgres.query(`
    do $$ begin
      if not exists (select from pg_roles where rolname = 'authenticator') then
        create role authenticator login noinherit;
        grant anon, authenticated to authenticator;
      end if;
    end $$`);
  await postgres.end();
  const owner = await server.connect(contestDatabase);
  await applyMigrations({
    exec: (sql) => owner.query(sql),
    query: (sql, parameters) => owner.query(sql, parameters) as never,
  });
  await owner.query('select contest.load($1)', [JSON.stringify(contestDocument(new Date()))]);
  return owner;
}

/** Connections as PostgREST's: the login role is authenticator, the role is anon, the verb POST. */
export async function openMembers(server: Server): Promise<Client[]> {
  const clients = await connections(server, contestDatabase, 'authenticator');
  for (const client of clients) {
    await client.query(`set role anon`);
    await client.query(`select set_config('request.method', 'POST', false)`);
  }
  return clients;
}

/** A prepared call of an api function over one connection: one statement, one round trip. */
export const over =
  (client: Client): Call =>
  async (name, args) => {
    const list = Object.keys(args).map((argument, index) => `${argument} => $${index + 1}`);
    const { rows } = await client.query<{ value: unknown }>({
      name: `api_${name}`,
      text: `select api.${name}(${list.join(', ')}) as value`,
      values: Object.values(args),
    });
    return rows[0]?.value;
  };

/** The ticket of the bench's member with a number: digits only, so that it reads the same in every alphabet. */
export const ticketOf = (member: number) => String(member).padStart(20, '0');

let members = 0;

/** Adds members to random chi bộ of the contest. @returns the tickets they hold. */
export async function addMembers(owner: Client, count: number): Promise<string[]> {
  const first = members + 1;
  members += count;
  await owner.query(
    `with leaves as (
       select array_agg(u.id) as ids from contest.units as u
       join contest.contests as c on c.id = u.contest_id and c.slug = $1
       where u.kind = 'party-cell'
     )
     insert into contest.participants
       (contest_id, unit_id, ticket_hash, phone_mac, full_name, birth_year, audience, consent_version, guardian_consent, registered_at)
     select
       c.id, leaves.ids[1 + floor(random() * cardinality(leaves.ids))::int], contest.hash_ticket(lpad(n::text, 20, '0')),
       sha256(convert_to(n::text, 'UTF8')), 'Nguyễn Văn Mẫu', 1960 + n % 40, 'party_member', $2, false, contest.clock()
     from generate_series($3::int, $4::int) as n, leaves, contest.contests as c
     where c.slug = $1`,
    [contestSlug, consentVersion, first, members],
  );
  await owner.query('analyze contest.participants');
  return Array.from({ length: count }, (_, index) => ticketOf(first + index));
}

export { contestSlug, roundSlug };
