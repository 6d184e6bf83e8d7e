import { useEffect, useRef, useState } from 'preact/hooks';
import { connect, ContestFault, type ContestClient } from '../client.ts';
import type { Contest, Participant } from '../contract.ts';
import { createOutbox } from '../outbox.ts';
import { rankingRule } from '../ranking-rule.ts';
import { useBoard } from './board-data.ts';
import { findBranch, readAddress, writeAddress, type UnitView } from './board-view.ts';
import { browserShelf } from './browser-shelf.ts';
import { FaultNotice } from './FaultNotice.tsx';
import { PersonBoard } from './PersonBoard.tsx';
import { UnitBoard } from './UnitBoard.tsx';
import { useStillHere } from './use-still-here.ts';
import { faultWords, numberText, refusalWords } from './words.ts';

export interface BoardsAppProps {
  /** Slug of the contest whose boards these are. */
  contest: string;
}

interface Backend {
  client: ContestClient;
  contest: Contest;
  /** Counts the addresses this page has been asked for: each begins anew. */
  visit: number;
  /** What the address asked for. */
  round: string | undefined;
  unitView: UnitView;
}

/** Finds the backend and what the address asks for, then hands over to the boards. */
export function BoardsApp({ contest: slug }: BoardsAppProps) {
  const [backend, setBackend] = useState<Backend>();
  const [problem, setProblem] = useState<string>();
  const [tries, setTries] = useState(0);

  useEffect(() => {
    let isCurrent = true;
    let visits = 0;
    const load = async () => {
      setProblem(undefined);
      const client = await connect(location.origin);
      const reply = await client.call('contest', { slug });
      if (!reply.ok) return setProblem(refusalWords[reply.refusal]);
      const { round, metric, units } = readAddress(location.hash);
      const branch = await findBranch(client, slug, units);
      const known = reply.value.rounds.some((one) => one.slug === round) ? round : undefined;
      if (isCurrent)
        setBackend({
          client,
          visit: (visits += 1),
          contest: reply.value,
          round: known,
          unitView: { metric, branch, after: 0 },
        });
    };
    const again = () => {
      load().catch((fault: unknown) => {
        if (!(fault instanceof ContestFault)) throw fault;
        setProblem(faultWords[fault.kind]);
      });
    };
    again();
    // Somebody edits the address, or follows a link to another view of this very page.
    addEventListener('hashchange', again);
    return () => {
      isCurrent = false;
      removeEventListener('hashchange', again);
    };
  }, [slug, tries]);

  if (problem) return <FaultNotice words={problem} onRetry={() => setTries(tries + 1)} />;
  if (!backend) return <p role="status">Đang nối với máy chủ cuộc thi…</p>;
  return <Boards {...backend} key={backend.visit} />;
}

const addressOf = (round: string | undefined, { metric, branch }: UnitView) => ({
  round,
  metric,
  units: branch?.map(({ code }) => code) ?? [],
});

