/**
 * The contract with the database functions of schema `api`: what each takes, what it returns, how it refuses.
 * Times are ISO text in UTC with milliseconds; durations are milliseconds. Results may carry fields not named here.
 */
import * as z from 'zod/mini';

const Time = z.iso.datetime({ precision: 3 });

const Unit = z.object({ code: z.string(), name: z.string(), path: z.array(z.string()) });
export type Unit = z.output<typeof Unit>;

export const Audience = z.enum([
  'party_member',
  'youth_union_member',
  'association_member',
  'civil_servant',
  'student',
  'public',
]);
export type Audience = z.output<typeof Audience>;

const Participant = z.object({
  full_name: z.string(),
  unit: Unit,
  audience: Audience,
  status: z.enum(['active', 'disqualified']),
});
export type Participant = z.output<typeof Participant>;

/** Chosen option keys by question id. */
export const Answers = z.record(z.string(), z.array(z.string()));
export type Answers = z.output<typeof Answers>;

const PaperQuestion = z.object({
  id: z.string(),
  prompt: z.string(),
  multiple: z.boolean(),
  options: z.array(z.object({ key: z.string(), text: z.string() })),
});
export type PaperQuestion = z.output<typeof PaperQuestion>;

const OpenAttempt = z.object({
  id: z.uuid(),
  round: z.string(),
  ordinal: z.int(),
  started_at: Time,
  expires_at: Time,
  server_now: Time,
  paper: z.array(PaperQuestion),
  saved: z.object({ revision: z.int(), answers: Answers, prediction: z.nullable(z.int()) }),
});
export type OpenAttempt = z.output<typeof OpenAttempt>;

const AttemptRecord = z.object({
  id: z.uuid(),
  round: z.string(),
  ordinal: z.int(),
  state: z.enum(['open', 'submitted', 'expired', 'void']),
  started_at: Time,
  expires_at: Time,
  submitted_at: z.nullable(Time),
  score: z.nullable(z.int()),
  correct: z.nullable(z.int()),
  total: z.int(),
  duration_ms: z.nullable(z.int()),
  receipt: z.nullable(z.string()),
  prediction: z.nullable(z.int()),
});
export type AttemptRecord = z.output<typeof AttemptRecord>;

const Round = z.object({
  slug: z.string(),
  ordinal: z.int(),
  title: z.string(),
  opens_at: Time,
  closes_at: Time,
  state: z.enum(['upcoming', 'open', 'closed', 'published']),
  question_count: z.int(),
  max_score: z.int(),
  time_limit_ms: z.int(),
  max_attempts: z.int(),
  prediction: z.enum(['none', 'participants_all_correct', 'attempts_all_correct', 'participants_total']),
  score_shown: z.enum(['after_submit', 'after_round']),
  review: z.string(),
  /** Whether its results count on the boards; a round for trying out has none. */
  ranked: z.boolean(),
});
export type Round = z.output<typeof Round>;

const Contest = z.object({
  slug: z.string(),
  year: z.int(),
  title: z.string(),
  opens_at: Time,
  closes_at: Time,
  server_now: Time,
  consent: z.object({ version: z.string() }),
  rounds: z.array(Round),
  totals: z.object({ participants: z.int(), attempts: z.int() }),
});
export type Contest = z.output<typeof Contest>;

const ReviewedQuestion = z.object({
  id: z.string(),
  prompt: z.string(),
  /** In the order and by the keys of this attempt's paper. */
  options: z.array(z.object({ key: z.string(), text: z.string() })),
  chosen: z.array(z.string()),
  right: z.array(z.string()),
  /** `voided`: found faulty, everybody got its points. `accepted_later`: not `right`, but counted as right since. */
  verdict: z.enum(['right', 'wrong', 'voided', 'accepted_later']),
  explanation: z.string(),
  source: z.string(),
});
export type ReviewedQuestion = z.output<typeof ReviewedQuestion>;

const boardShape = { total: z.int(), as_of: Time, frozen: z.boolean(), final: z.boolean() };

const PersonRow = z.object({
  rank: z.int(),
  name: z.string(),
  unit: Unit,
  score: z.int(),
  duration_ms: z.int(),
  submitted_at: Time,
});
export type PersonRow = z.output<typeof PersonRow>;

