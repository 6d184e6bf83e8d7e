/** The contest as a member lives it in a browser, step by step, and the owner's look into its database. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { FunctionName } from '../../src/contest/contract.ts';

/** Where tests/support/product.ts takes SQL. */
const sqlPort = Number(process.env['TEST_PORT'] ?? 4399) + 1;

/** Runs SQL as the owner of the database of the product under test. */
export async function sql<Row>(statement: string, parameters: unknown[] = []): Promise<Row[]> {
  const reply = await fetch(`http://127.0.0.1:${sqlPort}/`, {
    method: 'POST',
    body: JSON.stringify({ statement, parameters }),
  });
  if (!reply.ok) throw new Error(await reply.text());
  return (await reply.json()) as Row[];
}

/** The round of the sample contest that is open. */
export const openRound = 'tuan-2';
export const questionCount = 20;

export interface Person {
  name: string;
  birthYear: string;
  phone: string;
  /** What they type to find their unit, and the unit's name. */
  unit: { typed: string; name: string };
}

const letters = 'abcdefghijklmnopqrstuvwxyz';
const randomText = (of: string, length: number) =>
  Array.from({ length }, () => of[Math.floor(Math.random() * of.length)]).join('');

/** A member nobody else is: tests share one database and run side by side. */
export function somebody(changes: Partial<Person> = {}): Person {
  return {
    name: `Trần Thị ${randomText(letters, 10)}`,
    birthYear: '1956',
    phone: `09${randomText('0123456789', 8)}`,
    unit: { typed: 'trung hoc co so mau 1', name: 'Trường Trung học cơ sở Mẫu 1' },
    ...changes,
  };
}

/** A ticket nobody has. */
export const randomTicket = () => Array.from({ length: 5 }, () => randomText('23456789ABCDEFGH', 4)).join('-');

export const rpc = (name: FunctionName) => `**/rest/v1/rpc/${name}*`;
export const everyRpc = '**/rest/v1/rpc/**';

export const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { level: 2, name });
export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
export const saveLine = (page: Page): Locator => page.locator('.save-line');

export async function openLobby(page: Page): Promise<void> {
  await page.goto('/cuoc-thi/');
  await expect(heading(page, 'Tuần 2 đang mở')).toBeVisible();
}

/** Fills in the form; does not send it. */
export async function fillIn(page: Page, person: Person): Promise<void> {
  await page.getByLabel('Họ và tên').fill(person.name);
  await page.getByLabel('Năm sinh').fill(person.birthYear);
  await page.getByLabel('Số điện thoại').fill(person.phone);
  await page.getByLabel('Đơn vị', { exact: true }).fill(person.unit.typed);
  await page.locator('.unit-choice').filter({ hasText: person.unit.name }).click();
  await page.getByLabel('Bạn dự thi với tư cách').selectOption('party_member');
  await page.getByLabel('Tôi đã đọc và đồng ý.').check();
}

export const sendRegistration = (page: Page) => page.getByRole('button', { name: 'Đăng ký', exact: true }).click();

/** From nowhere to the screen with one's ticket. Returns the ticket. */
export async function signUp(page: Page, person: Person, { remember = true } = {}): Promise<string> {
  await openLobby(page);
  await press(page, 'Đăng ký dự thi');
  await fillIn(page, person);
  if (!remember) await page.getByLabel('Nhớ mã dự thi trên máy này.').uncheck();
  await sendRegistration(page);
  return (await page.locator('.ticket').textContent()) ?? '';
}

/** From nowhere to one's own page. Returns the ticket. */
export async function register(page: Page, person: Person, options?: { remember: boolean }): Promise<string> {
  const ticket = await signUp(page, person, options);
  await press(page, 'Tôi đã lưu mã, đi tiếp');
  await expect(heading(page, `Xin chào ${person.name}`)).toBeVisible();
  return ticket;
}

/** From one's own page off this device. */
export async function leave(page: Page): Promise<void> {
  await press(page, 'Không phải tôi, rời máy này');
  await press(page, 'Tôi đã giữ mã, rời máy này');
}

export async function start(page: Page): Promise<void> {
  await press(page, 'Bắt đầu thi');
  await expectQuestion(page, 1);
}

export const expectQuestion = (page: Page, place: number) =>
  expect(page.locator('.question-place')).toHaveText(`Câu ${place}/${questionCount}`);

/** As the browser's button does it: Playwright's own waits for a navigation, which a step inside a page is not always. */
export const goBack = (page: Page) => page.evaluate(() => void setTimeout(() => history.back()));

/** From a page of this device that has just been opened, where it asks whose the running quiz is, back into it. */
export const goOn = (page: Page) => page.getByRole('button', { name: 'Làm tiếp', exact: true }).click();

