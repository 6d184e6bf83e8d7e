/** A call for every refusal of an organiser's, through whichever server. */
import type { OrganiserFunctionName, OrganiserRefusal, SavedRound } from '../../src/contest/organiser-contract.ts';

export interface OrganiserCircumstances {
  /** The sample contest's: one published, one open, one to come. */
  rounds: SavedRound[];
  /** Id of a contest whose people have been dropped. */
  purged: number;
  /** Somebody disqualified, and somebody forgotten. */
  disqualified: number;
  forgotten: number;
  /** An act that has been undone. */
  undone: number;
  /** A question of the bank. */
  question: number;
}

export type RefusedOrganiserCall = [name: OrganiserFunctionName, args: object, refusal: OrganiserRefusal];

const contest = 'cuoc-thi';
const reason = 'theo đơn';

/** As the admin. */
export function refusedOrganiserCalls(of: OrganiserCircumstances): RefusedOrganiserCall[] {
  const [closed, open, coming] = of.rounds;
  const prizes = [{ title: 'Giải nhất', count: 1 }];
  const newContest = {
    slug: 'nam-sau',
    year: 2027,
    title: 'Năm sau',
    opens_at: '2027-02-01T08:00:00+07:00',
    closes_at: '2027-04-30T20:00:00+07:00',
    consent: { version: 'v1' },
    min_participants: 5,
  };
  const newRound = {
    contest,
    slug: 'them',
    title: 'Thêm',
    opens_at: coming?.opens_at,
    closes_at: coming?.closes_at,
    time_limit_ms: 600_000,
    max_attempts: 1,
    shuffle_options: true,
    prediction: 'none',
    score_shown: 'after_submit',
    review: 'after_round',
    blueprint: [{ topic: 'mot', difficulty: 'easy', count: 2, weight: 10 }],
  };
  const cell = newRound.blueprint[0];
  const contestWith = (change: object, refusal: OrganiserRefusal): RefusedOrganiserCall => [
    'organiser_save_contest',
    { contest: { ...newContest, ...change } },
    refusal,
  ];
  const roundWith = (change: object, refusal: OrganiserRefusal): RefusedOrganiserCall => [
    'organiser_save_round',
    { round: { ...newRound, ...change } },
    refusal,
  ];
  const extend = { round: open?.slug, scope: 'all', ms: 60_000, reason };
  return [
    ['organiser_save_organiser', { email: 'x', role: 'admin' }, 'invalid_email'],
    ['organiser_save_organiser', { email: 'x@example.com', role: 'x' }, 'invalid_role'],
    ['organiser_job', { job: crypto.randomUUID() }, 'job_not_found'],
    ['organiser_save_contest', { contest: [] }, 'invalid_contest'],
    contestWith({ x: 1 }, 'unknown_field'),
    contestWith({ slug: 'Năm' }, 'invalid_slug'),
    contestWith({ slug: contest }, 'slug_taken'),
    contestWith({ year: 1 }, 'invalid_year'),
    contestWith({ title: '' }, 'invalid_title'),
    contestWith({ closes_at: newContest.opens_at }, 'invalid_times'),
    contestWith({ consent: { version: '' } }, 'invalid_consent_version'),
    contestWith({ min_participants: 0 }, 'invalid_min_participants'),
    ['organiser_save_contest', { contest: { id: of.purged, slug: 'khac' } }, 'contest_purged'],
    ['organiser_save_round', { round: [] }, 'invalid_round'],
    ['organiser_save_round', { round: { id: open?.id, max_attempts: 9 } }, 'round_started'],
    roundWith({ ordinal: 1 }, 'ordinal_taken'),
    roundWith({ ordinal: 0 }, 'invalid_ordinal'),
    roundWith({ closes_at: '2099-01-01T00:00:00Z' }, 'round_outside_contest'),
    roundWith({ time_limit_ms: 1 }, 'invalid_time_limit'),
    roundWith({ max_attempts: 0 }, 'invalid_max_attempts'),
    roundWith({ shuffle_options: 'x' }, 'invalid_shuffle_options'),
    roundWith({ prediction: 'x' }, 'invalid_prediction_kind'),
    roundWith({ score_shown: 'x' }, 'invalid_score_shown'),
    roundWith({ review: 'after_submit' }, 'invalid_review'),
    roundWith({ ranked: 'x' }, 'invalid_ranked'),
    roundWith({ freeze_ms: -1 }, 'invalid_freeze'),
    roundWith({ blueprint: [] }, 'invalid_blueprint'),
    roundWith({ blueprint: [{ ...cell, count: 99 }] }, 'bank_too_small'),
    roundWith({ review: 'after_submit', ranked: false }, 'keys_given_away'),
    ['organiser_import_units', { contest, rows: {} }, 'invalid_rows'],
    ['organiser_import_units', { contest, rows: Array.from({ length: 20_001 }, () => ({})) }, 'too_many_rows'],
    ['organiser_disqualify', { participant: 0, reason }, 'participant_not_found'],
    ['organiser_disqualify', { participant: of.disqualified, reason }, 'already_disqualified'],
    ['organiser_disqualify', { participant: of.disqualified, reason: ' ' }, 'reason_required'],
    ['organiser_reveal_phone', { participant: of.forgotten, reason }, 'participant_forgotten'],
    ['organiser_extend', { ...extend, round: coming?.slug, ms: 0 }, 'invalid_extra_time'],
    ['organiser_extend', { ...extend, scope: 'x' }, 'invalid_scope'],
    ['organiser_extend', { ...extend, round: closed?.slug }, 'round_published'],
    ['organiser_void_question', { question: 0, remedy: 'void', reason }, 'question_not_found'],
    ['organiser_void_question', { question: of.question, remedy: 'x', reason }, 'invalid_remedy'],
    ['organiser_void_question', { question: of.question, remedy: 'accept', keys: ['Z'], reason }, 'invalid_keys'],
    ['organiser_undo', { act: 0, reason }, 'act_not_found'],
    ['organiser_undo', { act: of.undone, reason }, 'act_undone'],
    ['organiser_publish_round', { round: open?.slug }, 'round_not_settled'],
    ['organiser_draw_prizes', { round: open?.slug, seed: '1', prizes }, 'round_not_published'],
    ['organiser_draw_prizes', { round: closed?.slug, seed: '', prizes }, 'invalid_seed'],
    ['organiser_draw_prizes', { round: closed?.slug, seed: '1', prizes: [] }, 'invalid_prizes'],
  ];
}
