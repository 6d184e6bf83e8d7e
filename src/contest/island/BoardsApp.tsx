import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { connect, ContestFault, type ContestClient } from '../client.ts';
import type { Contest, Participant } from '../contract.ts';
import { createOutbox } from '../outbox.ts';
import { rankingRule } from '../ranking-rule.ts';
import { useBoard } from './board-data.ts';
import { addressOf, asksForBoards, findBranch, readAddress, viewInHistory, type BoardsView } from './board-view.ts';
import { browserShelf } from './browser-shelf.ts';
import { FaultNotice } from './FaultNotice.tsx';
import { PersonBoard } from './PersonBoard.tsx';
import { UnitBoard } from './UnitBoard.tsx';
import { useRecovery } from './use-recovery.ts';
import { useStillHere } from './use-still-here.ts';
import { faultWords, numberText, refusalWords } from './words.ts';

export interface BoardsAppProps {
  /** Slug of the contest whose boards these are. */
  contest: string;
}

interface Backend {
  client: ContestClient;
  contest: Contest;
}

/**
 * Finds the backend and what the address asks for, then hands over to the boards. What they show stands in the entries of
 * the browser's history, so that Back needs no server; only an address that has come from elsewhere does.
 */
export function BoardsApp({ contest: slug }: BoardsAppProps) {
  const [backend, setBackend] = useState<Backend>();
  const [view, setView] = useState<BoardsView>();
  const [problem, setProblem] = useState<string>();
  /** Goes up with every address that was followed to here. */
  const [links, setLinks] = useState(0);
  /** Goes up with everything that is asked for: what an earlier call finds out later is not shown any more. */
  const latest = useRef(0);
  /** The last address that asked for boards: the page's skip link, for one, leads elsewhere. */
  const asked = useRef(location.hash);

  const open = async () => {
    latest.current += 1;
    const turn = latest.current;
    const kept = viewInHistory();
    setProblem(undefined);
    try {
      const found = backend ?? (await reach(slug));
      if (typeof found === 'string') return setProblem(found);
      const next = kept ?? (await findView(found, asked.current));
      if (turn !== latest.current) return;
      if (!kept) history.replaceState(next, '', asksForBoards(location.hash) ? addressOf(next) : location.href);
      if (!kept || !backend) setLinks(links + 1);
      setBackend(found);
      setView(next);
    } catch (fault) {
      if (!(fault instanceof ContestFault)) throw fault;
      if (turn === latest.current) setProblem(faultWords[fault.kind]);
    }
  };
  const show = (next: BoardsView) => {
    latest.current += 1;
    setProblem(undefined);
    // Back leads up the tree the way one went down. Another round, measure or page of the same units is no step.
    if (next.units.branch === view?.units.branch) history.replaceState(next, '', addressOf(next));
    else history.pushState(next, '', addressOf(next));
    setView(next);
  };

  useEffect(() => void open(), [slug]);
  useRecovery(problem !== undefined, () => void open());
  useLayoutEffect(() => {
    // Back, but also somebody who edits the address or follows a link within this very page.
    const arrive = () => {
      if (viewInHistory()) return void open();
      if (asksForBoards(location.hash)) {
        asked.current = location.hash;
        void open();
      } else if (view) history.replaceState(view, '');
    };
    addEventListener('popstate', arrive);
    return () => removeEventListener('popstate', arrive);
  });
  // A final board stands above, where an address of a round alone leads; whatever else one asks for is here.
  useEffect(() => {
    const place = location.hash.slice(1);
    if (links > 0 && place !== '' && !document.getElementById(place))
      document.getElementById('live-boards')?.scrollIntoView();
  }, [links]);

  return (
    <>
      {problem && <FaultNotice words={problem} onRetry={() => void open()} />}
      {backend && view && <Boards {...backend} view={view} onView={show} />}
      {!backend && !problem && <p role="status">Đang nối với máy chủ cuộc thi…</p>}
    </>
  );
}

/** The backend, or why it has no such contest. */
async function reach(slug: string): Promise<Backend | string> {
  const client = await connect(location.origin);
  const reply = await client.call('contest', { slug });
  if (!reply.ok) return refusalWords[reply.refusal];
  return { client, contest: reply.value };
}

async function findView({ client, contest }: Backend, hash: string): Promise<BoardsView> {
  const { round, metric, units } = readAddress(hash);
  return {
    round: contest.rounds.find(({ slug }) => slug === round)?.slug,
    units: { metric, branch: await findBranch(client, contest.slug, units), after: 0 },
    after: 0,
  };
}

interface BoardsProps extends Backend {
  view: BoardsView;
  onView: (view: BoardsView) => void;
}

/** The boards by unit and by person, of one round or the whole contest, and one's own place on them. */
function Boards({ client, contest, view, onView }: BoardsProps) {
  const { round, units } = view;
  const [sought, setSought] = useState(0);
  const { own, ownUnit } = useOwnPlace(client, contest.slug, round, sought);
  const unit = units.branch?.at(-1);
  const shown = contest.rounds.find(({ slug }) => slug === round);
  const showOwnPlace = () => {
    if (unit) onView({ round, units: { ...units, branch: undefined, after: 0 }, after: 0 });
    setSought(sought + 1);
  };

  return (
    <>
      <p class="board-controls">
        <label>
          Tính theo{' '}
          <select
            value={round ?? ''}
            onChange={(event) =>
              onView({ round: event.currentTarget.value || undefined, units: { ...units, after: 0 }, after: 0 })
            }
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
        view={units}
        // Another way to look at the same units leaves the people's page where it is.
        onView={(next) => onView({ round, units: next, after: next.branch === units.branch ? view.after : 0 })}
      />
      <PersonBoard
        client={client}
        contest={contest.slug}
        round={round}
        rule={rankingRule(shown)}
        unit={unit}
        own={own}
        sought={sought}
        after={view.after}
        onPage={(after) => onView({ ...view, after })}
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
