/**
 * The organisers' part of the contract with schema `api` (contract.ts holds the participants'). All of it is POST, for
 * signed-in organisers only. Times are ISO text in UTC with milliseconds; durations are milliseconds.
 */
import * as z from 'zod/mini';
import { Audience } from './contract.ts';

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
  /**
   * By kind; `{error, detail}` for a failed job: a refusal's token; `interrupted_too_often`, worth asking for again; or
   * `internal`, with the SQLSTATE in `detail`.
   */
  result: z.nullable(z.record(z.string(), z.unknown())),
});
export type Job = z.output<typeof Job>;

const StartedJob = z.object({ job: z.uuid() });

/** Contest settings as they are stored and told. */
const contestShape = {
  slug: z.string(),
  year: z.int(),
  title: z.string(),
  opens_at: z.string(),
  closes_at: z.string(),
  /** A unit with fewer participants is not ranked by mean score. */
  min_participants: z.int(),
};
const SavedContest = z.object({ id: z.int(), ...contestShape, consent: z.object({ version: z.string() }) });
export type SavedContest = z.output<typeof SavedContest>;

const BlueprintCell = z.object({
  topic: z.string(),
  difficulty: z.enum(['easy', 'medium', 'hard']),
  /** Questions of a paper. */
  count: z.int(),
  /** Points for each. */
  weight: z.int(),
});

const roundShape = {
  slug: z.string(),
  ordinal: z.int(),
  title: z.string(),
  opens_at: z.string(),
  closes_at: z.string(),
  time_limit_ms: z.int(),
  max_attempts: z.int(),
  shuffle_options: z.boolean(),
  prediction: z.enum(['none', 'participants_all_correct', 'attempts_all_correct', 'participants_total']),
  score_shown: z.enum(['after_submit', 'after_round']),
  /** `after_submit` only where the round is not ranked, and shares no questions with a ranked one not yet published. */
  review: z.enum(['after_round', 'after_submit', 'never']),
  ranked: z.boolean(),
  /** How long before the close the boards stop moving. */
  freeze_ms: z.int(),
  blueprint: z.array(BlueprintCell),
};
/** What follows from the settings; taken back as it came, and not looked at. */
const derivedShape = {
  question_count: z.int(),
  max_score: z.int(),
  published_at: z.nullable(Time),
  /** Per cell of the blueprint: how many questions a paper needs, and how many there are to draw from. */
  bank: z.array(z.object({ topic: z.string(), difficulty: z.string(), need: z.int(), have: z.int() })),
};
const SavedRound = z.object({ id: z.int(), contest: z.string(), ...roundShape, ...derivedShape });
export type SavedRound = z.output<typeof SavedRound>;

const BankQuestion = z.object({
  id: z.int(),
  code: z.string(),
  topic: z.string(),
  difficulty: z.enum(['easy', 'medium', 'hard']),
  prompt: z.string(),
  /** In the order the bank stores them; `right` and `accepted` letter them in this order. */
  options: z.array(z.string()),
  right: z.array(z.string()),
  /** Sets of letters accepted later beside the right one. */
  accepted: z.array(z.array(z.string())),
  explanation: z.string(),
  source: z.string(),
  /** Drawn no more; another question may have taken its code. */
  retired: z.boolean(),
  /** Found faulty: everyone who drew it got its points. */
  voided: z.boolean(),
  /** Finished attempts that had it. */
  drawn: z.int(),
  /** Share of them that answered right, 0 to 1; null where nobody drew it. */
  right_share: z.nullable(z.number()),
  /** Share right among the best 27 % of papers less that among the worst 27 %, -1 to 1; null below two papers. */
  discrimination: z.nullable(z.number()),
});
export type BankQuestion = z.output<typeof BankQuestion>;

/** What came, or would come, of a remedy for a question. */
export const RemedyResult = z.object({
  /** Finished attempts that drew it, but for those of published rounds: these stay as they are. */
  attempts: z.int(),
  /** Those whose score changes, and whose they are. */
  changed: z.int(),
  participants: z.int(),
  /** Of a dry run: how many of published rounds drew it, and stay. */
  published: z.optional(z.int()),
  /** Of a dry run: the first hundred that change. */
  moves: z.optional(
    z.array(
      z.object({
        attempt: z.uuid(),
        participant: z.int(),
        round: z.string(),
        score_before: z.int(),
        score_after: z.int(),
      }),
    ),
  ),
});
export type RemedyResult = z.output<typeof RemedyResult>;