/** The boards by unit and by person, of one round or the whole contest, and one's own place on them. */
function Boards({ client, contest, ...asked }: Backend) {
  const [round, setRound] = useState(asked.round);
  const [unitView, setUnitView] = useState(asked.unitView);
  const [after, setAfter] = useState(0);
  const [sought, setSought] = useState(0);
  const { own, ownUnit } = useOwnPlace(client, contest.slug, round, sought);
  const unit = unitView.branch?.at(-1);
  const shown = contest.rounds.find(({ slug }) => slug === round);

  // Back leads up the tree the way one went down. Another round, or another measure, of the same units is no step.
  const written = useRef(unitView.branch);
  useEffect(() => {
    const address = writeAddress(addressOf(round, unitView)) || location.pathname;
    if (unitView.branch === written.current) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    written.current = unitView.branch;
  }, [round, unitView]);

  // A final board stands above, where an address of a round alone leads; whatever else one asks for is here.
  useEffect(() => {
    const place = location.hash.slice(1);
    if (place !== '' && !document.getElementById(place)) document.getElementById('live-boards')?.scrollIntoView();
  }, []);

  const show = (nextRound: string | undefined, nextView: UnitView) => {
    setRound(nextRound);
    setUnitView(nextView);
    setAfter(0);
  };
  const showOwnPlace = () => {
    if (unit) show(round, { ...unitView, branch: undefined, after: 0 });
    document.getElementById('person-board')?.scrollIntoView();
    setSought(sought + 1);
  };

  return (
    <>
      <p class="board-controls">
        <label>
          Tính theo{' '}
          <select
            value={round ?? ''}
            onChange={(event) => show(event.currentTarget.value || undefined, { ...unitView, after: 0 })}
          >
            <option value="">Cả cuộc thi</option>
            {contest.rounds
              .filter(({ state }) => state !== 'upcoming')
              .map(({ slug, title }) => (
                <option key={slug} value={slug}>
                  {title}
                </option>
              ))}
          </select>
        </label>
      </p>
      <p class="print-only">
        <strong>{shown?.title ?? 'Cả cuộc thi'}</strong>
      </p>
      {own && own.rank !== null && (
        <p class="notice own-place">
          Bạn đứng hạng <strong>{numberText(own.rank)}</strong>/{numberText(own.of)}
          {own.unit_rank !== null && (
            <>
              , hạng <strong>{numberText(own.unit_rank)}</strong>/{numberText(own.unit_of)} ở{' '}
              {ownUnit?.name ?? 'đơn vị'}
            </>
          )}
          .{' '}
          <button type="button" class="plain" onClick={showOwnPlace}>
            Đến chỗ của tôi trên bảng
          </button>
        </p>
      )}
      <UnitBoard
        heading="h2"
        client={client}
        contest={contest.slug}
        round={round}
        own={ownUnit?.path}
        view={unitView}
        // Another way to look at the same units leaves the people's page where it is.
        onView={(next) => (next.branch === unitView.branch ? setUnitView(next) : show(round, next))}
      />
      <PersonBoard
        client={client}
        contest={contest.slug}
        round={round}
        rule={rankingRule(shown)}
        unit={unit}
        own={own}
        sought={sought}
        after={after}
        onPage={setAfter}
      />
      <p class="no-print">
        <button type="button" class="button" data-print>
          In các bảng này
        </button>
      </p>
    </>
  );
}

/**
 * The place and the unit of whoever this device remembers, nothing for everybody else.
 * @param sought counts how often the member has asked to be taken there: where they stood a while ago may not be there any more.
 */
function useOwnPlace(client: ContestClient, contest: string, round: string | undefined, sought: number) {
  const [owner, setOwner] = useState(() => findOwner(contest));
  useStillHere(contest, owner, () => {
    createOutbox(browserShelf('while-tab-open'), contest).forget();
    setOwner(findOwner(contest));
  });
  const ticket = owner?.ticket;
  const [known, setKnown] = useState<{ ticket: string; unit: Participant['unit'] }>();
  const unitAskedOf = useRef<string>();
  const { value: own } = useBoard(
    async () => {
      if (ticket === undefined) return undefined;
      // A place moves, a unit does not: asked for once, and again only while no answer has come.
      if (unitAskedOf.current !== ticket) {
        unitAskedOf.current = ticket;
        client.call('me', { ticket }).then(
          (reply) => reply.ok && setKnown({ ticket, unit: reply.value.participant.unit }),
          () => (unitAskedOf.current = undefined),
        );
      }
      const reply = await client.call('standing', { ticket, ...(round === undefined ? {} : { round }) });
      return reply.ok ? reply.value : undefined;
    },
    `own|${round}|${ticket}`,
    String(sought),
  );
  if (ticket === undefined) return { own: undefined, ownUnit: undefined };
  return { own, ownUnit: known?.ticket === ticket ? known.unit : undefined };
}

function findOwner(contest: string) {
  for (const lasts of ['while-tab-open', 'for-good'] as const) {
    const outbox = createOutbox(browserShelf(lasts), contest);
    const ticket = outbox.ticket();
    if (ticket !== undefined) return { ticket, outbox };
  }
  return undefined;
}
