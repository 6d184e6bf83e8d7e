/** Which questions of the list are shown, as the reader chose and as the address says. Pure: the page's script draws it. */

/** What the reader chose; an empty text is no choice. */
export interface QuestionChoice {
  topic: string;
  audience: string;
}

/** Names in the address: `/hoi-dap/?chu-de=…&doi-tuong=…`. The controls bear the same. */
export const parameterOf = { topic: 'chu-de', audience: 'doi-tuong' } as const satisfies Record<
  keyof QuestionChoice,
  string
>;

/**
 * What an address asks for. A topic or audience that the list does not have is no choice: an old link shows everything.
 * @param search the query of the address, with or without its question mark
 */
export function choiceOf(search: string, topics: readonly string[], audiences: readonly string[]): QuestionChoice {
  const parameters = new URLSearchParams(search);
  const known = (name: string, all: readonly string[]) => all.find((one) => one === parameters.get(name)) ?? '';
  return { topic: known(parameterOf.topic, topics), audience: known(parameterOf.audience, audiences) };
}

/** The query that brings a choice back: `?chu-de=…`, or nothing where nothing is chosen. */
export function queryOf({ topic, audience }: QuestionChoice): string {
  const query = new URLSearchParams({
    ...(topic === '' ? {} : { [parameterOf.topic]: topic }),
    ...(audience === '' ? {} : { [parameterOf.audience]: audience }),
  }).toString();
  return query === '' ? '' : `?${query}`;
}

/** Whether a question is among those chosen. */
export function isChosen(
  { topic, audience }: QuestionChoice,
  question: { topic: string; audiences: readonly string[] },
): boolean {
  return (topic === '' || topic === question.topic) && (audience === '' || question.audiences.includes(audience));
}

/** What is said when a choice has been made. */
export function shownText(shown: number, all: number): string {
  if (shown === all) return `Có cả ${all} câu.`;
  if (shown === 0) return 'Chưa có câu nào cho cả hai lựa chọn này. Hãy bỏ bớt một lựa chọn.';
  return `Có ${shown} trong ${all} câu.`;
}
