import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { registration, takeRound } from '../support/members.ts';

const contest = 'cuoc-thi';
const pin = '314159';
const wrong = '000000';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

async function member() {
  const args = registration({ pin });
  const { ticket } = await database.ask('register', args);
  return { ...args, ticket };
}
const recover = (phone: string, typed: string) => database.call('recover', { contest, phone, pin: typed });

describe('recovering a ticket', () => {
  test('gives a new one for phone and PIN, and the old one dies', async () => {
    const { phone, ticket } = await member();
    const fresh = (await database.ask('recover', { contest, phone, pin })).ticket;
    expect(fresh).not.toBe(ticket);
    expect(fresh).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){4}$/);
    expect((await database.call('me', { ticket })).status).toBe(401);
    expect((await database.call('me', { ticket: fresh })).status).toBe(200);
  });

  test('keeps what the holder did', async () => {
    const { phone, ticket } = await member();
    await takeRound(database, ticket, 4);
    const fresh = (await database.ask('recover', { contest, phone, pin })).ticket;
    expect((await database.ask('me', { ticket: fresh })).attempts).toMatchObject([{ state: 'submitted', score: 50 }]);
  });

  test('leaves the first registration nothing to ask again for', async () => {
    const { ticket: _, ...args } = await member();
    await database.ask('recover', { contest, phone: args.phone, pin });
    expect(await database.call('register', args)).toMatchObject({ status: 409, refusal: 'phone_already_registered' });
  });

  test('answers a wrong PIN, an unknown phone and a member without a PIN alike', async () => {
    const { phone } = await member();
    const without = registration();
    await database.ask('register', without);
    const answer = await recover(phone, wrong);
    expect(answer).toMatchObject({ status: 422, refusal: 'invalid_pin' });
    expect(await recover('0999999999', pin)).toEqual(answer);
    expect(await recover(without.phone, pin)).toEqual(answer);
  });

  test.each(['', '12345', '1234567', 'abcdef', '12345६'])('refuses %j as a PIN', async (typed) => {
    const { phone } = await member();
    expect(await recover(phone, typed)).toMatchObject({ status: 422, refusal: 'invalid_pin' });
  });

  test('counts tries by phone, not by caller: others go on', async () => {
    const { phone } = await member();
    const other = await member();
    for (let attempt = 0; attempt < 6; attempt += 1) await recover(phone, wrong);
    expect((await recover(phone, pin)).status).toBe(429);
    expect((await recover(other.phone, pin)).status).toBe(200);
  });

  test('opens again an hour later, and five wrong tries are forgiven by a right one', async () => {
    const { phone } = await member();
    for (let attempt = 0; attempt < 6; attempt += 1) await recover(phone, wrong);
    await database.passTime(3_599_999);
    expect((await recover(phone, pin)).status).toBe(429);
    await database.passTime(1);
    for (let attempt = 0; attempt < 4; attempt += 1) expect((await recover(phone, wrong)).status).toBe(422);
    expect((await recover(phone, pin)).status).toBe(200);
    for (let attempt = 0; attempt < 5; attempt += 1) expect((await recover(phone, wrong)).status).toBe(422);
  });
});
