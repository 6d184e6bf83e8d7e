/**
 * Runs tasks one after another.
 *
 * PGlite has one session. Two requests at once would share it, and with it each other's transaction:
 * whatever touches the database goes through one of these.
 */
export type Serial = <Result>(task: () => Promise<Result>) => Promise<Result>;

export function createSerial(): Serial {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  };
}