/** What a round was, or would be, published with. */
export const PublicationResult = z.object({
  /** SHA-256, in hex, of the canonical text. */
  hash: z.string(),
  /** The true figure of the prediction; null where none was asked. */
  figure: z.nullable(z.int()),
  /** Ranked attempts. */
  lines: z.int(),
  /** Null for a dry run. */
  published_at: z.nullable(Time),
});
export type PublicationResult = z.output<typeof PublicationResult>;

const UnitProgress = z.object({
  code: z.string(),
  name: z.string(),
  /** People with a finished attempt. */
  participants: z.int(),
  headcount: z.nullable(z.int()),
  /** How many of the headcount have none; null where the headcount is unknown. */
  not_yet: z.nullable(z.int()),
  /** Attempts by state, as their participants are told it. */
  open: z.int(),
  submitted: z.int(),
  expired: z.int(),
});
export type UnitProgress = z.output<typeof UnitProgress>;

const ParticipantRow = z.object({
  id: z.int(),
  /** Null for somebody forgotten, as are birth year and phone. */
  full_name: z.nullable(z.string()),
  birth_year: z.nullable(z.int()),
  unit: z.object({ code: z.string(), name: z.string(), path: z.array(z.string()) }),
  audience: Audience,
  status: z.enum(['active', 'disqualified']),
  /** Its last three digits: •••••••678. */
  phone: z.nullable(z.string()),
  registered_at: Time,
  attempts: z.int(),
  forgotten: z.boolean(),
});
export type ParticipantRow = z.output<typeof ParticipantRow>;

const FlaggedAttempt = z.object({
  attempt: z.uuid(),
  participant: z.int(),
  reasons: z.array(z.enum(['too_fast', 'identical_answers'])),
  facts: z.object({
    duration_ms: z.int(),
    questions: z.int(),
    ms_per_question: z.int(),
    correct: z.int(),
    /** Other participants' attempts with the same answers to the same questions; the first fifty. */
    same_as: z.array(z.uuid()),
  }),
});
export type FlaggedAttempt = z.output<typeof FlaggedAttempt>;

/** A report: figures as the boards had them at `as_of`. */
export const ReportResult = z.object({
  as_of: Time,
  tables: z.array(
    z.object({
      name: z.enum(['units', 'audiences', 'rounds', 'days']),
      /** Tokens, one per cell of a row. */
      columns: z.array(z.string()),
      /** Text as it is stored: whoever writes a spreadsheet escapes it there. */
      rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
    }),
  ),
});
export type ReportResult = z.output<typeof ReportResult>;

