/** A call for every refusal a caller can bring about, through whichever server. */
import type { FunctionName, Refusal } from '../../src/contest/contract.ts';
import { registration } from './members.ts';

export interface Circumstances {
  /** Somebody's ticket. */
  ticket: string;
  /** Their open attempt. */
  attempt: string;
  /** A registration that has been made. */
  taken: ReturnType<typeof registration>;
}

export type RefusedCall = [name: FunctionName, args: object, refusal: Refusal];

export function refusedCalls({ ticket, attempt, taken }: Circumstances): RefusedCall[] {
  const save = { ticket, attempt, revision: 1, answers: {} };
  const pupil = { birth_year: new Date().getFullYear() - 12 };
  return [
    ['me', { ticket: 'x' }, 'ticket_unknown'],
    ['contest', { slug: 'khong-co' }, 'contest_not_found'],
    ['start_attempt', { ticket, round: 'khong-co' }, 'round_not_found'],
    ['start_attempt', { ticket, round: 'tuan-3' }, 'round_not_open'],
    ['save_answers', { ...save, attempt: crypto.randomUUID() }, 'attempt_not_found'],
    ['save_answers', { ...save, answers: { x: ['A'] } }, 'invalid_answers'],
    ['save_answers', { ...save, answers: '{}' }, 'invalid_answers'],
    ['save_answers', { ...save, answers: { x: ['A'.repeat(1_000_000)] } }, 'invalid_answers'],
    ['save_answers', { ...save, prediction: -1 }, 'invalid_prediction'],
    ['certificate', { code: 'x' }, 'certificate_not_found'],
    ['publication', { contest: 'cuoc-thi', round: 'tuan-2' }, 'round_not_published'],
    ['publication', { contest: 'cuoc-thi', round: 'khong-co' }, 'round_not_found'],
    ['review', { ticket, attempt }, 'review_not_open'],
    ['register', { ...taken, request: crypto.randomUUID() }, 'phone_already_registered'],
    ['register', registration({ full_name: '' }), 'invalid_name'],
    ['register', registration({ full_name: 'a'.repeat(1_000_000) }), 'invalid_name'],
    ['register', registration({ phone: '12345' }), 'invalid_phone'],
    ['register', registration({ birth_year: 1700 }), 'invalid_birth_year'],
    ['register', registration({ unit: 'khong-co' }), 'unit_unknown'],
    ['register', registration({ consent: '' }), 'consent_required'],
    ['register', registration({ pin: '1' }), 'invalid_pin'],
    ['register', { ...registration(), audience: 'x' }, 'invalid_audience'],
    ['register', registration(pupil), 'guardian_consent_required'],
    ['unit_leaderboard', { contest: 'cuoc-thi', metric: 'x' }, 'invalid_metric'],
  ];
}