const UnitRow = z.object({
  rank: z.nullable(z.int()),
  code: z.string(),
  name: z.string(),
  participants: z.int(),
  headcount: z.nullable(z.int()),
  participation_rate: z.nullable(z.number()),
  attempts: z.int(),
  mean_score: z.nullable(z.number()),
  full_marks: z.nullable(z.int()),
  below_minimum: z.boolean(),
});
export type UnitRow = z.output<typeof UnitRow>;

const UnitNode = z.object({ code: z.string(), name: z.string(), kind: z.string(), has_children: z.boolean() });
export type UnitNode = z.output<typeof UnitNode>;

const FoundUnit = z.object({ code: z.string(), name: z.string(), kind: z.string(), path: z.array(z.string()) });
export type FoundUnit = z.output<typeof FoundUnit>;

export const UnitMetric = z.enum(['participation_rate', 'participants', 'mean_score', 'full_marks']);
export type UnitMetric = z.output<typeof UnitMetric>;

/**
 * Every function by name: the HTTP verb it is called with, its arguments, its result.
 * Those that take a ticket are POST only: a GET would put it into addresses and logs.
 */
export const functions = {
  contest: {
    verb: 'GET',
    args: z.strictObject({ slug: z.optional(z.string()) }),
    result: Contest,
  },
  units: {
    verb: 'GET',
    args: z.strictObject({ contest: z.string(), parent: z.optional(z.string()) }),
    result: z.array(UnitNode),
  },
  find_units: {
    verb: 'GET',
    args: z.strictObject({ contest: z.string(), query: z.string(), size: z.optional(z.int()) }),
    result: z.array(FoundUnit),
  },
  register: {
    verb: 'POST',
    args: z.strictObject({
      contest: z.string(),
      full_name: z.string(),
      birth_year: z.int(),
      phone: z.string(),
      unit: z.string(),
      audience: Audience,
      consent: z.string(),
      request: z.optional(z.uuid()),
      pin: z.optional(z.string()),
      guardian_consent: z.optional(z.boolean()),
    }),
    result: z.object({ ticket: z.string(), participant: Participant }),
  },
  recover: {
    verb: 'POST',
    args: z.strictObject({ contest: z.string(), phone: z.string(), pin: z.string() }),
    result: z.object({ ticket: z.string() }),
  },
  forget_me: {
    verb: 'POST',
    args: z.strictObject({ ticket: z.string() }),
    result: z.null(),
  },
  me: {
    verb: 'POST',
    args: z.strictObject({ ticket: z.string() }),
    result: z.object({
      /** Slug of the contest the ticket belongs to. */
      contest: z.string(),
      participant: Participant,
      attempts: z.array(AttemptRecord),
      open_attempt: z.nullable(OpenAttempt),
      certificates: z.array(z.object({ round: z.string(), code: z.string() })),
      server_now: Time,
    }),
  },
  start_attempt: {
    verb: 'POST',
    args: z.strictObject({ ticket: z.string(), round: z.string() }),
    result: OpenAttempt,
  },
  save_answers: {
    verb: 'POST',
    args: z.strictObject({
      ticket: z.string(),
      attempt: z.uuid(),
      revision: z.int(),
      answers: Answers,
      prediction: z.optional(z.int()),
    }),
    result: z.object({
      stored: z.boolean(),
      revision: z.int(),
      answers: Answers,
      prediction: z.nullable(z.int()),
      answered: z.int(),
      server_now: Time,
      expires_at: Time,
    }),
  },
  submit_attempt: {
    verb: 'POST',
    args: z.strictObject({
      ticket: z.string(),
      attempt: z.uuid(),
      answers: Answers,
      prediction: z.optional(z.int()),
      revision: z.optional(z.int()),
    }),
    result: z.object({
      attempt: z.uuid(),
      round: z.string(),
      score: z.nullable(z.int()),
      correct: z.nullable(z.int()),
      total: z.int(),
      duration_ms: z.int(),
      submitted_at: Time,
      receipt: z.string(),
      server_now: Time,
    }),
  },
  review: {
    verb: 'POST',
    args: z.strictObject({ ticket: z.string(), attempt: z.uuid() }),
    /** In the paper's order. */
    result: z.array(ReviewedQuestion),
  },
  standing: {
    verb: 'POST',
    args: z.strictObject({ ticket: z.string(), round: z.optional(z.string()) }),
    result: z.object({
      rank: z.nullable(z.int()),
      of: z.int(),
      unit_rank: z.nullable(z.int()),
      unit_of: z.int(),
      score: z.nullable(z.int()),
      duration_ms: z.nullable(z.int()),
      /** As in the row of the board: by it, score and time a row is known for one's own. */
      submitted_at: z.nullable(Time),
      as_of: Time,
      frozen: z.boolean(),
      final: z.boolean(),
    }),
  },
  certificate: {
    verb: 'POST',
    args: z.strictObject({ code: z.string() }),
    result: z.object({
      /** Initials of a minor. */
      name: z.string(),
      /** As it was when the round was published. */
      unit: Unit,
      contest: z.string(),
      contest_title: z.string(),
      round: z.string(),
      round_title: z.string(),
      /** Out of `max_score`. */
      score: z.int(),
      max_score: z.int(),
      /** Right answers, out of `total` questions. */
      correct: z.int(),
      total: z.int(),
      rank: z.int(),
      issued_at: Time,
      /** `revoked`: its holder has been disqualified since. */
      state: z.enum(['valid', 'revoked']),
    }),
  },
  publication: {
    verb: 'GET',
    args: z.strictObject({ contest: z.string(), round: z.string(), page: z.optional(z.int()) }),
    result: z.object({
      /** SHA-256, in hex, of the texts of all pages joined, in UTF-8. */
      hash: z.string(),
      published_at: Time,
      /** The true figure of the prediction; null where none was asked. */
      figure: z.nullable(z.int()),
      /** Ranked attempts. */
      lines: z.int(),
      page: z.int(),
      pages: z.int(),
      /**
       * Lines that end in a line feed, of fields apart by tabs. The first of page 1: contest, round, figure, lines. Then per
       * ranked attempt: rank, attempt, unit code, score, right answers, distance of the prediction, ms taken, finish.
       */
      text: z.string(),
    }),
  },
  leaderboard: {
    verb: 'GET',
    args: z.strictObject({
      contest: z.string(),
      round: z.optional(z.string()),
      unit: z.optional(z.string()),
      after: z.optional(z.int()),
      size: z.optional(z.int()),
    }),
    result: z.object({ rows: z.array(PersonRow), ...boardShape }),
  },
  unit_leaderboard: {
    verb: 'GET',
    args: z.strictObject({
      contest: z.string(),
      round: z.optional(z.string()),
      parent: z.optional(z.string()),
      metric: z.optional(UnitMetric),
      after: z.optional(z.int()),
      size: z.optional(z.int()),
    }),
    result: z.object({ rows: z.array(UnitRow), ...boardShape }),
  },
} as const;

