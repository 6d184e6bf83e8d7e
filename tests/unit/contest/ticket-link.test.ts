import { expect, test } from 'vitest';
import {
  isSameTicket,
  ticketInText,
  ticketLink,
  ticketMessage,
  ticketOfHash,
} from '../../../src/contest/ticket-link.ts';

const ticket = 'A1B2-C3D4-E5F6-G7H8-J9K0';
const site = 'https://cuocthi.example.com';

test('a link carries the ticket after #, never after ?', () => {
  const link = new URL(ticketLink(ticket, `${site}/cuoc-thi/2026/xep-hang/?a=1`));
  expect(link.href).toBe(`${site}/cuoc-thi/#ma=${ticket}`);
  expect(link.search).toBe('');
  expect(ticketOfHash(link.hash)).toBe(ticket);
});

test('the message ends with its link', () => {
  expect(ticketMessage(ticket, 'Cuộc thi mẫu', site)).toMatch(new RegExp(`#ma=${ticket}$`));
});

test.each([
  [`#ma=${ticket}`, ticket],
  [`#ma=${ticket}).`, ticket],
  [`#ma=${ticket}&utm_source=zalo`, ticket],
  ['#ma=a1b2%20c3d4+e5f6', 'a1b2 c3d4 e5f6'],
  ['#ma=', undefined],
  ['#ma=…', undefined],
  ['#the-le', undefined],
  ['', undefined],
])('of “%s” the ticket is %s', (hash, expected) => expect(ticketOfHash(hash)).toBe(expected));

const message = ticketMessage(ticket, 'Cuộc thi tìm hiểu Nghị quyết', site);

// Seen to fail with the text taken as typed.
test.each([
  ticket,
  ` ${ticket}. `,
  message,
  // As a field of one line takes it in.
  message.replaceAll('\n', ''),
  message.replaceAll('\n', ' '),
  message.split('\n')[0] ?? '',
  ticketLink(ticket, site),
  `${ticketLink(ticket, site)}&utm_source=zalo`,
  `Gửi bác: ${ticketLink(ticket, site)}).`,
  'a1b2c3d4e5f6g7h8j9k0',
  'a1b2 c3d4 e5f6 g7h8 j9ko',
  'Ma cua toi A1B2 C3D4 E5F6 G7H8 J9K0 nhe',
  'Ma nhap A1B2-C3D4-E5F6-G7H8-J9K0',
  'A1B2 – C3D4 – E5F6 – G7H8 – J9K0',
  'A1B2-C3D4-E5F6-\nG7H8-J9K0',
  'Ａ１Ｂ２－Ｃ３Ｄ４－Ｅ５Ｆ６－Ｇ７Ｈ８－Ｊ９Ｋ０',
  `${ticket}, chép lại: ${ticket.toLowerCase()}`,
])('in “%s” the ticket is found', (text) => expect(ticketInText(text)).toBe(ticket));

test('of a link and another code beside it the link’s is the ticket', () =>
  expect(ticketInText(`Z9Z9-Z9Z9-Z9Z9-Z9Z9-Z9Z9 ${ticketLink(ticket, site)}`)).toBe(ticket));

test.each([
  '',
  'Tôi mất mã rồi',
  'A1B2-C3D4-E5F6-G7H8-J9K',
  'A1B2-C3D4-E5F6-G7H8-J9K05',
  'A1B2-C3D4-E5F6-G7H8-J9K0-L1M2',
  'A1B2.C3D4.E5F6.G7H8.J9K0',
  `${ticket} Z9Z9-Z9Z9-Z9Z9-Z9Z9-Z9Z9`,
  `${ticketLink(ticket, site)} ${ticketLink('Z9Z9-Z9Z9-Z9Z9-Z9Z9-Z9Z9', site)}`,
])('“%s” is taken as typed', (text) => expect(ticketInText(text)).toBe(text));

test('spelling does not make another ticket', () => {
  expect(isSameTicket(ticket, 'a1b2 c3d4 e5f6 g7h8 j9ko')).toBe(true);
  expect(isSameTicket(ticket, 'A1B2-C3D4-E5F6-G7H8-J9K1')).toBe(false);
});
