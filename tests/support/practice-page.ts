/** The practice page under a member's thumb, and a walk through every state it has. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { PracticeAppProps } from '../../src/contest/island/PracticeApp.tsx';
import type { PracticeQuestion } from '../../src/contest/practice.ts';
import { heading, press } from './contest-page.ts';

export const practiceRoute = '/cuoc-thi/2026/luyen-tap/';
export const topicRows = (page: Page): Locator => page.locator('.practice-topics .row');
export const verdict = (page: Page): Locator => page.locator('.answered h3');
export const mixed = 'Tất cả nội dung, trộn lẫn';

export async function openPractice(page: Page): Promise<void> {
  await page.goto(practiceRoute);
  await expect(heading(page, 'Ôn theo nội dung')).toBeVisible();
}

/** What the page was given to work with. */
export const givenTo = async (page: Page): Promise<PracticeAppProps> =>
  JSON.parse((await page.locator('#practice').getAttribute('data-props')) ?? '{}') as PracticeAppProps;

/** The topic with the fewest questions, so that doing all of it is quick. */
export async function shortTopic(page: Page): Promise<{ title: string; count: number }> {
  const { topics, questions } = await givenTo(page);
  const counted = topics
    .map(({ id, title }) => ({ title, count: questions.filter(({ topic }) => topic === id).length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.count - b.count);
  const [topic] = counted;
  if (!topic) throw new Error('no practice questions');
  return topic;
}

export const openTopic = (page: Page, title: string) => topicRows(page).filter({ hasText: title }).click();

/** The question on screen, as the bank has it. */
export async function asked(page: Page): Promise<PracticeQuestion> {
  const text = (await page.locator('.question h2').textContent()) ?? '';
  const question = (await givenTo(page)).questions.find(({ prompt }) => text.endsWith(prompt));
  if (!question) throw new Error(`unknown question: ${text}`);
  return question;
}

/** Chooses the options with these texts. */
export async function chooseTexts(page: Page, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await page
      .locator('.option')
      .filter({ has: page.getByText(text, { exact: true }) })
      .click();
  }
}

/** Chooses rightly or wrongly, and answers. */
export async function reply(page: Page, isRight: boolean): Promise<PracticeQuestion> {
  const question = await asked(page);
  await chooseTexts(page, isRight ? question.right : question.wrong.slice(0, 1));
  await press(page, 'Trả lời');
  return question;
}

/** Does a whole topic, the first question wrong and all others right. */
export async function doTopic(page: Page, count: number): Promise<void> {
  for (let place = 1; place <= count; place += 1) {
    await expect(page.locator('.question-place')).toHaveText(`Câu ${place}/${count}`);
    await reply(page, place > 1);
    await press(page, /^(Câu tiếp|Xem kết quả)$/);
  }
}

/** @param look called in every state, once it stands still. Needs `page.clock` installed. */
export async function walkThroughPractice(page: Page, look: (state: string) => Promise<void>): Promise<void> {
  await openPractice(page);
  await look('topics');
  await page.locator('.practice-list-name').click();
  await page.locator('.practice-list details > summary').first().click();
  await look('list');
  await page.locator('.practice-list-name').click();

  const topic = await shortTopic(page);
  await openTopic(page, topic.title);
  await look('question');
  await press(page, 'Trả lời');
  await look('nothing-chosen');
  await press(page, 'Dừng, về danh sách');
  const { questions } = await givenTo(page);
  if (questions.some(({ right }) => right.length > 1)) {
    await openTopic(page, mixed);
    while ((await asked(page)).right.length === 1) {
      await reply(page, true);
      await press(page, 'Câu tiếp');
    }
    await look('several-right');
    const { right } = await asked(page);
    await chooseTexts(page, right.slice(0, 1));
    await press(page, 'Trả lời');
    await look('half-right');
    await press(page, 'Dừng, về danh sách');
  }
  await openTopic(page, topic.title);
  await reply(page, false);
  await look('wrong');
  await press(page, /^(Câu tiếp|Xem kết quả)$/);
  if (topic.count > 1) {
    await reply(page, true);
    await look('right');
  }
  await press(page, 'Dừng, về danh sách');
  await openTopic(page, topic.title);
  await doTopic(page, topic.count);
  await look('end');
  await press(page, 'Về danh sách');
  await look('topics-known');
  await press(page, 'Xóa tiến độ trên máy này');
  await look('clear');
  await press(page, 'Xóa');
  await look('cleared');

  await press(page, 'Bắt đầu thi thử');
  await chooseTexts(page, (await asked(page)).right);
  await press(page, 'Câu sau');
  await chooseTexts(page, (await asked(page)).wrong.slice(0, 1));
  await page.getByText('Danh sách câu').click();
  await look('mock');
  await press(page, 'Xem lại và nộp');
  await look('mock-leaving');
  await press(page, 'Nộp bài');
  await look('mock-result');
}
