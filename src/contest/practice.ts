/**
 * Practice, without a server: drawing questions, marking answers. Pure; chance comes in as a function.
 *
 * Nothing here has to be kept secret or fair, which is why it may be marked in the browser: a round's questions never are.
 */
import type { PaperQuestion } from './contract.ts';

/** A question with its answer, as the page carries it. */
export interface PracticeQuestion {
  id: string;
  topic: string;
  prompt: string;
  right: string[];
  wrong: string[];
  /** HTML. */
  explanation: string;
  /** The passage that teaches the answer. */
  passage: { route: string; title: string };
}

/** A question as it is asked this time: its options in an order of their own. */
export interface DrawnQuestion extends PaperQuestion {
  /** Keys of the right options. */
  right: string[];
  drawnFrom: PracticeQuestion;
}

/** A number from 0 up to, not including, 1. */
export type Random = () => number;

export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const rest = [...items];
  return items.flatMap(() => rest.splice(Math.floor(random() * rest.length), 1));
}

/** Gives a question's options an order and, after it, their letters. */
export function draw(question: PracticeQuestion, random: Random): DrawnQuestion {
  const options = shuffled([...question.right, ...question.wrong], random).map((text, place) => ({
    key: String.fromCharCode(65 + place),
    text,
  }));
  return {
    id: question.id,
    prompt: question.prompt,
    multiple: question.right.length > 1,
    options,
    right: options.filter(({ text }) => question.right.includes(text)).map(({ key }) => key),
    drawnFrom: question,
  };
}

/** All of the questions, those not known yet first: whoever stops early has still met something new. */
export function practicePaper(
  questions: readonly PracticeQuestion[],
  isKnown: (id: string) => boolean,
  random: Random,
): DrawnQuestion[] {
  const mixed = shuffled(questions, random);
  return [...mixed.filter(({ id }) => !isKnown(id)), ...mixed.filter(({ id }) => isKnown(id))].map((question) =>
    draw(question, random),
  );
}

/** `count` questions, the topics as evenly as the bank allows; fewer where the bank has fewer. */
export function mockPaper(questions: readonly PracticeQuestion[], count: number, random: Random): DrawnQuestion[] {
  const mixed = shuffled(questions, random);
  const turn = new Map(mixed.map(({ id, topic }, index) => [id, placeInTopic(mixed, topic, index)]));
  const chosen = [...mixed].sort((a, b) => (turn.get(a.id) ?? 0) - (turn.get(b.id) ?? 0)).slice(0, count);
  return shuffled(chosen, random).map((question) => draw(question, random));
}

/** How many questions of the same topic stand before `index`. */
const placeInTopic = (questions: readonly PracticeQuestion[], topic: string, index: number) =>
  questions.slice(0, index).filter((question) => question.topic === topic).length;

/** All right options and no other: with several right ones it is all or nothing, as in the rounds. */
export const isRight = ({ right }: Pick<DrawnQuestion, 'right'>, chosen: readonly string[]): boolean =>
  chosen.length === right.length && right.every((key) => chosen.includes(key));
