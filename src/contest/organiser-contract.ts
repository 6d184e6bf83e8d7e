/**
 * The organisers' part of the contract with schema `api` (contract.ts holds the participants'). All of it is POST, for
 * signed-in organisers only. Times are ISO text in UTC with milliseconds; durations are milliseconds.
 */
import * as z from 'zod/mini';

const Time = z.iso.datetime({ precision: 3 });

export const OrganiserRole = z.enum(['admin', 'editor', 'unit']);
export type OrganiserRole = z.output<typeof OrganiserRole>;

const Organiser = z.object({
  email: z.string(),
  role: OrganiserRole,
  /** Codes of the units a unit organiser looks after; empty for the others. */
  units: z.array(z.string()),
  active: z.boolean(),
});
export type Organiser = z.output<typeof Organiser>;

const AuditEntry = z.object({
  /** Place in the chain: 1, 2, 3 … */
  id: z.int(),
  at: Time,
  /** E-mail of the organiser; "owner" for commands of the database's owner. */
  actor: z.string(),
  act: z.string(),
  /** Ids and codes; never a name, a phone or a ticket. */
  details: z.record(z.string(), z.unknown()),
  reason: z.nullable(z.string()),
  hash: z.string(),
});
export type AuditEntry = z.output<typeof AuditEntry>;

const Job = z.object({
  kind: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed']),
  /** So much of `of` is done, in units of the kind: rows, attempts … */
  done: z.int(),
  of: z.int(),
  accepted: z.int(),
  /** Problems by row, counted from 1. An import with any stores nothing. */
  rejected: z.array(
    z.object({
      row: z.int(),
      column: z.nullable(z.string()),
      reason: z.string(),
      value: z.nullable(z.string()),
    }),
  ),
  /** By kind; `{error, detail}` for a failed job. */
  result: z.nullable(z.record(z.string(), z.unknown())),
});
export type Job = z.output<typeof Job>;

/** Every function by name: its arguments and its result. */
export const organiserFunctions = {
  organiser_me: {
    args: z.strictObject({}),
    result: z.object({ email: z.string(), role: OrganiserRole, units: z.array(z.string()) }),
  },
  organiser_list_organisers: {
    args: z.strictObject({}),
    result: z.object({ rows: z.array(Organiser) }),
  },
  organiser_save_organiser: {
    args: z.strictObject({
      email: z.string(),
      role: OrganiserRole,
      units: z.optional(z.array(z.string())),
      active: z.optional(z.boolean()),
    }),
    result: Organiser,
  },
  organiser_job: {
    args: z.strictObject({ job: z.uuid() }),
    result: Job,
  },
  organiser_audit: {
    /** Newest first; `after` is the last id already shown. */
    args: z.strictObject({ after: z.optional(z.int()), size: z.optional(z.int()) }),
    result: z.object({ rows: z.array(AuditEntry), total: z.int() }),
  },
  organiser_audit_verify: {
    args: z.strictObject({}),
    result: z.object({
      ok: z.boolean(),
      rows: z.int(),
      /** Hash of the last row: noted down elsewhere, it vouches for everything before it. */
      head: z.string(),
      /** The first place of the chain that does not hold. */
      broken_at: z.nullable(z.int()),
    }),
  },
} as const;

export type OrganiserFunctionName = keyof typeof organiserFunctions;
export type OrganiserArgs<Name extends OrganiserFunctionName> = z.input<(typeof organiserFunctions)[Name]['args']>;
export type OrganiserResult<Name extends OrganiserFunctionName> = z.output<(typeof organiserFunctions)[Name]['result']>;

/** Refusals only organisers meet, with their HTTP status; contract.ts holds the others. */
export const organiserRefusals = {
  not_an_organiser: 403,
  out_of_scope: 403,
  job_not_found: 404,
  admin_exists: 409,
  last_admin: 409,
  invalid_email: 422,
  invalid_role: 422,
  reason_required: 422,
} as const;
export type OrganiserRefusal = keyof typeof organiserRefusals;
