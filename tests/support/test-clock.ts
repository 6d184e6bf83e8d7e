/** A clock that stands where a test puts it, for every connection to the test's database. */
import type { SqlConnection } from '../../supabase/local/migrations.ts';

/** Where the clock of a fresh test database stands. */
export const noon = new Date('2026-06-15T05:00:00.000Z');

/** `contest.clock()` is the only source of time, so replacing it moves everything. */
export async function replaceClock(connection: SqlConnection): Promise<void> {
  await connection.exec(`
    create schema testing;
    -- One row; null lets the real time run.
    create table testing.clock (moment timestamptz);
    insert into testing.clock values ('${noon.toISOString()}');
    create or replace function contest.clock() returns timestamptz
    language plpgsql volatile set search_path = '' as $$
    begin
      return date_trunc('milliseconds', coalesce((select moment from testing.clock), clock_timestamp()));
    end $$;
  `);
}

export const setClockSql = 'update testing.clock set moment = $1';
export const passTimeSql = `update testing.clock set moment = contest.clock() + $1 * interval '1 ms' returning moment`;
