import { expect, test } from 'vitest';
import { isSameTicket, ticketLink, ticketMessage, ticketOfHash } from '../../../src/contest/ticket-link.ts';

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

test('spelling does not make another ticket', () => {
  expect(isSameTicket(ticket, 'a1b2 c3d4 e5f6 g7h8 j9ko')).toBe(true);
  expect(isSameTicket(ticket, 'A1B2-C3D4-E5F6-G7H8-J9K1')).toBe(false);
});
