import type { AttemptRecord } from '../contract.ts';
import type { Quiz } from '../machine.ts';
import type { BuiltCalendars } from '../round-calendar.ts';
import { attemptsLeft } from './after-attempt.ts';
import { useBroughtTicket } from './brought-ticket.ts';
import { Elsewhere } from './Elsewhere.tsx';
import { FaultNotice } from './FaultNotice.tsx';
import { Lobby } from './Lobby.tsx';
import { MyContest } from './MyContest.tsx';
import { MyData } from './MyData.tsx';
import { NotMine, Resume } from './Resume.tsx';
import { Outcome } from './Outcome.tsx';
import { QuizView } from './QuizView.tsx';
import { RecoveredTicket, Recovery } from './Recovery.tsx';
import { RefusedPaper } from './RefusedPaper.tsx';
import { RegisterForm } from './RegisterForm.tsx';
import { Review } from './Review.tsx';
import { DeadTicket, Leaving, OtherTicket, TicketEntry, TicketIssued } from './Ticket.tsx';
import { useBackend } from './use-backend.ts';
import { useContest, type ContestStart } from './use-contest.ts';

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

type LoadedContestProps = Omit<ContestStart, 'consentVersion'> & Pick<ContestAppProps, 'consent' | 'calendars'>;

/** The screen a member is at. */
function LoadedContest({ consent, calendars, ...start }: LoadedContestProps) {
  const at = useContest({ ...start, consentVersion: consent.version });
  const { backend, member, screen, running, problem, busyWith, isFirst, roundOf, show, goHome } = at;
  const { client, contest, outboxes, recentUnits } = backend;
  const showAttempt = (attempt: AttemptRecord) =>
    show({ kind: 'outcome', attempt: attempt.id, round: attempt.round, outcome: attempt });

  // Where somebody stands who has no other screen: no state leaves the page empty.
  const home = member ? (
    <MyContest
      contest={contest}
      serverNow={backend.serverNow}
      calendars={calendars}
      me={member.me}
      ticket={member.ticket}
      isFirst={isFirst}
      problem={problem}
      startsRound={busyWith?.round}
      unsent={unsentCount(running?.quiz)}
      onStart={(round) => void at.startRound(round)}
      onShow={showAttempt}
      onShowData={() => show({ kind: 'my-data' })}
      onLeave={() => show({ kind: 'leaving' })}
    />
  ) : (
    <Lobby
      contest={contest}
      serverNow={backend.serverNow}
      calendars={calendars}
      problem={problem?.words}
      news={screen.kind === 'lobby' ? screen.news : undefined}
      isFirst={isFirst}
      onRegister={at.register}
      onEnterTicket={() => show({ kind: 'enter-ticket' })}
    />
  );

  // On a phone that goes from hand to hand nobody shall answer somebody else's paper.
  const whose = member && <p class="whose soft small">Bài của {member.me.participant.full_name}</p>;

  switch (screen.kind) {
    case 'lobby':
    case 'mine':
      return home;
    case 'resume': {
      const attempt = member?.me.open_attempt;
      return attempt ? (
        <Resume
          name={member.me.participant.full_name}
          round={roundOf(attempt.round)}
          expiresAt={attempt.expires_at}
          serverNow={backend.serverNow}
          isFirst={isFirst}
          isBusy={busyWith !== undefined}
          problem={problem?.words}
          onGoOn={() => void at.comeBack()}
          onLeave={() => show({ kind: 'not-mine' })}
        />
      ) : (
        home
      );
    }
    case 'not-mine':
      return member ? (
        <NotMine
          name={member.me.participant.full_name}
          unsent={unsentCount(running?.quiz)}
          onStay={() => show({ kind: 'resume' })}
          onLeave={() => at.leave()}
        />
      ) : (
        home
      );
    case 'register':
      return (
        <RegisterForm
          client={client}
          contest={contest}
          draft={at.draft}
          outbox={outboxes.whileTabOpen}
          recentUnits={recentUnits}
          consent={consent}
          onAsk={at.awaitTicket}
          onRegistered={at.registered}
          onCancel={at.goUp}
        />
      );
    case 'enter-ticket':
      return (
        <TicketEntry
          client={client}
          contest={contest.slug}
          brought={screen.brought}
          onEntered={at.entered}
          onRecover={() => show({ kind: 'recover' })}
          onCancel={at.goUp}
        />
      );
    case 'other-ticket':
      return member ? (
        <OtherTicket
          name={member.me.participant.full_name}
          onStay={() => show({ kind: 'mine' })}
          onTake={() => show({ kind: 'enter-ticket', brought: screen.ticket })}
        />
      ) : (
        home
      );
    case 'recover':
      return (
        <Recovery
          client={client}
          contest={contest}
          onAsk={at.awaitTicket}
          onRecovered={at.recovered}
          onCancel={at.goUp}
        />
      );
    case 'ticket-recovered':
      return (
        <RecoveredTicket
          client={client}
          contest={contest.title}
          ticket={screen.ticket}
          onEntered={(me, sentMs) => at.entered(screen.ticket, me, screen.remember, sentMs)}
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
      ) : (
        home
      );
    case 'quiz':
      if (!member || !running) return home;
      // Over: what came of it is on its way to the screen.
      if (running.quiz.kind !== 'answering') return null;
      return (
        <>
          {whose}
          <QuizView
            session={running.session}
            quiz={running.quiz}
            round={roundOf(running.quiz.attempt.round)}
            outbox={member.outbox}
            isLeft={screen.isLeft ?? false}
            onStay={at.stay}
            onLeave={goHome}
          />
        </>
      );
    case 'elsewhere':
      return (
        <>
          {whose}
          <Elsewhere isBusy={busyWith !== undefined} problem={problem?.words} onComeBack={() => void at.comeBack()} />
        </>
      );
    case 'refused':
      return (
        <>
          {whose}
          <RefusedPaper {...screen.quiz} onEnterTicket={at.replaceTicket} onGoOn={goHome} />
        </>
      );
    case 'outcome': {
      const round = roundOf(screen.round);
      return round && member ? (
        <>
          {whose}
          <Outcome
            client={client}
            contest={contest.slug}
            contestTitle={contest.title}
            ticket={member.ticket}
            participant={member.me.participant}
            round={round}
            attempt={screen.outcome}
            left={attemptsLeft(round, member.me.attempts, screen.attempt)}
            onReview={() => show({ kind: 'review', of: screen })}
            onGoOn={goHome}
          />
        </>
      ) : (
        home
      );
    }
    case 'review': {
      const round = roundOf(screen.of.round);
      return round && member ? (
        <>
          {whose}
          <Review
            client={client}
            ticket={member.ticket}
            participant={member.me.participant}
            round={round}
            attempt={screen.of.attempt}
            onDeadTicket={() => show({ kind: 'dead-ticket' })}
            onGoOn={goHome}
          />
        </>
      ) : (
        home
      );
    }
    case 'dead-ticket':
      return <DeadTicket onEnterTicket={at.replaceTicket} />;
    case 'leaving':
      return member ? (
        <Leaving
          ticket={member.ticket}
          contest={contest.title}
          name={member.me.participant.full_name}
          isRunning={member.me.open_attempt !== null}
          unsent={unsentCount(running?.quiz)}
          onStay={goHome}
          onLeave={() => at.leave()}
        />
      ) : (
        home
      );
    case 'my-data':
      return member ? (
        <MyData
          client={client}
          ticket={member.ticket}
          me={member.me}
          isRemembered={outboxes.forGood.ticket() !== undefined}
          onForgotten={() => {
            recentUnits.forget();
            at.leave('Đã xóa dữ liệu của bạn khỏi máy chủ và khỏi máy này.');
          }}
          onGoOn={goHome}
        />
      ) : (
        home
      );
  }
}

/** How many answers of the quiz under way the server does not hold yet. */
const unsentCount = (quiz: Quiz | undefined): number => (quiz?.kind === 'answering' ? quiz.unsent.length : 0);
