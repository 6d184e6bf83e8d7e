/** Members of the sample contest, as tests need them. */
import type { Answers, Args, OpenAttempt } from '../../src/contest/contract.ts';
import type { TestDatabase } from './database.ts';
import { rightMark } from './sample-contest.ts';

let registered = 0;

/** The arguments of a registration nobody could object to; every call brings another phone. */
export function registration(changes: Partial<Args<'register'>> = {}): Args<'register'> {
  registered += 1;
  return {
    contest: 'cuoc-thi',
    full_name: 'Nguyễn Thị Mẫu',
    birth_year: 1960,
    phone: `09${String(registered).padStart(8, '0')}`,
    unit: 'xa-a-chi-bo-1',
    audience: 'party_member',
    consent: 'v1',
    request: crypto.randomUUID(),
    ...changes,
  };
}

/** Registers somebody and returns the ticket. */
export async function join(database: TestDatabase, changes: Partial<Args<'register'>> = {}): Promise<string> {
  return (await database.ask('register', registration(changes))).ticket;
}

/** Right answers to the first `count` questions of a paper (all of them unless told). */
export function rightAnswers({ paper }: Pick<OpenAttempt, 'paper'>, count = paper.length): Answers {
  return Object.fromEntries(
    paper
      .slice(0, count)
      .map(({ id, options }) => [id, options.filter(({ text }) => text.startsWith(rightMark)).map(({ key }) => key)]),
  );
}

/** Takes a whole attempt: starts, lets `ms` pass, submits right answers to `right` questions. */
export async function takeRound(database: TestDatabase, ticket: string, right: number, ms = 60_000, round = 'tuan-2') {
  const attempt = await database.ask('start_attempt', { ticket, round });
  await database.passTime(ms);
  return database.ask('submit_attempt', { ticket, attempt: attempt.id, answers: rightAnswers(attempt, right) });
}
