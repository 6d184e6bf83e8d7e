/** Which items of a list are shown, as the reader chose and as the address says. Pure: ListFilter's script draws it. */

/** What the reader chose, by the name each choice has in the address; an empty text is no choice. */
export type ListChoice = Readonly<Record<string, string>>;

/** What can be chosen, or what an item is: values by the name of the choice. */
export type ListValues = Readonly<Record<string, readonly string[]>>;

/**
 * What an address asks for. A value that the list does not offer is no choice: an old link shows everything.
 * @param search the query of the address, with or without its question mark
 */
export function choiceOf(search: string, offered: ListValues): ListChoice {
  const parameters = new URLSearchParams(search);
  return Object.fromEntries(
    Object.entries(offered).map(([name, values]) => [name, values.find((one) => one === parameters.get(name)) ?? '']),
  );
}

/** The query that brings a choice back: `?chu-de=…`, or nothing where nothing is chosen. */
export function queryOf(choice: ListChoice): string {
  const query = new URLSearchParams(Object.entries(choice).filter(([, value]) => value !== '')).toString();
  return query === '' ? '' : `?${query}`;
}

/** Whether an item is among those chosen. */
export const isChosen = (choice: ListChoice, item: ListValues): boolean =>
  Object.entries(choice).every(([name, value]) => value === '' || (item[name] ?? []).includes(value));

/** What is said when a choice has been made. @param noun what the items are: "câu" */
export function shownText(shown: number, all: number, noun: string): string {
  if (shown === all) return `Có cả ${all} ${noun}.`;
  if (shown === 0) return `Chưa có ${noun} nào hợp mọi lựa chọn này. Hãy bỏ bớt một lựa chọn.`;
  return `Có ${shown} trong ${all} ${noun}.`;
}
