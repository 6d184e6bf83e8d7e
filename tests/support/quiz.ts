/** A paper of three questions and a server that keeps answers by the contract's rules, for tests of the quiz. */
import type { Answers, OpenAttempt, Receipt, Saved } from '../../src/contest/contract.ts';

export const startedAt = Date.parse('2026-06-15T05:00:00.000Z');
export const limitMs = 600_000;
export const graceMs = 10_000;

const utc = (ms: number) => new Date(ms).toISOString();

export function openAttempt(saved: OpenAttempt['saved'] = { revision: 0, answers: {}, prediction: null }): OpenAttempt {
  const options = ['A', 'B', 'C'].map((key) => ({ key, text: `phương án ${key}` }));
  return {
    id: '0b6f4a52-6f0f-4f0e-9b1a-3f1f6b1f0a11',
    round: 'tuan-2',
    ordinal: 1,
    started_at: utc(startedAt),
    expires_at: utc(startedAt + limitMs),
    server_now: utc(startedAt),
    paper: [
      { id: '1', prompt: 'Một?', multiple: false, options },
      { id: '2', prompt: 'Hai?', multiple: true, options },
      { id: '3', prompt: 'Ba?', multiple: false, options },
    ],
    saved,
  };
}

interface Content {
  answers: Answers;
  prediction: number | null;
}

/** What the database does with one attempt, in a few lines: the yardstick the client is held against. */
export class AttemptServer {
  revision = 0;
  content: Content = { answers: {}, prediction: null };
  receipt: Receipt | undefined;
  /** Moves with the tests; see session.test.ts. */
  now = startedAt;
  expiresAt = startedAt + limitMs;

  get isClosed(): boolean {
    return this.now > this.expiresAt + graceMs;
  }

  save(revision: number, content: Content): Saved | 'attempt_closed' {
    if (this.receipt || this.isClosed) return 'attempt_closed';
    const isSame = JSON.stringify(sorted(content)) === JSON.stringify(sorted(this.content));
    const stored = revision > this.revision || (revision === this.revision && isSame);
    if (revision > this.revision) {
      this.revision = revision;
      this.content = content;
    }
    return {
      stored,
      revision: this.revision,
      answers: this.content.answers,
      prediction: this.content.prediction,
      answered: Object.keys(this.content.answers).length,
      server_now: utc(this.now),
      expires_at: utc(this.expiresAt),
    };
  }

  submit(revision: number, content: Content): Receipt | 'attempt_closed' {
    if (this.receipt) return this.receipt;
    if (this.isClosed) return 'attempt_closed';
    if (revision >= this.revision) {
      this.revision = revision;
      this.content = content;
    }
    this.receipt = {
      attempt: openAttempt().id,
      round: 'tuan-2',
      score: 0,
      correct: 0,
      total: 3,
      duration_ms: this.now - startedAt,
      submitted_at: utc(this.now),
      receipt: 'AAAA-BBBB-CCCC-DDDD',
      server_now: utc(this.now),
    };
    return this.receipt;
  }
}

function sorted({ answers, prediction }: Content) {
  return [Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1)), prediction];
}