/** Chooses an option (from 0) of the question on screen. */
export const choose = (page: Page, option = 0) => page.locator('.option').nth(option).click();

/** Answers the next `count` questions, each with its first option, and stands on the one after. */
export async function answer(page: Page, count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) {
    await choose(page);
    // On, or from the last question to the last look.
    await page.locator('.quiz-steps .primary').click();
  }
}

export async function submitEarly(page: Page): Promise<void> {
  await press(page, 'Xem lại và nộp');
  await press(page, 'Nộp bài');
}

export interface AttemptRow {
  id: string;
  state: 'open' | 'submitted' | 'expired';
  answered: number;
  answers: Record<string, string[]>;
  prediction: number | null;
  score: number | null;
  correct: number | null;
  receipt: string | null;
  duration_ms: number | null;
}

/** What the database holds of somebody's attempts, first to last. @param ask the product's own database unless told. */
export const attemptsOf = ({ phone }: Person, ask = sql) =>
  ask<AttemptRow>(
    `select a.id, a.state, a.answers, a.prediction, a.score, a.correct, a.receipt, a.duration_ms,
       (select count(*)::int from jsonb_object_keys(a.answers)) as answered
     from contest.attempts as a
     join contest.participant_phones as p using (participant_id)
     where p.phone = $1
     order by a.ordinal`,
    [phone],
  );

/** The only attempt somebody has. */
export async function attemptOf(person: Person, ask = sql): Promise<AttemptRow> {
  const [attempt, ...others] = await attemptsOf(person, ask);
  if (!attempt || others.length > 0) throw new Error(`${others.length + (attempt ? 1 : 0)} attempts, not one`);
  return attempt;
}

/** The right keys of an attempt's questions, in the order of its paper. */
export async function rightKeys(attempt: string): Promise<string[][]> {
  const rows = await sql<{ keys: string[] }>(
    `select contest.keys_of_choice(q.right_choice, paper.option_order) as keys
     from contest.attempts as a
     cross join unnest(a.question_ids, a.option_orders) with ordinality as paper (id, option_order, place)
     join contest.questions as q on q.id = paper.id
     where a.id = $1
     order by paper.place`,
    [attempt],
  );
  return rows.map(({ keys }) => keys);
}

/** Moves the end of somebody's open attempt to so many seconds from now. */
export const endIn = ({ phone }: Person, seconds: number) =>
  sql(
    `update contest.attempts set expires_at = contest.clock() + make_interval(secs => $2)
     where participant_id = (select participant_id from contest.participant_phones where phone = $1)`,
    [phone, seconds],
  );

/** Makes somebody's open attempt one of the round that has closed, whose answers may be told once it is over. */
export const intoClosedRound = ({ phone }: Person) =>
  sql(
    `update contest.attempts set round_id = (select id from contest.rounds where slug = 'tuan-1')
     where finished_at is null and participant_id = (select participant_id from contest.participant_phones where phone = $1)`,
    [phone],
  );

/** How many people are registered under a phone. */
export const registrations = async ({ phone }: Person) =>
  (await sql('select from contest.participant_phones where phone = $1', [phone])).length;

/**
 * Lets the server process the first call of a function and loses its reply on the way back.
 * @param seen what the page tries again by itself, within a second, waits for this: else nobody is sure to see that it failed.
 */
export async function loseFirstReply(
  page: Page,
  name: FunctionName,
  seen: Promise<void> = Promise.resolve(),
): Promise<() => number> {
  let calls = 0;
  await page.route(rpc(name), async (route) => {
    calls += 1;
    if (calls > 1) {
      await seen;
      return route.continue();
    }
    await route.fetch();
    return route.abort('connectionreset');
  });
  return () => calls;
}

/** Holds the next reply of a function back. Returns how to let it through. */
export async function holdReply(page: Page, name: FunctionName): Promise<() => Promise<void>> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  let arrived = () => {};
  const answered = new Promise<void>((resolve) => (arrived = resolve));
  await page.route(
    rpc(name),
    async (route) => {
      const response = await route.fetch();
      arrived();
      await held;
      await route.fulfill({ response });
    },
    { times: 1 },
  );
  return async () => {
    await answered;
    const reply = page.waitForResponse(rpc(name));
    letGo();
    await (await reply).finished();
    // The page's turn to do the wrong thing.
    await page.waitForTimeout(300);
  };
}

/** Everything this browser remembers of the contest, for good and while the tab is open. */
export const remembered = (page: Page) =>
  page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));

/** How far the page is wider than the screen, in CSS pixels. */
export const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
