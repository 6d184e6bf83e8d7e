import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { readServerClock } from '../clock.ts';
import { connect, ContestFault, type ContestClient } from '../client.ts';
import type { AttemptRecord, Contest, Me, Participant, Registration, Round } from '../contract.ts';
import type { Quiz } from '../machine.ts';
import { createOutbox, type Outbox } from '../outbox.ts';
import { browserTimer, runQuiz, type QuizSession } from '../session.ts';
import { browserShelf } from './browser-shelf.ts';
import { FaultNotice } from './FaultNotice.tsx';
import { Lobby } from './Lobby.tsx';
import { MyContest } from './MyContest.tsx';
import { Outcome, outcomeOfReceipt, type AttemptOutcome } from './Outcome.tsx';
import { QuizView } from './QuizView.tsx';
import { RegisterForm } from './RegisterForm.tsx';
import { TicketEntry, TicketIssued } from './Ticket.tsx';
import { faultWords, refusalWords } from './words.ts';

export interface ContestAppProps {
  /** The consent text as this build of the page shows it. */
  consent: { version: string; html: string };
}

/** What the backend has told, once it has. */
interface Backend {
  client: ContestClient;
  contest: Contest;
  outbox: Outbox;
}

interface Member {
  ticket: string;
  me: Me;
}

/** What is on screen. */
type Screen =
  | { kind: 'loading' }
  | { kind: 'fault'; words: string }
  | { kind: 'lobby' }
  | { kind: 'register' }
  | { kind: 'enter-ticket' }
  | { kind: 'ticket-issued'; participant: Participant; isKept: boolean }
  | { kind: 'mine' }
  | { kind: 'quiz'; session: QuizSession; quiz: Quiz }
  | { kind: 'outcome'; attemptId: string; round: string; outcome: AttemptOutcome };

/** How often (ms) to ask again for the mark of an attempt that ran out of time. */
const markingPollMs = 3000;

