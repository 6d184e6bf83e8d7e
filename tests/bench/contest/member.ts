/** What members do, over any connection that can call the api: start, save as they go, submit. */

/** A call of one api function, its arguments by name, and what it answered. */
export type Call = (
  name: 'start_attempt' | 'save_answers' | 'submit_attempt',
  args: Record<string, unknown>,
) => Promise<unknown>;

interface Started {
  id: string;
  paper: { id: string; options: { key: string }[] }[];
}

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

export async function start(call: Call, ticket: string, round: string): Promise<OpenAttempt> {
  const { id, paper } = (await call('start_attempt', { ticket, round })) as Started;
  return {
    ticket,
    id,
    answers: paper.map((question) => {
      const chosen = question.options[Math.floor(Math.random() * question.options.length)];
      return [question.id, chosen ? [chosen.key] : []];
    }),
    revision: 0,
  };
}

/** The next save: a fifth of the paper more than the last one. */
export async function save(call: Call, attempt: OpenAttempt): Promise<void> {
  attempt.revision += 1;
  const given = Math.ceil((attempt.answers.length * attempt.revision) / savesPerJourney);
  const reply = (await call('save_answers', {
    ticket: attempt.ticket,
    attempt: attempt.id,
    revision: attempt.revision,
    answers: Object.fromEntries(attempt.answers.slice(0, given)),
    prediction: 100_000,
  })) as { stored: boolean };
  if (!reply.stored) throw new Error('a save was not stored');
}

export async function submit(call: Call, attempt: OpenAttempt): Promise<void> {
  const reply = (await call('submit_attempt', {
    ticket: attempt.ticket,
    attempt: attempt.id,
    answers: Object.fromEntries(attempt.answers),
    prediction: 100_000,
    revision: attempt.revision + 1,
  })) as { receipt: string };
  if (!reply.receipt) throw new Error('a submit got no receipt');
}

/** A whole attempt: start, five saves, submit. */
export async function journey(call: Call, ticket: string, round: string): Promise<void> {
  const attempt = await start(call, ticket, round);
  for (let turn = 0; turn < savesPerJourney; turn += 1) await save(call, attempt);
  await submit(call, attempt);
}
