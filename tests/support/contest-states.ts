/** A walk through every state of the contest that a member can see, so that each can be looked at. */
import { expect, type Page } from '@playwright/test';
import {
  answer,
  choose,
  everyRpc,
  expectQuestion,
  goBack,
  goOn,
  fillIn,
  heading,
  intoClosedRound,
  openLobby,
  press,
  rpc,
  saveLine,
  sendRegistration,
  somebody,
  submitEarly,
} from './contest-page.ts';

/** @param look called in every state, once it stands still. */
export async function walkThrough(page: Page, look: (state: string) => Promise<void>): Promise<void> {
  const person = somebody();
  await openLobby(page);
  await look('lobby');

  await press(page, 'Tôi đã có mã dự thi');
  await page.getByLabel('Mã dự thi', { exact: true }).fill('0000 0000 0000 0000 0000');
  await press(page, 'Tiếp tục');
  await expect(page.locator('#ticket-error')).toBeVisible();
  await look('ticket-entry-error');
  await press(page, 'Lấy lại bằng số điện thoại và mã khôi phục');
  await press(page, 'Lấy mã mới');
  await expect(page.locator('#recovery-phone-error')).toBeVisible();
  await look('recovery-error');
  await press(page, 'Quay lại');
  await press(page, 'Quay lại');

  await press(page, 'Đăng ký dự thi');
  await expect(page.locator('.unit-choice').first()).toBeVisible();
  await look('register');
  await sendRegistration(page);
  await expect(page.locator('.error').first()).toBeVisible();
  await look('register-errors');
  await press(page, 'Mở các đơn vị thuộc Xã Mẫu 1');
  await expect(page.locator('.unit-place')).toContainText('Tỉnh mẫu › Xã Mẫu 1');
  await look('unit-tree');
  await page.getByLabel('Đơn vị', { exact: true }).fill('chi bo 1');
  await expect(page.locator('.unit-choice .unit-path').first()).toBeVisible();
  await look('unit-search');
  await page.getByLabel('Năm sinh').fill('2012');
  await fillIn(page, { ...person, birthYear: '2012' });
  await look('register-pupil');
  await page.getByLabel('Năm sinh').fill(person.birthYear);
  await sendRegistration(page);
  await expect(page.locator('.ticket')).toBeVisible();
  await look('ticket');

  await press(page, 'Tôi đã lưu mã, đi tiếp');
  await expect(heading(page, `Xin chào ${person.name}`)).toBeVisible();
  await look('mine');

  await press(page, 'Bắt đầu thi');
  await expectQuestion(page, 1);
  await look('question');
  await choose(page, 1);
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 1/20 câu');
  await look('question-answered');
  await page.getByText('Danh sách câu').click();
  await page.getByLabel('Đánh dấu câu này để xem lại').check();
  await look('palette');
  await goBack(page);
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('leave-quiz');
  await page.getByRole('dialog').getByRole('button', { name: 'Làm tiếp' }).click();
  await press(page, 'Xem cả đề trên một trang');
  await expect(page.locator('.sheet .question')).toHaveCount(20);
  await look('whole-paper');
  await page.getByRole('button', { name: 'Xem từng câu một' }).last().click();
  const second = await page.context().newPage();
  await second.goto('/cuoc-thi/');
  await goOn(second);
  await expect(heading(page, 'Bài thi đang mở ở một thẻ khác')).toBeVisible();
  await second.close();
  await look('elsewhere');
  await press(page, 'Làm tiếp ở đây');
  await choose(page, 1);
  await page.route(everyRpc, (route) => route.abort());
  await press(page, 'Câu sau');
  await choose(page);
  await expect(saveLine(page)).toContainText('chưa gửi được');
  await look('unsent');
  await page.unroute(everyRpc);
  await answer(page, 15);
  await press(page, 'Xem lại và nộp');
  await expect(heading(page, 'Trước khi nộp bài')).toBeVisible();
  await page.getByLabel(/^Theo bạn/).fill('1234');
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu');
  await look('review');

  await page.route(rpc('submit_attempt'), (route) => route.abort());
  await press(page, 'Nộp bài');
  await expect(saveLine(page)).toContainText('Chưa nộp được');
  // The browser asks before it lets a paper that is being handed in out of sight.
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(heading(page, 'Bạn đã bấm nộp, đang gửi lại…')).toBeVisible();
  await expect(saveLine(page)).toContainText('Chưa nộp được');
  await look('submitting-again');
  await page.unroute(rpc('submit_attempt'));
  await expect(page.locator('.outcome')).toContainText(/Hạng \d/);
  await expect(page.locator('.board tbody tr').first()).toBeVisible();
  await look('outcome');
  await press(page, 'Làm ảnh để chia sẻ');
  await page.getByLabel('Ghi tên tôi').check();
  await page.getByLabel('Ghi điểm').check();
  await expect(page.locator('.share-card desc')).toContainText(person.name);
  await look('share-card');
  await press(page, 'Về trang của tôi');
  await expect(page.getByText('Lượt 1:')).toBeVisible();
  await look('mine-after');

  await press(page, 'Dữ liệu của tôi');
  await page.getByText('Xóa dữ liệu của tôi').click();
  await press(page, 'Xóa vĩnh viễn');
  await expect(page.locator('#sure-error')).toBeVisible();
  await look('my-data');
  await press(page, 'Về trang của tôi');
  await press(page, 'Thi lại (còn 1 lượt)');
  await expectQuestion(page, 1);
  await choose(page);
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 1/20 câu');
  await page.route(rpc('save_answers'), (route) => route.fulfill({ status: 409, json: { message: 'disqualified' } }));
  await choose(page, 1);
  await expect(heading(page, 'Máy chủ không nhận bài này')).toBeVisible();
  await look('refused');
  await page.unroute(rpc('save_answers'));
  await page.goto('/cuoc-thi/');
  await expect(heading(page, `Làm tiếp bài của ${person.name}?`)).toBeVisible();
  await look('resume');
  await press(page, 'Không phải tôi');
  await look('not-mine');
  await press(page, 'Quay lại');
  await goOn(page);
  await intoClosedRound(person);
  await submitEarly(page);
  await press(page, 'Xem lại bài và đáp án');
  await expect(page.locator('.reviewed > li')).toHaveCount(20);
  await look('look-back');

  await page.goto('/cuoc-thi/2026/xep-hang/');
  await expect(page.locator('.board tbody tr').first()).toBeVisible();
  await expect(page.locator('.board-state').filter({ hasText: 'Cập nhật lúc' })).toHaveCount(2);
  await look('boards');

  await page.goto('/cuoc-thi/#ma=0000-0000-0000-0000-0000');
  await expect(heading(page, `Máy này đang nhớ mã của ${person.name}`)).toBeVisible();
  await look('other-ticket');
  await press(page, 'Vào bằng mã trong liên kết');
  await expect(page.getByText('Mã trong liên kết đã được điền sẵn.')).toBeVisible();
  await look('ticket-brought');
  await press(page, 'Quay lại');
  await page.route(rpc('start_attempt'), (route) =>
    route.fulfill({ status: 404, json: { message: 'ticket_unknown' } }),
  );
  await press(page, /^(Bắt đầu thi|Thi lại)/);
  await expect(heading(page, 'Mã dự thi này không còn dùng được')).toBeVisible();
  await look('dead-ticket');
  await page.unroute(rpc('start_attempt'));
  await page.reload();
  await press(page, 'Không phải tôi, rời máy này');
  await expect(heading(page, 'Rời máy này')).toBeVisible();
  await look('leaving');
  await press(page, 'Tôi đã giữ mã, rời máy này');
  await press(page, 'Đăng ký dự thi');
  await expect(page.locator('.recent-units')).toContainText(person.unit.name);
  await expect(page.locator('#unit-list > li').first()).toBeVisible();
  await look('recent-units');
}