/** The contest as a member lives it: register, start, answer, submit, see where one stands. */
export function ContestApp({ consent }: ContestAppProps) {
  const [backend, setBackend] = useState<Backend>();
  const [member, setMember] = useState<Member>();
  const [screen, setScreen] = useState<Screen>({ kind: 'loading' });
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const isFirst = useRef(true);
  const session = useRef<QuizSession>();

  const show = useCallback((next: Screen) => {
    if (next.kind !== 'quiz') {
      session.current?.stop();
      session.current = undefined;
    }
    setProblem(undefined);
    setScreen((before) => {
      if (before.kind !== 'loading') isFirst.current = false;
      return next;
    });
  }, []);

  /** Goes on with an attempt; `clock` was read around the call that brought it. */
  const runAttempt = useCallback(
    ({ client, outbox }: Backend, ticket: string, attempt: NonNullable<Me['open_attempt']>, sentMs: number) => {
      const running = runQuiz({
        client,
        ticket,
        attempt,
        clock: readServerClock(attempt.server_now, sentMs, browserTimer.now()),
        outbox,
        timer: browserTimer,
        onChange: (quiz) => setScreen((before) => (before.kind === 'quiz' ? { ...before, quiz } : before)),
      });
      show({ kind: 'quiz', session: running, quiz: running.quiz });
      session.current = running;
    },
    [show],
  );

  const load = useCallback(async () => {
    setScreen({ kind: 'loading' });
    try {
      const client = await connect(location.origin);
      const reply = await client.call('contest', {});
      if (!reply.ok) return show({ kind: 'fault', words: refusalWords[reply.refusal] });
      const contest = reply.value;
      if (contest.consent.version !== consent.version) {
        return show({
          kind: 'fault',
          words: 'Trang này đã cũ so với cuộc thi đang mở. Hãy tải lại trang; nếu vẫn vậy, hãy báo ban tổ chức.',
        });
      }
      const outbox = createOutbox(browserShelf(), contest.slug);
      const loaded = { client, contest, outbox };
      setBackend(loaded);
      const ticket = outbox.ticket();
      if (ticket === undefined) return show({ kind: 'lobby' });

      const sentMs = browserTimer.now();
      const mine = await client.call('me', { ticket });
      if (!mine.ok) {
        outbox.forget(); // the ticket is dead: reissued, or the contest started over
        return show({ kind: 'lobby' });
      }
      setMember({ ticket, me: mine.value });
      // A reload in the middle of the quiz goes straight back into it: the clock is running.
      if (mine.value.open_attempt) return runAttempt(loaded, ticket, mine.value.open_attempt, sentMs);
      show({ kind: 'mine' });
    } catch (fault) {
      if (!(fault instanceof ContestFault)) throw fault;
      show({ kind: 'fault', words: faultWords[fault.kind] });
    }
  }, [consent.version, runAttempt, show]);

  useEffect(() => {
    void load();
    return () => session.current?.stop();
  }, [load]);

  // The device woke up or came back online: the clock may be wrong by as much as it slept.
  useEffect(() => {
    const wake = () => {
      if (!document.hidden) session.current?.dispatch({ type: 'woke' });
    };
    document.addEventListener('visibilitychange', wake);
    window.addEventListener('pageshow', wake);
    window.addEventListener('online', wake);
    return () => {
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('pageshow', wake);
      window.removeEventListener('online', wake);
    };
  }, []);

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
    if (!ended || !backend || !member) return;
    if (ended.kind === 'submitted') {
      const { receipt } = ended;
      show({ kind: 'outcome', attemptId: receipt.attempt, round: receipt.round, outcome: outcomeOfReceipt(receipt) });
      void refreshMember(backend, member.ticket);
    } else if (ended.kind === 'timed-out') {
      const unmarked = { score: null, correct: null, total: 0, duration_ms: null, submitted_at: null, receipt: null };
      show({
        kind: 'outcome',
        attemptId: ended.attempt,
        round: ended.round,
        outcome: { ...unmarked, state: 'expired' },
      });
    } else {
      setProblem(refusalWords[ended.refusal]);
      setScreen({ kind: 'mine' });
    }
  }, [ended, backend, member]);

  // An attempt that ran out of time is marked by the server a little later.
  const unmarked = screen.kind === 'outcome' && screen.outcome.duration_ms === null ? screen : undefined;
  useEffect(() => {
    if (!unmarked || !backend || !member) return;
    const ask = async () => {
      const me = await refreshMember(backend, member.ticket);
      const record = me?.attempts.find(({ id }) => id === unmarked.attemptId);
      if (record && record.duration_ms !== null) setScreen({ ...unmarked, outcome: record });
    };
    void ask();
    const timer = setInterval(() => void ask(), markingPollMs);
    return () => clearInterval(timer);
  }, [unmarked?.attemptId, backend, member?.ticket]);

  /** Asks for one's own record again; a fault leaves what is known. */
  const refreshMember = async ({ client }: Backend, ticket: string): Promise<Me | undefined> => {
    const reply = await client.call('me', { ticket }).catch(() => undefined);
    if (!reply?.ok) return undefined;
    setMember({ ticket, me: reply.value });
    return reply.value;
  };

  if (screen.kind === 'loading') return <p role="status">Đang nối với máy chủ cuộc thi…</p>;
  if (screen.kind === 'fault') return <FaultNotice words={screen.words} onRetry={() => void load()} />;
  if (!backend) return null;
  const { client, contest, outbox } = backend;
  const roundOf = (slug: string): Round | undefined => contest.rounds.find((round) => round.slug === slug);

  const enter = (ticket: string, me: Me, remember: boolean) => {
    if (remember) outbox.keepTicket(ticket);
    setMember({ ticket, me });
  };
  const registered = ({ ticket, participant }: Registration, remember: boolean) => {
    const isKept = remember && outbox.keepTicket(ticket);
    setMember({
      ticket,
      me: { participant, attempts: [], open_attempt: null, certificates: [], server_now: contest.server_now },
    });
    show({ kind: 'ticket-issued', participant, isKept });
  };
  const start = async (round: Round) => {
    if (isBusy || !member) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const sentMs = browserTimer.now();
      const reply = await client.call('start_attempt', { ticket: member.ticket, round: round.slug });
      if (reply.ok) runAttempt(backend, member.ticket, reply.value, sentMs);
      else setProblem(refusalWords[reply.refusal]);
    } catch (fault) {
      if (!(fault instanceof ContestFault)) throw fault;
      setProblem(faultWords[fault.kind]);
    } finally {
      setBusy(false);
    }
  };
  const goHome = () => {
    show({ kind: 'mine' });
    if (member) void refreshMember(backend, member.ticket);
  };
  const leave = () => {
    outbox.forget();
    setMember(undefined);
    show({ kind: 'lobby' });
  };
  const showAttempt = (attempt: AttemptRecord) =>
    show({ kind: 'outcome', attemptId: attempt.id, round: attempt.round, outcome: attempt });

  switch (screen.kind) {
    case 'lobby':
      return (
        <Lobby
          contest={contest}
          isFirst={isFirst.current}
          onRegister={() => show({ kind: 'register' })}
          onEnterTicket={() => show({ kind: 'enter-ticket' })}
        />
      );
    case 'register':
      return (
        <RegisterForm
          client={client}
          contest={contest}
          outbox={outbox}
          consent={consent}
          onRegistered={registered}
          onCancel={() => show({ kind: 'lobby' })}
        />
      );
    case 'enter-ticket':
      return (
        <TicketEntry
          client={client}
          onEntered={(ticket, me, remember) => {
            enter(ticket, me, remember);
            show({ kind: 'mine' });
          }}
          onCancel={() => show({ kind: 'lobby' })}
        />
      );
    case 'ticket-issued':
      return (
        <TicketIssued
          ticket={member?.ticket ?? ''}
          participant={screen.participant}
          isKept={screen.isKept}
          onGoOn={() => show({ kind: 'mine' })}
        />
      );
    case 'quiz':
      return screen.quiz.kind === 'answering' ? (
        <QuizView session={screen.session} quiz={screen.quiz} round={roundOf(screen.quiz.attempt.round)} />
      ) : null;
    case 'outcome': {
      const round = roundOf(screen.round);
      if (!round || !member) return null;
      return (
        <Outcome
          client={client}
          contest={contest.slug}
          ticket={member.ticket}
          participant={member.me.participant}
          round={round}
          attempt={screen.outcome}
          onGoOn={goHome}
        />
      );
    }
    case 'mine':
      return member ? (
        <MyContest
          contest={contest}
          me={member.me}
          ticket={member.ticket}
          isFirst={isFirst.current}
          problem={problem}
          isBusy={isBusy}
          onStart={(round) => void start(round)}
          onShow={showAttempt}
          onLeave={leave}
        />
      ) : null;
  }
}
