/**
 * A class and its teachers at once: fifty members in Node with the browser's own client and machine, two in Chromium. They
 * have a product of their own: fifty people more would fill the boards that other tests look for somebody on.
 */
import { expect, test, type Browser } from '@playwright/test';
import { startSampleProduct } from '../support/sample-product.ts';
import { readServerClock } from '../../src/contest/clock.ts';
import { connect, ContestFault, type ContestClient } from '../../src/contest/client.ts';
import type { Answers, Receipt } from '../../src/contest/contract.ts';
import type { Quiz } from '../../src/contest/machine.ts';
import { createOutbox } from '../../src/contest/outbox.ts';
import { browserTimer, runQuiz } from '../../src/contest/session.ts';
import {
  answer,
  attemptOf,
  heading,
  openRound,
  press,
  questionCount,
  register,
  somebody,
  start,
  type Person,
} from '../support/contest-page.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A client on a bad line: the server does what it is asked, and every seventh reply is lost on the way back. */
function onBadLine(client: ContestClient, first: number): ContestClient {
  let calls = first;
  return {
    async call(name, args, timeoutMs) {
      const reply = await client.call(name, args, timeoutMs);
      calls += 1;
      if (calls % 7 === 0) throw new ContestFault('unreachable', `${name}: the reply was lost`);
      return reply;
    },
  };
}

/** Asks until there is an answer, as somebody pressing the button again does. */
async function insist<Value>(ask: () => Promise<{ ok: true; value: Value } | { ok: false; refusal: string }>) {
  for (;;) {
    try {
      const reply = await ask();
      if (!reply.ok) throw new Error(reply.refusal);
      return reply.value;
    } catch (fault) {
      if (!(fault instanceof ContestFault)) throw fault;
      await pause(50);
    }
  }
}

/** Takes the whole round: answers every question, one member in two without waiting for what is still on its way. */
async function takeRound(site: string, person: Person, place: number): Promise<{ answers: Answers; receipt: Receipt }> {
  const client = onBadLine(await connect(site), place);
  const contest = await insist(() => client.call('contest', {}));
  const request = crypto.randomUUID();
  const { ticket } = await insist(() =>
    client.call('register', {
      contest: contest.slug,
      full_name: person.name,
      birth_year: Number(person.birthYear),
      phone: person.phone,
      unit: 'xa-mau-1-thcs',
      audience: 'student',
      consent: contest.consent.version,
      request,
    }),
  );
  let sentMs = 0;
  const attempt = await insist(() => {
    sentMs = browserTimer.now();
    return client.call('start_attempt', { ticket, round: openRound });
  });

  let quiz: Quiz | undefined;
  const session = runQuiz({
    client,
    ticket,
    attempt,
    clock: readServerClock(attempt.server_now, sentMs, browserTimer.now()),
    outbox: createOutbox(undefined, contest.slug),
    timer: browserTimer,
    onChange: (now) => (quiz = now),
  });
  const answers: Answers = {};
  for (const [index, { id, options }] of attempt.paper.entries()) {
    const { key = '' } = options[(place + index) % options.length] ?? {};
    answers[id] = [key];
    session.dispatch({ type: 'choose', question: id, keys: [key] });
    await pause(20 + ((place * 7 + index * 13) % 150));
  }
  session.dispatch({ type: 'predict', count: place });
  while (place % 2 === 0 && session.quiz.kind === 'answering' && session.quiz.unsent.length > 0) await pause(50);
  session.dispatch({ type: 'submit' });
  await expect.poll(() => quiz?.kind, { timeout: 200_000 }).toBe('submitted');
  return { answers, receipt: (quiz as Extract<Quiz, { kind: 'submitted' }>).receipt };
}

async function takeRoundOnScreen(browser: Browser, baseURL: string, person: Person): Promise<void> {
  const page = await browser.newPage({ baseURL });
  await register(page, person);
  await start(page);
  await answer(page, questionCount);
  await page.getByLabel(/^Theo bạn/).fill('52');
  await press(page, 'Nộp bài');
  await expect(heading(page, 'Đã nộp bài')).toBeVisible({ timeout: 60_000 });
  await page.close();
}

// Seen to fail with a lost reply not told to the machine, in session.ts: those attempts are never submitted.
test('fifty members and two in a browser take a round at once: no answer is lost, no submit fails, the boards add up', async ({
  browser,
}) => {
  test.setTimeout(400_000);
  const product = await startSampleProduct();
  const ask = <Row>(statement: string, parameters: unknown[] = []) =>
    product.sql(statement, parameters) as Promise<Row[]>;
  const members = Array.from({ length: 50 }, () => somebody());
  const onScreen = [somebody(), somebody()];
  const [taken] = await Promise.all([
    Promise.all(members.map((person, place) => takeRound(product.url, person, place))),
    Promise.all(onScreen.map((person) => takeRoundOnScreen(browser, product.url, person))),
  ]);
  for (const [place, person] of members.entries()) {
    const { answers, receipt } = taken[place] ?? {};
    expect(await attemptOf(person, ask), person.name).toMatchObject({
      state: 'submitted',
      answers,
      prediction: place,
      receipt: receipt?.receipt,
      score: receipt?.score,
    });
  }
  for (const person of onScreen)
    expect(await attemptOf(person, ask)).toMatchObject({ state: 'submitted', answered: questionCount, prediction: 52 });

  await ask('select contest.tick()');
  const [row] = await ask<{ recount: object }>(`select contest.recount('tim-hieu-2026') as recount`);
  expect(row?.recount).toMatchObject({ ok: true, pending: 0 });
  await product.stop();
});
