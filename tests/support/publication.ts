/** What anybody can read of a published round. */
import type { Session } from './database.ts';

/** The whole canonical text of a published round, all its pages joined, and what is said beside it. */
export async function readPublication(session: Session, contest: string, round: string) {
  const first = await session.ask('publication', { contest, round }, { verb: 'GET' });
  let text = first.text;
  for (let page = 2; page <= first.pages; page += 1)
    text += (await session.ask('publication', { contest, round, page }, { verb: 'GET' })).text;
  return { ...first, text };
}
