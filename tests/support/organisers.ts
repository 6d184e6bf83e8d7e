/** Organisers of the sample contest, and calls made as one of them. */
import {
  organiserFunctions,
  type OrganiserArgs,
  type OrganiserFunctionName,
  type OrganiserResult,
} from '../../src/contest/organiser-contract.ts';
import type { Answer, Call, Session, TestDatabase } from './database.ts';

/** Who the sample contest's organisers are, by what they may do. */
export const organisers = {
  admin: { email: 'quan-tri@example.com', role: 'admin', units: [] },
  editor: { email: 'bien-tap@example.com', role: 'editor', units: [] },
  /** Looks after Xã Đồng A and its two chi bộ. */
  unit: { email: 'xa-a@example.com', role: 'unit', units: ['xa-a'] },
} as const;
export type OrganiserName = keyof typeof organisers;

/** Writes the organisers into the database, past the functions that would refuse or record it. */
export async function addOrganisers(database: TestDatabase): Promise<void> {
  for (const { email, role, units } of Object.values(organisers)) {
    await database.sql('insert into contest.organisers (email, role, units) values ($1, $2, $3)', [email, role, units]);
  }
}

/** How somebody who has signed in as `email` calls. */
export function signedIn(email: string): { actor: 'authenticated'; claims: Record<string, unknown> } {
  return { actor: 'authenticated', claims: { role: 'authenticated', email, sub: crypto.randomUUID() } };
}

type As = OrganiserName | Call;

/** Calls an organiser function; its result is held against the contract. */
export async function callAs<Name extends OrganiserFunctionName>(
  session: Session,
  as: As,
  name: Name,
  args: OrganiserArgs<Name>,
): Promise<Answer<OrganiserResult<Name>>> {
  const call = typeof as === 'string' ? signedIn(organisers[as].email) : as;
  // The two parts of the contract are called alike; a session knows the names of the participants' only.
  const answer = (await session.call(name as never, args as never, call)) as Answer<OrganiserResult<Name>>;
  if (answer.value !== undefined) organiserFunctions[name].result.parse(answer.value);
  return answer;
}

/** Like {@link callAs}, for calls that must succeed. */
export async function askAs<Name extends OrganiserFunctionName>(
  session: Session,
  as: As,
  name: Name,
  args: OrganiserArgs<Name>,
): Promise<OrganiserResult<Name>> {
  const answer = await callAs(session, as, name, args);
  if (answer.value === undefined) throw new Error(`${name} was refused: ${(answer as { refusal: string }).refusal}`);
  return answer.value;
}

/** Lets the background work on jobs until there is none left, and returns how this one ended. */
export async function finishJob(database: TestDatabase, as: As, { job }: { job: string }) {
  while ((await database.sql<{ worked: number }>('select contest.work_on_jobs() as worked'))[0]?.worked !== 0);
  return askAs(database, as, 'organiser_job', { job });
}
