/** What the content gate answers: problems that stop the build, and what an editor still has to look at or sign off. */

import type { Question } from '../schemas/question.ts';

/** A place an editor can open: the file from the project's root, the line from 1, the field as a dotted path. */
export interface Place {
  file: string;
  line: number;
  field: string;
}

/** One thing that is wrong, where it is, and what to do about it (Vietnamese, for editors). */
export interface Problem extends Place {
  problem: string;
  remedy: string;
}

/** An entry whose `check` is `known` or `one`: published, but waiting for an editor's signature. */
export interface SignOff extends Place {
  title: string;
  check: 'known' | 'one';
}

/** A page that no other page leads to: readers meet it only in its section's list, or by searching. */
export interface Orphan extends Place {
  route: string;
}

/** An address on this site that an entry points at, kept so that the built site can be held to it. */
export interface Citation extends Place {
  address: string;
}

export interface Report {
  problems: Problem[];
  /** What may be right all the same, as a name no dictionary has: the build goes on, `npm test` asks for none. */
  warnings: Problem[];
  toSignOff: SignOff[];
  orphans: Orphan[];
  citations: Citation[];
  /** What the built site is searched for. */
  roundQuestions: Question[];
  /** What of the content anyone may read. */
  openTexts: string[];
  /** How much was read, so that an empty report is not mistaken for an empty folder. */
  read: { files: number; entries: number };
}

/** The order an editor works in: file by file, top to bottom. */
export function byPlace(a: Place, b: Place): number {
  return a.file.localeCompare(b.file, 'vi') || a.line - b.line || a.field.localeCompare(b.field, 'vi');
}
