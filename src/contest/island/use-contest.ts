import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { readServerClock } from '../clock.ts';
import { ContestFault, type Reply } from '../client.ts';
import type { Me, OpenAttempt, Registration, Round } from '../contract.ts';
import type { Quiz } from '../machine.ts';
import { browserTimer, runQuiz, type QuizSession } from '../session.ts';
import { isSameTicket } from '../ticket-link.ts';
import { browserChannel } from './browser-channel.ts';
import type { BroughtTicket } from './brought-ticket.ts';
import { outcomeOf, unmarkedOutcome } from './Outcome.tsx';
import type { RegistrationDraft } from './RegisterForm.tsx';
import { placeOf, quizPlace, screenAbove, type Screen } from './screens.ts';
import { placeInHistory, useBack } from './use-back.ts';
import { readContest, type Backend, type Member } from './use-backend.ts';
import { useRoundChanges } from './use-round-changes.ts';
import { useScreenName } from './use-screen-name.ts';
import { useStillHere } from './use-still-here.ts';
import { deadTicketWords, faultWords, refusalWords } from './words.ts';

/** What a try ran into, and at which round's button, where it was one. */
export interface Problem {
  words: string;
  round?: string | undefined;
}

/** The call under way: to start an attempt of a round, or to come back to the quiz. */
type BusyWith = { round: string | undefined } | undefined;

/** The quiz under way. It goes on while its participant looks at something else: what waits is sent, and time hands it in. */
interface Running {
  session: QuizSession;
  quiz: Quiz;
}

/** What is known when the contest begins. */
export interface ContestStart {
  backend: Backend;
  /** Whom the device remembers. */
  member: Member | undefined;
  hadDeadTicket: boolean;
  /** Reading of the timer when the member's record was asked for. */
  sentMs: number;
  brought: BroughtTicket;
  /** Of the consent text this build of the page shows. */
  consentVersion: string;
}

