/** Certificates in the product under test: its first round, which has closed, is taken by a few people and published. */
import { expect } from '@playwright/test';
import { somebody, sql } from './contest-page.ts';

const closedRound = 'tuan-1';

/** Runs SQL as the owner of a database. */
type Ask = (statement: string, parameters?: unknown[]) => Promise<unknown>;

export interface Holder {
  /** Nobody else's in the tests. */
  name: string;
  birthYear: number;
  /** Code of their unit. */
  unit: string;
  /** What they predict; none unless told. */
  prediction?: number;
}

/**
 * Lets the holders take the closed round, first to last in rank, and publishes it; what has been done before is left
 * as it is, since a round is published once.
 * @returns the codes, in the order of the holders
 */
export async function issueCertificates(holders: Holder[]): Promise<string[]> {
  const [round] = await sql<{ isPublished: boolean }>(
    'select published_at is not null as "isPublished" from contest.rounds where slug = $1',
    [closedRound],
  );
  if (!round?.isPublished) {
    for (const [place, holder] of holders.entries()) await takeClosedRound(holder, place);
    // Not while a board is behind what other tests do at the same time.
    await expect(() => publishRound(closedRound)).toPass({ timeout: 90_000 });
  }
  const codes: string[] = [];
  for (const { name } of holders) {
    let code: string | undefined;
    await expect.poll(async () => (code = await codeOf(name)), { timeout: 90_000 }).toBeTruthy();
    codes.push(code ?? '');
  }
  return codes;
}

/**
 * In one transaction, so that nobody else sees the round open. `place` wrong answers, and so the rank.
 * @param ask the product's own database unless told.
 */
export const takeClosedRound = ({ name, birthYear, unit, prediction }: Holder, place: number, ask: Ask = sql) =>
  ask(`do $$
    declare
      closing timestamptz := (select closes_at from contest.rounds where slug = '${closedRound}');
      ticket text;
      attempt uuid;
    begin
      select contest.register(slug, '${name}', ${birthYear}, '${somebody().phone}', '${unit}', 'public',
        consent_version, null, null, true) ->> 'ticket'
      into ticket from contest.contests;
      update contest.rounds set closes_at = contest.clock() + interval '1 hour' where slug = '${closedRound}';
      attempt := contest.start_attempt(ticket, '${closedRound}') ->> 'id';
      perform contest.submit_attempt(ticket, attempt, '{}', ${prediction ?? 'null'}, null);
      update contest.rounds set closes_at = closing where slug = '${closedRound}';
      update contest.attempts
      set started_at = closing - interval '1 hour', expires_at = closing - interval '40 minutes',
        finished_at = closing - interval '50 minutes', score = 100 - 5 * ${place}, correct = 20 - ${place}
      where id = attempt;
    end $$`);

/** Publishes a round, by its slug; its certificates are made out in the background. */
export const publishRound = (round: string, ask: Ask = sql) =>
  ask(`do $$
    begin
      insert into contest.organisers (email, role) values ('quan-tri@example.com', 'admin') on conflict do nothing;
      perform set_config('request.jwt.claims', '{"role": "authenticated", "email": "quan-tri@example.com"}', true);
      perform contest.tick();
      perform contest.organiser_publish_round('${round}', false);
    end $$`);

async function codeOf(name: string): Promise<string | undefined> {
  const [issued] = await sql<{ code: string }>(
    `select contest.certificate_code(place.attempt) as code
     from contest.certificates as c
     join contest.final_places as place on place.round_id = c.round_id and place.rank = c.rank
     join contest.participants as p on p.id = place.participant_id
     where p.full_name = $1`,
    [name],
  );
  return issued?.code;
}

/** Disqualifies a holder; their certificate is revoked by that. */
export const disqualify = ({ name }: Holder) =>
  sql(`update contest.participants set status = 'disqualified' where full_name = $1`, [name]);

/** Gives a holder a ticket that the test knows. */
export const giveTicket = ({ name }: { name: string }, ticket: string, ask: Ask = sql) =>
  ask('update contest.participants set ticket_hash = contest.hash_ticket($2) where full_name = $1', [name, ticket]);
