import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { readServerClock } from '../clock.ts';
import { ContestFault } from '../client.ts';
import type { AttemptRecord, Me, OpenAttempt, Participant, Registration, Round } from '../contract.ts';
import type { Quiz, Refused } from '../machine.ts';
import type { BuiltCalendars } from '../round-calendar.ts';
import { browserTimer, runQuiz, type QuizSession } from '../session.ts';
import { attemptsLeft } from './after-attempt.ts';
import { browserChannel } from './browser-channel.ts';
import { Elsewhere } from './Elsewhere.tsx';
import { FaultNotice } from './FaultNotice.tsx';
import { Lobby } from './Lobby.tsx';
import { MyContest } from './MyContest.tsx';
import { MyData } from './MyData.tsx';
import { Outcome, outcomeOfReceipt, unmarkedOutcome, type AttemptOutcome } from './Outcome.tsx';
import { QuizView } from './QuizView.tsx';
import { Recovery } from './Recovery.tsx';
import { RefusedPaper } from './RefusedPaper.tsx';
import { RegisterForm } from './RegisterForm.tsx';
import { Review } from './Review.tsx';
import { OtherTicket, TicketEntry, TicketIssued } from './Ticket.tsx';
import { isSameTicket } from '../ticket-link.ts';
import { useBroughtTicket, type BroughtTicket } from './brought-ticket.ts';
import { useRoundChanges } from './use-round-changes.ts';
import { readContest, useBackend, type Backend, type Member } from './use-backend.ts';
import { faultWords, refusalWords } from './words.ts';

export interface ContestAppProps {
  /** Slug of the contest this page was built for. */
  contest: string;
  /** The consent text as this build of the page shows it. */
  consent: { version: string; html: string };
  /** The calendar files this build of the site has. */
  calendars: BuiltCalendars;
}

/** Finds the backend, then hands over to the contest. */
export function ContestApp(props: ContestAppProps) {
  const brought = useBroughtTicket();
  const { loaded, retry } = useBackend(props.contest);
  if (loaded.kind === 'loading') return <p role="status">Đang nối với máy chủ cuộc thi…</p>;
  if (loaded.kind === 'fault') return <FaultNotice words={loaded.words} onRetry={retry} />;
  return <LoadedContest {...loaded} {...props} brought={brought} />;
}

/** What is on screen. */
type Screen =
  | { kind: 'lobby'; news?: string }
  | { kind: 'register' }
  | { kind: 'enter-ticket'; brought?: string }
  /** A link has brought the ticket of somebody else than the device remembers. */
  | { kind: 'other-ticket'; ticket: string }
  | { kind: 'recover' }
  | { kind: 'ticket-issued'; participant: Participant; isKept: boolean }
  | { kind: 'mine' }
  | { kind: 'quiz'; session: QuizSession; quiz: Quiz }
  | { kind: 'elsewhere' }
  | { kind: 'refused'; quiz: Refused }
  | { kind: 'outcome'; attempt: string; round: string; outcome: AttemptOutcome }
  | { kind: 'review'; attempt: string; round: string }
  | { kind: 'my-data' };

interface LoadedContestProps extends ContestAppProps {
  backend: Backend;
  member: Member | undefined;
  hadDeadTicket: boolean;
  sentMs: number;
  brought: BroughtTicket;
}