/** A cell of a spreadsheet as it comes out of one. */
const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

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
  organiser_contest: {
    args: z.strictObject({ contest: z.string() }),
    result: z.object({ ...SavedContest.shape, rounds: z.array(SavedRound) }),
  },
  organiser_save_contest: {
    /** With an id, changes that contest, and fields left out stay as they are. */
    args: z.strictObject({
      contest: z.partial(
        z.strictObject({
          id: z.int(),
          ...contestShape,
          consent_version: z.string(),
          consent: z.object({ version: z.string() }),
        }),
      ),
    }),
    result: SavedContest,
  },
  organiser_save_round: {
    /** With an id, changes that round, and fields left out stay as they are. */
    args: z.strictObject({
      round: z.partial(z.strictObject({ id: z.int(), contest: z.string(), ...roundShape, ...derivedShape })),
    }),
    result: SavedRound,
  },
  organiser_import_units: {
    /** Columns code, name, kind, parent, headcount, includes_public. Nothing is stored unless `dry_run` is false. */
    args: z.strictObject({
      contest: z.string(),
      rows: z.array(z.record(z.string(), Cell)),
      dry_run: z.optional(z.boolean()),
    }),
    /** The job's result: {stored, added, changed}. */
    result: StartedJob,
  },
  organiser_import_questions: {
    /** Columns code, topic, difficulty, prompt, options or option_a … option_f, right ("A,C"), explanation, source. */
    args: z.strictObject({
      contest: z.string(),
      rows: z.array(z.record(z.string(), z.union([Cell, z.array(Cell)]))),
      dry_run: z.optional(z.boolean()),
    }),
    /** The job's result: {stored, added, replaced, changed}. */
    result: StartedJob,
  },
  organiser_questions: {
    /** Oldest first; `after` is the last id already shown. */
    args: z.strictObject({
      contest: z.string(),
      query: z.optional(z.string()),
      topic: z.optional(z.string()),
      after: z.optional(z.int()),
      size: z.optional(z.int()),
    }),
    result: z.object({ rows: z.array(BankQuestion), total: z.int() }),
  },
  organiser_void_question: {
    /** `question` as the bank lists it; `keys` for accept: a choice by its letters in the bank. */
    args: z.strictObject({
      question: z.int(),
      remedy: z.enum(['void', 'accept']),
      keys: z.optional(z.array(z.string())),
      reason: z.optional(z.string()),
      dry_run: z.optional(z.boolean()),
    }),
    /** The job's result: {@link RemedyResult}. Without `act`, it is a dry run. */
    result: z.object({ job: z.uuid(), act: z.optional(z.int()) }),
  },
  organiser_undo: {
    args: z.strictObject({ act: z.int(), reason: z.string() }),
    /** The job's result: {@link RemedyResult}. Of a disqualification, undone at once, the job is null. */
    result: z.object({ act: z.int(), job: z.nullable(z.uuid()) }),
  },
  organiser_publish_round: {
    /** `round` by its id, or by its slug in the current contest. */
    args: z.strictObject({ round: z.union([z.string(), z.int()]), dry_run: z.optional(z.boolean()) }),
    /** The job's result: {@link PublicationResult}. */
    result: StartedJob,
  },
  organiser_draw_prizes: {
    args: z.strictObject({
      round: z.union([z.string(), z.int()]),
      seed: z.string(),
      prizes: z.array(z.strictObject({ title: z.string(), count: z.int() })),
    }),
    result: z.object({
      winners: z.array(
        z.object({
          prize: z.string(),
          /** Place in the draw, from 1. */
          place: z.int(),
          attempt: z.uuid(),
          /** Rank in the round. */
          rank: z.int(),
          unit: z.object({ code: z.string(), name: z.string(), path: z.array(z.string()) }),
          /** Initials of a minor; empty for somebody who was forgotten. */
          name: z.string(),
        }),
      ),
      /** What it takes, beside the published text, to draw again and find the same. */
      proof: z.object({ method: z.string(), seed: z.string(), hash: z.string(), candidates: z.int() }),
    }),
  },
  organiser_progress: {
    /** Of the units directly below `parent`; where none is named, of the roots, and for a unit organiser of their own. */
    args: z.strictObject({ contest: z.string(), round: z.optional(z.string()), parent: z.optional(z.string()) }),
    result: z.object({
      units: z.array(UnitProgress),
      /** Attempts started within an hour, which begins at `at`. */
      curve: z.array(z.object({ at: Time, attempts: z.int() })),
      /** How often registering was refused, by token; empty for a unit organiser. */
      refusals: z.record(z.string(), z.int()),
    }),
  },
  organiser_participants: {
    /** In the order they registered; `after` is the last id already shown. */
    args: z.strictObject({
      contest: z.string(),
      unit: z.optional(z.string()),
      query: z.optional(z.string()),
      after: z.optional(z.int()),
      size: z.optional(z.int()),
    }),
    result: z.object({ rows: z.array(ParticipantRow) }),
  },
  organiser_reveal_phone: {
    args: z.strictObject({ participant: z.int(), reason: z.string() }),
    result: z.object({ phone: z.string() }),
  },
  organiser_correct_participant: {
    /** Fields left out stay as they are. */
    args: z.strictObject({
      participant: z.int(),
      full_name: z.optional(z.string()),
      birth_year: z.optional(z.int()),
      unit: z.optional(z.string()),
      audience: z.optional(Audience),
      guardian_consent: z.optional(z.boolean()),
      reason: z.string(),
    }),
    result: ParticipantRow,
  },
  organiser_reissue_ticket: {
    args: z.strictObject({ participant: z.int(), reason: z.string() }),
    /** The old ticket dies. */
    result: z.object({ ticket: z.string() }),
  },
  organiser_disqualify: {
    args: z.strictObject({ participant: z.int(), reason: z.string() }),
    /** `organiser_undo` takes the act back. */
    result: z.object({ act: z.int(), participant: z.int(), status: z.literal('disqualified') }),
  },
  organiser_extend: {
    /** `round` by id, or by slug in the current contest. `id`: of the participant, or the unit's code; for `all`, none. */
    args: z.strictObject({
      round: z.union([z.string(), z.int()]),
      scope: z.enum(['participant', 'unit', 'all']),
      id: z.optional(z.string()),
      ms: z.int(),
      reason: z.string(),
    }),
    /** How many open attempts were extended, and the most extra time anybody has now. */
    result: z.object({ attempts: z.int(), extra_ms: z.int() }),
  },
  organiser_flagged: {
    /** `round` by id, or by slug in the current contest. By attempt; `after` is the last one already shown. */
    args: z.strictObject({
      round: z.union([z.string(), z.int()]),
      after: z.optional(z.uuid()),
      size: z.optional(z.int()),
    }),
    result: z.object({ rows: z.array(FlaggedAttempt) }),
  },
  organiser_report: {
    args: z.strictObject({ contest: z.string(), round: z.optional(z.string()), unit: z.optional(z.string()) }),
    /** The job's result: {@link ReportResult}. */
    result: StartedJob,
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
  question_not_found: 404,
  act_not_found: 404,
  participant_not_found: 404,
  participant_forgotten: 409,
  already_disqualified: 409,
  round_settled: 409,
  invalid_extra_time: 422,
  invalid_scope: 422,
  slug_taken: 409,
  ordinal_taken: 409,
  round_started: 409,
  round_published: 409,
  round_not_published: 409,
  round_not_settled: 409,
  act_undone: 409,
  admin_exists: 409,
  last_admin: 409,
  contest_purged: 409,
  invalid_email: 422,
  invalid_role: 422,
  reason_required: 422,
  invalid_contest: 422,
  invalid_round: 422,
  unknown_field: 422,
  invalid_slug: 422,
  invalid_year: 422,
  invalid_title: 422,
  invalid_times: 422,
  invalid_consent_version: 422,
  invalid_min_participants: 422,
  round_outside_contest: 422,
  invalid_ordinal: 422,
  invalid_time_limit: 422,
  invalid_max_attempts: 422,
  invalid_shuffle_options: 422,
  invalid_prediction_kind: 422,
  invalid_score_shown: 422,
  invalid_review: 422,
  invalid_ranked: 422,
  invalid_freeze: 422,
  invalid_blueprint: 422,
  bank_too_small: 422,
  /** A round looked back on right after submitting shares questions with a ranked one that is not published. */
  keys_given_away: 422,
  invalid_rows: 422,
  too_many_rows: 422,
  invalid_remedy: 422,
  invalid_keys: 422,
  invalid_seed: 422,
  invalid_prizes: 422,
} as const;
export type OrganiserRefusal = keyof typeof organiserRefusals;

/** Why a cell of a sheet is rejected: the `reason` of a job's `rejected`. */
export const rejections = [
  'not_a_row',
  'not_text',
  'unknown_column',
  'code_required',
  'code_too_long',
  'duplicate_code',
  // Units
  'name_required',
  'name_too_long',
  'kind_required',
  'kind_too_long',
  'invalid_headcount',
  'headcount_too_large',
  'invalid_includes_public',
  'parent_unknown',
  'parent_cycle',
  'too_deep',
  // Questions
  'topic_required',
  'topic_too_long',
  'invalid_difficulty',
  'prompt_required',
  'prompt_too_long',
  'too_few_options',
  'too_many_options',
  'option_required',
  'option_too_long',
  'duplicate_option',
  'right_required',
  'invalid_right',
  'explanation_too_long',
  'source_too_long',
] as const;
export type Rejection = (typeof rejections)[number];