export type FunctionName = keyof typeof functions;
export type Args<Name extends FunctionName> = z.input<(typeof functions)[Name]['args']>;
export type Result<Name extends FunctionName> = z.output<(typeof functions)[Name]['result']>;

export type Receipt = Result<'submit_attempt'>;
export type Saved = Result<'save_answers'>;
export type Me = Result<'me'>;
export type Standing = Result<'standing'>;
export type Registration = Result<'register'>;
export type Certificate = Result<'certificate'>;

/** Every refusal by its token, with its HTTP status. */
export const refusals = {
  ticket_unknown: 401,
  contest_not_found: 404,
  round_not_found: 404,
  attempt_not_found: 404,
  certificate_not_found: 404,
  method_not_allowed: 405,
  round_not_open: 409,
  attempts_exhausted: 409,
  attempt_closed: 409,
  phone_already_registered: 409,
  review_not_open: 409,
  round_not_published: 409,
  disqualified: 409,
  unit_unknown: 422,
  consent_required: 422,
  guardian_consent_required: 422,
  invalid_name: 422,
  invalid_phone: 422,
  invalid_birth_year: 422,
  invalid_audience: 422,
  invalid_pin: 422,
  invalid_answers: 422,
  invalid_prediction: 422,
  invalid_metric: 422,
  too_many_requests: 429,
} as const;
export type Refusal = keyof typeof refusals;

/** Whether a message from the database is one of the refusals. */
export function isRefusal(token: string): token is Refusal {
  return Object.hasOwn(refusals, token);
}