/** The contest as a member lives it: what is on screen, and what leads from one screen to the next. */
export function useContest({ consentVersion, hadDeadTicket, brought, ...start }: ContestStart) {
  const [backend, setBackend] = useState(start.backend);
  const [member, setMember] = useState(start.member);
  const [found] = useState(() => openQuizOf(start));
  const [screen, setScreen] = useState<Screen>(() => {
    if (found && !found.isOurs) return { kind: 'resume' };
    return { kind: start.member ? 'mine' : 'lobby' };
  });
  const [running, setRunning] = useState<Running>();
  const [hasMoved, setMoved] = useState(false);
  const [problem, setProblem] = useState<Problem | undefined>(hadDeadTicket ? { words: deadTicketWords } : undefined);
  const [busyWith, setBusyWith] = useState<BusyWith>();
  const session = useRef<QuizSession>();
  /** A ticket is on its way to the screen: Back waits for it. */
  const isTicketAsked = useRef(false);
  const draft = useRef<RegistrationDraft>();
  /** Goes up with every screen: a reply that comes back after its screen has gone is nobody's any more. */
  const turn = useRef(0);
  const { client, contest, outboxes, recentUnits } = backend;

  const show = useCallback((next: Screen) => {
    turn.current += 1;
    isTicketAsked.current = false;
    setBusyWith(undefined);
    setMoved(true);
    setProblem(undefined);
    setScreen(next);
  }, []);

  const stopQuiz = useCallback(() => {
    session.current?.stop();
    session.current = undefined;
    setRunning(undefined);
  }, []);

  /** Goes on with an attempt that a call begun at `sentMs` has brought. */
  const runAttempt = useCallback(
    ({ ticket, outbox }: Pick<Member, 'ticket' | 'outbox'>, attempt: OpenAttempt, sentMs: number) => {
      session.current?.stop();
      const begun = runQuiz({
        client,
        ticket,
        attempt,
        clock: readServerClock(attempt.server_now, sentMs, browserTimer.now()),
        outbox,
        timer: browserTimer,
        onChange: (quiz) => setRunning((now) => (now?.session === begun ? { ...now, quiz } : now)),
        channel: browserChannel(`cuoc-thi:${attempt.id}`),
        onTaken: () => {
          // Not stopped by hand: it still has to hear that what it handed over has arrived.
          session.current = undefined;
          setRunning(undefined);
          setScreen((now) => (now.kind === 'quiz' ? { kind: 'elsewhere' } : now));
        },
      });
      session.current = begun;
      setRunning({ session: begun, quiz: begun.quiz });
      setMember((before) => (before && before.ticket === ticket ? withOpenAttempt(before, attempt) : before));
    },
    [client],
  );
  const answer = useCallback(
    (whose: Pick<Member, 'ticket' | 'outbox'>, attempt: OpenAttempt, sentMs: number) => {
      runAttempt(whose, attempt, sentMs);
      show({ kind: 'quiz', attempt: attempt.id });
    },
    [runAttempt, show],
  );

  /** Asks for the contest and one's own record again; without an answer what is known stands. */
  const refresh = useCallback(
    async (ticket: string | undefined): Promise<Me | undefined> => {
      const [now, mine] = await Promise.all([
        readContest(client).catch(() => undefined),
        ticket === undefined ? undefined : client.call('me', { ticket }).catch(() => undefined),
      ]);
      // Replies may overtake one another, and whoever asked may have left the device meanwhile.
      if (now?.ok)
        setBackend((before) =>
          isNewer(now.contest, before.contest) ? { ...before, contest: now.contest, serverNow: now.serverNow } : before,
        );
      if (mine && !mine.ok && mine.refusal === 'ticket_unknown')
        setScreen((before) => (before.kind === 'mine' || before.kind === 'resume' ? { kind: 'dead-ticket' } : before));
      if (!mine?.ok) return undefined;
      // What a round's button ran into may hold no more.
      setProblem((before) => (before?.round === undefined ? before : undefined));
      setMember((before) =>
        before && before.ticket === ticket && isNewer(mine.value, before.me) ? { ...before, me: mine.value } : before,
      );
      return mine.value;
    },
    [client],
  );

  /** Another tab has let go of the ticket that was here, and of what both keep. */
  const tellLeft = useStillHere(contest.slug, member, () => {
    stopQuiz();
    outboxes.whileTabOpen.forget();
    // Somebody else may have come since; if not, nothing this tab wrote on its way out shall stay.
    if (outboxes.forGood.ticket() === undefined) outboxes.forGood.forget();
    setMember(undefined);
    show({ kind: 'lobby', news: leftElsewhereWords });
  });

  // A reload in the middle of the quiz goes straight back into it: the clock is running. Where it is asked first whose it
  // is, what waits on this device is sent all the same.
  useEffect(() => {
    if (found?.isOurs) answer(found.member, found.attempt, start.sentMs);
    else if (found?.hasUnsent) runAttempt(found.member, found.attempt, start.sentMs);
    return () => session.current?.stop();
  }, []);

  // The device woke up or came back online: clocks, rounds and records may have moved on.
  const isWaiting = screen.kind === 'lobby' || screen.kind === 'mine' || screen.kind === 'resume';
  useEffect(() => {
    const wake = () => {
      if (document.hidden) return;
      session.current?.dispatch({ type: 'woke' });
      if (isWaiting) void refresh(member?.ticket);
    };
    document.addEventListener('visibilitychange', wake);
    window.addEventListener('online', wake);
    return () => {
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('online', wake);
    };
  }, [isWaiting, member?.ticket, refresh]);

  // A round opens or closes while somebody stands here. Only the contest is asked for: it is the same for everybody.
  const askForRounds = useCallback(() => refresh(undefined), [refresh]);
  useRoundChanges(backend, isWaiting, askForRounds);

  // A ticket that a link has brought waits while somebody is at their paper or at the form.
  const isReady = isWaiting && !(found?.isOurs && !hasMoved);
  useLayoutEffect(() => {
    const { ticket } = brought;
    if (!isReady || ticket === undefined) return;
    brought.done();
    if (!member) show({ kind: 'enter-ticket', brought: ticket });
    else if (!isSameTicket(member.ticket, ticket)) show({ kind: 'other-ticket', ticket });
  }, [isReady, brought, member, show]);

  // Leaving is asked about only while something would be lost on the way: answers, or the handing in itself.
  const mayLose =
    running?.quiz.kind === 'answering' && (running.quiz.unsent.length > 0 || running.quiz.submitting !== null);
  useEffect(() => {
    if (!mayLose) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [mayLose]);

  // The quiz has ended one way or another.
  const ended = running && running.quiz.kind !== 'answering' ? running.quiz : undefined;
  useEffect(() => {
    if (!ended) return;
    stopQuiz();
    setMember((before) => before && withOpenAttempt(before, null));
    // Whoever is busy with something else finds the result on their own page.
    if (screen.kind === 'quiz' || screen.kind === 'mine' || screen.kind === 'resume') show(screenAfter(ended));
    void refresh(member?.ticket);
  }, [ended]);

  // An attempt that was closed without a receipt is marked by the server a little later.
  const unmarked = screen.kind === 'outcome' && screen.outcome.duration_ms === null ? screen.attempt : undefined;
  useEffect(() => {
    if (unmarked === undefined) return;
    let timer: ReturnType<typeof setTimeout>;
    let isCurrent = true;
    const ask = async (delay: number) => {
      const me = await refresh(member?.ticket);
      const record = me?.attempts.find(({ id }) => id === unmarked);
      if (!isCurrent) return;
      if (record && record.duration_ms !== null) {
        setScreen((now) => (now.kind === 'outcome' && now.attempt === unmarked ? { ...now, outcome: record } : now));
      }
      // Everybody whose time ran out with the round asks now: spread out, and ever more slowly.
      timer = setTimeout(() => void ask(Math.min(delay * 1.5, 30_000)), delay * (1 + Math.random() / 2));
    };
    void ask(2000);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [unmarked, member?.ticket, refresh]);

  const roundOf = (slug: string): Round | undefined => contest.rounds.find((round) => round.slug === slug);

  const register = () => {
    if (contest.consent.version === consentVersion) show({ kind: 'register' });
    else
      setProblem({
        words:
          'Trang này đã cũ so với cuộc thi đang mở. Hãy tải lại trang rồi đăng ký; nếu vẫn vậy, hãy báo ban tổ chức.',
      });
  };
  const registered = ({ ticket, participant }: Registration, remember: boolean) => {
    const outbox = remember ? outboxes.forGood : outboxes.whileTabOpen;
    const isKept = outbox.keepTicket(ticket) && remember;
    if (remember) recentUnits.keep(participant.unit);
    const { slug, server_now } = contest;
    setMember({
      ticket,
      outbox,
      me: { contest: slug, participant, attempts: [], open_attempt: null, certificates: [], server_now },
    });
    show({ kind: 'ticket-issued', participant, isKept });
  };
  const keepTicket = (ticket: string, remember: boolean) => {
    // Whoever the device remembered has been asked. A dead ticket is another matter: what waits under it is this person's.
    if (member && !isSameTicket(member.ticket, ticket)) forgetMember();
    const { forGood, whileTabOpen } = outboxes;
    const [outbox, other] = remember ? [forGood, whileTabOpen] : [whileTabOpen, forGood];
    // Left there, the dead ticket would be found first at the next reload.
    if (other.ticket() !== undefined) other.moveTo(outbox);
    outbox.keepTicket(ticket);
    return outbox;
  };
  /** A new ticket has come, and the old one is dead: kept at once, before anybody can turn away or reload. */
  const recovered = (ticket: string, remember: boolean) => {
    keepTicket(ticket, remember);
    setMember(undefined);
    show({ kind: 'ticket-recovered', ticket, remember });
  };
  const entered = (ticket: string, me: Me, remember: boolean, sentMs: number) => {
    const outbox = keepTicket(ticket, remember);
    draft.current = undefined;
    setMember({ ticket, me, outbox });
    if (me.open_attempt) answer({ ticket, outbox }, me.open_attempt, sentMs);
    else show({ kind: 'mine' });
  };
  /** Makes one call to the server at a time, for the screen it was asked from; where it fails, says why there. */
  const busily = async <Value>(
    round: string | undefined,
    call: () => Promise<Reply<Value>>,
    then: (value: Value) => void,
  ) => {
    if (busyWith) return;
    const asked = turn.current;
    const isLate = () => turn.current !== asked;
    setBusyWith({ round });
    setProblem(undefined);
    try {
      const reply = await call();
      // Whoever went to another screen stays there, and whoever left this device has left; an attempt begun goes on at
      // the server, and their own page offers it.
      if (isLate()) return void refresh(member?.ticket);
      if (reply.ok) then(reply.value);
      else if (reply.refusal === 'ticket_unknown') show({ kind: 'dead-ticket' });
      else setProblem({ words: refusalWords[reply.refusal], round });
    } catch (fault) {
      if (!(fault instanceof ContestFault)) throw fault;
      if (!isLate()) setProblem({ words: `${faultWords[fault.kind]} ${maybeRunningWords}`, round });
    } finally {
      if (!isLate()) setBusyWith(undefined);
    }
  };
  const startRound = async (round: Round) => {
    if (!member) return;
    const { ticket, me } = member;
    if (me.open_attempt?.round === round.slug) return comeBack();
    const sentMs = browserTimer.now();
    await busily(
      round.slug,
      () => client.call('start_attempt', { ticket, round: round.slug }),
      (attempt) => answer(member, attempt, sentMs),
    );
  };
  /** Goes on with the quiz that is running, wherever it is; never begins another attempt. */
  const comeBack = async () => {
    if (!member) return;
    const { ticket, me } = member;
    if (running?.quiz.kind === 'answering') return show({ kind: 'quiz', attempt: running.quiz.attempt.id });
    const sentMs = browserTimer.now();
    await busily(
      me.open_attempt?.round,
      () => client.call('me', { ticket }),
      (now) => {
        setMember({ ...member, me: now });
        if (now.open_attempt) answer(member, now.open_attempt, sentMs);
        else goHome();
      },
    );
  };
  const goHome = () => {
    show({ kind: member ? 'mine' : 'lobby' });
    void refresh(member?.ticket);
  };
  /** At Back in a running quiz: a thumb slips, and the clock goes on. */
  const askBeforeLeaving = (isLeft: boolean) => setScreen((now) => (now.kind === 'quiz' ? { ...now, isLeft } : now));
  const goUp = () => {
    if (isTicketAsked.current) return;
    if (screen.kind === 'quiz') return askBeforeLeaving(true);
    const above = screenAbove(screen);
    if (above) show(above);
    else goHome();
  };
  useBack(!hasMoved && found?.isOurs ? quizPlace(found.attempt.id) : placeOf(screen), goUp);
  useScreenName(screen.kind === 'lobby' ? undefined : screen.kind);
  const forgetMember = () => {
    stopQuiz();
    outboxes.forGood.forget();
    outboxes.whileTabOpen.forget();
    if (member) tellLeft(member.ticket);
  };
  /** The ticket is dead, what waits under it is not: whoever has a new one goes on with it. */
  const replaceTicket = () => {
    stopQuiz();
    setMember(undefined);
    show({ kind: 'enter-ticket' });
  };
  const leave = (news?: string) => {
    forgetMember();
    setMember(undefined);
    show({ kind: 'lobby', ...(news !== undefined && { news }) });
  };
  return {
    backend,
    member,
    screen,
    running,
    problem,
    busyWith,
    /** Nobody has left the first screen yet. */
    isFirst: !hasMoved,
    roundOf,
    /** The registration form as it was left, for as long as the page stands. */
    draft,
    /** Says whether a ticket is being asked for, which nobody shall turn away from. */
    awaitTicket: (isAsked: boolean) => void (isTicketAsked.current = isAsked),
    show,
    register,
    registered,
    recovered,
    entered,
    startRound,
    comeBack,
    stay: () => askBeforeLeaving(false),
    goUp,
    goHome,
    replaceTicket,
    leave,
  };
}

/** The quiz that was running when the page was opened, if one was. */
function openQuizOf({ member, backend }: Pick<ContestStart, 'member' | 'backend'>) {
  const attempt = member?.me.open_attempt;
  if (!attempt) return undefined;
  const { hasUnsent, isAsked } = member.outbox.waiting(attempt.id);
  // Whoever reloads the quiz is at it already; and where nothing can be answered any more, nothing need be asked.
  const isOurs =
    placeInHistory() === quizPlace(attempt.id) || isAsked || Date.parse(attempt.expires_at) <= backend.serverNow();
  return { member, attempt, hasUnsent, isOurs };
}

/** What is shown of a quiz that has ended. */
function screenAfter(ended: Exclude<Quiz, { kind: 'answering' }>): Screen {
  if (ended.kind === 'refused') return { kind: 'refused', quiz: ended };
  const { attempt, round } = ended.kind === 'submitted' ? ended.receipt : ended;
  return {
    kind: 'outcome',
    attempt,
    round,
    outcome: ended.kind === 'submitted' ? outcomeOf(ended) : unmarkedOutcome,
  };
}

const withOpenAttempt = (member: Member, open_attempt: OpenAttempt | null): Member => ({
  ...member,
  me: { ...member.me, open_attempt },
});

/** Whether a reply is no older than another. Server times are written alike, so that they sort as text. */
const isNewer = (a: { server_now: string }, b: { server_now: string }) => a.server_now >= b.server_now;

/** A call whose reply is lost may have started the clock all the same. */
const maybeRunningWords = 'Đề có thể đã mở và đồng hồ đang chạy: có mạng thì bấm lại ngay.';

const leftElsewhereWords =
  'Ở một thẻ khác trên máy này, bạn vừa rời máy hoặc đổi sang mã dự thi khác, nên trang này cũng dừng. Muốn vào lại, hãy nhập mã dự thi.';