/** The contest as a member lives it: register, start, answer, submit, see where one stands. */
function LoadedContest({ consent, calendars, hadDeadTicket, brought, ...start }: LoadedContestProps) {
  const [backend, setBackend] = useState(start.backend);
  const [member, setMember] = useState(start.member);
  const [screen, setScreen] = useState<Screen>({ kind: start.member ? 'mine' : 'lobby' });
  const [hasMoved, setMoved] = useState(false);
  const [problem, setProblem] = useState(hadDeadTicket ? deadTicketWords : undefined);
  const [isBusy, setBusy] = useState(false);
  const session = useRef<QuizSession>();
  const { client, contest, outboxes, recentUnits } = backend;

  const show = useCallback((next: Screen, words?: string) => {
    if (next.kind !== 'quiz') {
      session.current?.stop();
      session.current = undefined;
    }
    setMoved(true);
    setProblem(words);
    setScreen(next);
  }, []);

  /** Goes on with an attempt that a call begun at `sentMs` has brought. */
  const runAttempt = useCallback(
    ({ ticket, outbox }: Pick<Member, 'ticket' | 'outbox'>, attempt: OpenAttempt, sentMs: number) => {
      session.current?.stop();
      const running = runQuiz({
        client,
        ticket,
        attempt,
        clock: readServerClock(attempt.server_now, sentMs, browserTimer.now()),
        outbox,
        timer: browserTimer,
        onChange: (quiz) =>
          setScreen((now) => (now.kind === 'quiz' && now.session === running ? { ...now, quiz } : now)),
        channel: browserChannel(`cuoc-thi:${attempt.id}`),
        onTaken: () => {
          // Not stopped by hand: it still has to hear that what it handed over has arrived.
          session.current = undefined;
          show({ kind: 'elsewhere' });
        },
      });
      session.current = running;
      show({ kind: 'quiz', session: running, quiz: running.quiz });
    },
    [client, show],
  );

  /** Asks for the contest and one's own record again; without an answer what is known stands. */
  const refresh = useCallback(
    async (ticket: string | undefined): Promise<Me | undefined> => {
      const [now, mine] = await Promise.all([
        readContest(client).catch(() => undefined),
        ticket === undefined ? undefined : client.call('me', { ticket }).catch(() => undefined),
      ]);
      if (now?.ok) setBackend((before) => ({ ...before, contest: now.contest, serverNow: now.serverNow }));
      if (!mine?.ok) return undefined;
      // Whoever asked may have left the device meanwhile.
      setMember((before) => (before && before.ticket === ticket ? { ...before, me: mine.value } : before));
      return mine.value;
    },
    [client],
  );

  // A reload in the middle of the quiz goes straight back into it: the clock is running.
  useEffect(() => {
    if (start.member?.me.open_attempt) runAttempt(start.member, start.member.me.open_attempt, start.sentMs);
    return () => session.current?.stop();
  }, []);

  // The device woke up or came back online: clocks, rounds and records may have moved on.
  const isWaiting = screen.kind === 'lobby' || screen.kind === 'mine';
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
  const isReady = isWaiting && !(start.member?.me.open_attempt && !hasMoved);
  useLayoutEffect(() => {
    const { ticket } = brought;
    if (!isReady || ticket === undefined) return;
    brought.done();
    if (!member) show({ kind: 'enter-ticket', brought: ticket });
    else if (!isSameTicket(member.ticket, ticket)) show({ kind: 'other-ticket', ticket });
  }, [isReady, brought, member, show]);

  // Leaving is asked about only while something would be lost on the way.
  const mayLose = screen.kind === 'quiz' && screen.quiz.kind === 'answering' && screen.quiz.unsent.length > 0;
  useEffect(() => {
    if (!mayLose) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [mayLose]);

  // The quiz has ended one way or another.
  const ended = screen.kind === 'quiz' && screen.quiz.kind !== 'answering' ? screen.quiz : undefined;
  useEffect(() => {
    if (!ended) return;
    if (ended.kind === 'submitted') {
      const { attempt, round } = ended.receipt;
      show({ kind: 'outcome', attempt, round, outcome: outcomeOfReceipt(ended.receipt) });
    } else if (ended.kind === 'closed') {
      show({ kind: 'outcome', attempt: ended.attempt, round: ended.round, outcome: unmarkedOutcome });
    } else {
      show({ kind: 'refused', quiz: ended });
    }
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
    if (contest.consent.version === consent.version) show({ kind: 'register' });
    else
      setProblem(
        'Trang này đã cũ so với cuộc thi đang mở. Hãy tải lại trang rồi đăng ký; nếu vẫn vậy, hãy báo ban tổ chức.',
      );
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
  const entered = (ticket: string, me: Me, remember: boolean, sentMs: number) => {
    // Whoever the device remembered has been asked. A dead ticket is another matter: what waits under it is this person's.
    if (member && !isSameTicket(member.ticket, ticket)) forgetMember();
    const outbox = remember ? outboxes.forGood : outboxes.whileTabOpen;
    outbox.keepTicket(ticket);
    setMember({ ticket, me, outbox });
    if (me.open_attempt) runAttempt({ ticket, outbox }, me.open_attempt, sentMs);
    else show({ kind: 'mine' });
  };
  const startRound = async (round: Round) => {
    if (isBusy || !member) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const sentMs = browserTimer.now();
      const reply = await client.call('start_attempt', { ticket: member.ticket, round: round.slug });
      if (reply.ok) runAttempt(member, reply.value, sentMs);
      else setProblem(refusalWords[reply.refusal]);
    } catch (fault) {
      if (!(fault instanceof ContestFault)) throw fault;
      setProblem(faultWords[fault.kind]);
    } finally {
      setBusy(false);
    }
  };
  /** Takes the quiz back from the tab that has it; never begins another attempt. */
  const comeBack = async () => {
    if (isBusy || !member) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const sentMs = browserTimer.now();
      const reply = await client.call('me', { ticket: member.ticket });
      if (!reply.ok) return setProblem(refusalWords[reply.refusal]);
      setMember({ ...member, me: reply.value });
      if (reply.value.open_attempt) runAttempt(member, reply.value.open_attempt, sentMs);
      else goHome();
    } catch (fault) {
      if (!(fault instanceof ContestFault)) throw fault;
      setProblem(faultWords[fault.kind]);
    } finally {
      setBusy(false);
    }
  };
  const goHome = () => {
    show({ kind: 'mine' });
    void refresh(member?.ticket);
  };
  const forgetMember = () => {
    outboxes.forGood.forget();
    outboxes.whileTabOpen.forget();
  };
  const leave = (news?: string) => {
    forgetMember();
    setMember(undefined);
    show({ kind: 'lobby', ...(news !== undefined && { news }) });
  };
  const showAttempt = (attempt: AttemptRecord) =>
    show({ kind: 'outcome', attempt: attempt.id, round: attempt.round, outcome: attempt });

  switch (screen.kind) {
    case 'lobby':
      return (
        <Lobby
          contest={contest}
          serverNow={backend.serverNow}
          calendars={calendars}
          problem={problem}
          news={screen.news}
          isFirst={!hasMoved}
          onRegister={register}
          onEnterTicket={() => show({ kind: 'enter-ticket' })}
        />
      );
    case 'register':
      return (
        <RegisterForm
          client={client}
          contest={contest}
          outbox={outboxes.whileTabOpen}
          recentUnits={recentUnits}
          consent={consent}
          onRegistered={registered}
          onCancel={() => show({ kind: 'lobby' })}
        />
      );
    case 'enter-ticket':
      return (
        <TicketEntry
          client={client}
          contest={contest.slug}
          brought={screen.brought}
          onEntered={entered}
          onRecover={() => show({ kind: 'recover' })}
          onCancel={() => show({ kind: member ? 'mine' : 'lobby' })}
        />
      );
    case 'other-ticket':
      return member ? (
        <OtherTicket
          name={member.me.participant.full_name}
          onStay={() => show({ kind: 'mine' })}
          onTake={() => show({ kind: 'enter-ticket', brought: screen.ticket })}
        />
      ) : null;
    case 'recover':
      return (
        <Recovery
          client={client}
          contest={contest}
          onEntered={entered}
          onCancel={() => show({ kind: 'enter-ticket' })}
        />
      );
    case 'ticket-issued':
      return member ? (
        <TicketIssued
          ticket={member.ticket}
          contest={contest.title}
          participant={screen.participant}
          isKept={screen.isKept}
          onGoOn={() => show({ kind: 'mine' })}
        />
      ) : null;
    case 'quiz':
      return screen.quiz.kind === 'answering' && member ? (
        <QuizView
          session={screen.session}
          quiz={screen.quiz}
          round={roundOf(screen.quiz.attempt.round)}
          outbox={member.outbox}
        />
      ) : null;
    case 'elsewhere':
      return <Elsewhere isBusy={isBusy} problem={problem} onComeBack={() => void comeBack()} />;
    case 'refused':
      return <RefusedPaper {...screen.quiz} onEnterTicket={() => show({ kind: 'enter-ticket' })} onGoOn={goHome} />;
    case 'outcome': {
      const round = roundOf(screen.round);
      return round && member ? (
        <Outcome
          client={client}
          contest={contest.slug}
          contestTitle={contest.title}
          ticket={member.ticket}
          participant={member.me.participant}
          round={round}
          attempt={screen.outcome}
          left={attemptsLeft(round, member.me.attempts, screen.attempt)}
          onReview={() => show({ kind: 'review', attempt: screen.attempt, round: round.slug })}
          onGoOn={goHome}
        />
      ) : null;
    }
    case 'review': {
      const round = roundOf(screen.round);
      return round && member ? (
        <Review client={client} ticket={member.ticket} round={round} attempt={screen.attempt} onGoOn={goHome} />
      ) : null;
    }
    case 'my-data':
      return member ? (
        <MyData
          client={client}
          ticket={member.ticket}
          me={member.me}
          isRemembered={outboxes.forGood.ticket() !== undefined}
          onForgotten={() => {
            recentUnits.forget();
            leave('Đã xóa dữ liệu của bạn khỏi máy chủ và khỏi máy này.');
          }}
          onGoOn={goHome}
        />
      ) : null;
    case 'mine':
      return member ? (
        <MyContest
          contest={contest}
          serverNow={backend.serverNow}
          calendars={calendars}
          me={member.me}
          ticket={member.ticket}
          isFirst={!hasMoved}
          problem={problem}
          isBusy={isBusy}
          onStart={(round) => void startRound(round)}
          onShow={showAttempt}
          onShowData={() => show({ kind: 'my-data' })}
          onLeave={() => leave()}
        />
      ) : null;
  }
}

const deadTicketWords =
  'Mã dự thi nhớ trên máy này không còn dùng được. Nếu ban tổ chức đã cấp lại mã cho bạn, hãy nhập mã mới; nếu không, hãy liên hệ ban tổ chức.';
