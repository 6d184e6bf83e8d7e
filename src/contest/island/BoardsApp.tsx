import { useEffect, useState } from 'preact/hooks';
import { connect, ContestFault, type ContestClient } from '../client.ts';
import type { Contest } from '../contract.ts';
import { FaultNotice } from './FaultNotice.tsx';
import { PersonBoard } from './PersonBoard.tsx';
import { UnitBoard } from './UnitBoard.tsx';
import { faultWords, refusalWords } from './words.ts';

export interface BoardsAppProps {
  /** Slug of the contest whose boards these are. */
  contest: string;
}

/** The boards page: by unit and by person, of one round or the whole contest. */
export function BoardsApp({ contest: slug }: BoardsAppProps) {
  const [backend, setBackend] = useState<{ client: ContestClient; contest: Contest }>();
  const [problem, setProblem] = useState<string>();
  const [round, setRound] = useState('');
  const [tries, setTries] = useState(0);

  useEffect(() => {
    const load = async () => {
      setProblem(undefined);
      const client = await connect(location.origin);
      const reply = await client.call('contest', { slug });
      if (reply.ok) setBackend({ client, contest: reply.value });
      else setProblem(refusalWords[reply.refusal]);
    };
    load().catch((fault: unknown) => {
      if (!(fault instanceof ContestFault)) throw fault;
      setProblem(faultWords[fault.kind]);
    });
  }, [slug, tries]);

  if (problem) return <FaultNotice words={problem} onRetry={() => setTries(tries + 1)} />;
  if (!backend) return <p role="status">Đang nối với máy chủ cuộc thi…</p>;
  const { client, contest } = backend;
  return (
    <>
      <p class="board-controls">
        <label>
          Tính theo{' '}
          <select value={round} onChange={(event) => setRound(event.currentTarget.value)}>
            <option value="">Cả cuộc thi</option>
            {contest.rounds
              .filter(({ state }) => state !== 'upcoming')
              .map(({ slug: name, title }) => (
                <option key={name} value={name}>
                  {title}
                </option>
              ))}
          </select>
        </label>
      </p>
      <UnitBoard
        heading="h2"
        key={`units-${round}`}
        client={client}
        contest={contest.slug}
        round={round || undefined}
      />
      <PersonBoard key={`people-${round}`} client={client} contest={contest.slug} round={round || undefined} />
    </>
  );
}
