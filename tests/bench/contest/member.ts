/** What members do, over anything that can call the api: register, start, save as they go, submit. */
import { randomUUID } from 'node:crypto';
import type { Call } from './calls.ts';
import { consentVersion, contestSlug, roundSlug } from './contest-document.ts';

/** An open attempt in its member's hands. */
export interface OpenAttempt {
  ticket: string;
  id: string;
  /** One answer per question, in the order of the paper. */
  answers: [question: string, keys: string[]][];
  revision: number;
}

/** A member saves five times on the way: after every fourth question of twenty. */
export const savesPerJourney = 5;
const prediction = 100_000;

/** @param phone ten digits nobody else has. */
export async function register(call: Call, phone: string, unit: string): Promise<void> {
  const reply = await call('register', {
    contest: contestSlug,
    full_name: 'Nguyễn Thị Mẫu',
    birth_year: 1980,
    phone,
    unit,
    audience: 'party_member',
    consent: consentVersion,
    request: randomUUID(),
  });
  if (!reply.includes('"ticket"')) throw new Error(`a registration got no ticket: ${reply}`);
}

export async function start(call: Call, ticket: string): Promise<OpenAttempt> {
  const reply = await call('start_attempt', { ticket, round: roundSlug });
  const [attempt, ...questions] = reply.matchAll(/"id"\s*:\s*"([^"]+)"/g);
  if (!attempt || questions.length === 0) throw new Error(`a start got no paper: ${reply}`);
  // Every question has an A and a B.
  const answers = questions.map(([, id]): OpenAttempt['answers'][number] => [
    id ?? '',
    [Math.random() < 0.5 ? 'A' : 'B'],
  ]);
  return { ticket, id: attempt[1] ?? '', answers, revision: 0 };
}

/** The next save: a fifth of the paper more than the last one. */
export async function save(call: Call, attempt: OpenAttempt): Promise<void> {
  attempt.revision += 1;
  const given = Math.ceil((attempt.answers.length * attempt.revision) / savesPerJourney);
  const reply = await call('save_answers', {
    ticket: attempt.ticket,
    attempt: attempt.id,
    revision: attempt.revision,
    answers: Object.fromEntries(attempt.answers.slice(0, given)),
    prediction,
  });
  if (!/"stored"\s*:\s*true/.test(reply)) throw new Error(`a save was not stored: ${reply}`);
}

export async function submit(call: Call, attempt: OpenAttempt): Promise<void> {
  const reply = await call('submit_attempt', {
    ticket: attempt.ticket,
    attempt: attempt.id,
    answers: Object.fromEntries(attempt.answers),
    prediction,
    revision: attempt.revision + 1,
  });
  if (!reply.includes('"receipt"')) throw new Error(`a submit got no receipt: ${reply}`);
}

/** A whole attempt: start, five saves, submit. */
export async function journey(call: Call, ticket: string): Promise<void> {
  const attempt = await start(call, ticket);
  for (let turn = 0; turn < savesPerJourney; turn += 1) await save(call, attempt);
  await submit(call, attempt);
}
