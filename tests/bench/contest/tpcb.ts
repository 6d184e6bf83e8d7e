/**
 * The first yardstick: TPC-B as pgbench runs it (PostgreSQL manual, pgbench, "tpcb-like"): five statements in one
 * transaction, each a prepared round trip of its own.
 */
import type { Client } from 'pg';

/** pgbench's scale: 50 branches, 500 tellers, 5,000,000 accounts. */
export const scale = 50;
const accounts = scale * 100_000;
const tellers = scale * 10;

/** pgbench's tables and rows. Ends with vacuum and checkpoint, as `pgbench -i` leaves the vacuum to do. */
export async function loadTpcb(client: Client): Promise<void> {
  await client.query(`
    create table pgbench_branches (bid int not null, bbalance int, filler char(88)) with (fillfactor = 100);
    create table pgbench_tellers (tid int not null, bid int, tbalance int, filler char(84)) with (fillfactor = 100);
    create table pgbench_accounts (aid int not null, bid int, abalance int, filler char(84)) with (fillfactor = 100);
    create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
    insert into pgbench_branches select bid, 0 from generate_series(1, ${scale}) as bid;
    insert into pgbench_tellers select tid, (tid - 1) / 10 + 1, 0 from generate_series(1, ${tellers}) as tid;
    insert into pgbench_accounts select aid, (aid - 1) / 100000 + 1, 0, '' from generate_series(1, ${accounts}) as aid;
    alter table pgbench_branches add primary key (bid);
    alter table pgbench_tellers add primary key (tid);
    alter table pgbench_accounts add primary key (aid);
  `);
  await client.query('vacuum analyze pgbench_branches, pgbench_tellers, pgbench_accounts');
  await client.query('checkpoint');
}

const statements = {
  begin: 'begin',
  account: 'update pgbench_accounts set abalance = abalance + $1 where aid = $2',
  balance: 'select abalance from pgbench_accounts where aid = $1',
  teller: 'update pgbench_tellers set tbalance = tbalance + $1 where tid = $2',
  branch: 'update pgbench_branches set bbalance = bbalance + $1 where bid = $2',
  history: 'insert into pgbench_history (tid, bid, aid, delta, mtime) values ($1, $2, $3, $4, current_timestamp)',
  end: 'end',
} as const;

/** One transaction. */
export async function transfer(client: Client): Promise<void> {
  const run = (name: keyof typeof statements, ...values: number[]) =>
    client.query({ name: `tpcb_${name}`, text: statements[name], values });
  const upTo = (most: number) => 1 + Math.floor(Math.random() * most);
  const [aid, tid, bid, delta] = [upTo(accounts), upTo(tellers), upTo(scale), upTo(10_001) - 5_001];
  await run('begin');
  await run('account', delta, aid);
  await run('balance', aid);
  await run('teller', delta, tid);
  await run('branch', delta, bid);
  await run('history', tid, bid, aid, delta);
  await run('end');
}
