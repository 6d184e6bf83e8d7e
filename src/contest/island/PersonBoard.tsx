import { useState } from 'preact/hooks';
import type { ContestClient } from '../client.ts';
import { BoardNote } from './BoardNote.tsx';
import { useBoard } from './board-data.ts';
import { durationText, numberText } from './words.ts';

interface PersonBoardProps {
  client: ContestClient;
  contest: string;
  /** Slug of a round; without it, the whole contest. */
  round?: string | undefined;
}

/** The board by person. */
export function PersonBoard({ client, contest, round }: PersonBoardProps) {
  const [after, setAfter] = useState(0);
  const { value, failed } = useBoard(async () => {
    const reply = await client.call('leaderboard', { contest, after, ...(round ? { round } : {}) });
    return reply.ok ? reply.value : undefined;
  }, [contest, round, after].join('|'));
  const rows = value?.rows ?? [];
  return (
    <section class="board">
      <h2 id="person-board">Bảng cá nhân</h2>
      {value && rows.length === 0 && <p class="soft">Chưa có ai trên bảng. Người nộp bài sẽ hiện ở đây sau ít giây.</p>}
      {rows.length > 0 && (
        <div class="table-scroll" tabIndex={0} role="region" aria-labelledby="person-board">
          <table>
            <thead>
              <tr>
                <th scope="col">Hạng</th>
                <th scope="col">Họ tên, đơn vị</th>
                <th scope="col" class="number">
                  Điểm
                </th>
                <th scope="col">Thời gian làm bài</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.rank}>
                  <td class="tabular">{numberText(row.rank)}</td>
                  <th scope="row">
                    {row.name}
                    <span class="soft small unit-path">{[...row.unit.path].reverse().join(', ')}</span>
                  </th>
                  <td class="number tabular">{numberText(row.score)}</td>
                  <td class="tabular">{durationText(row.duration_ms)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <BoardNote board={value} failed={failed} after={after} shown={rows.length} onPage={setAfter} />
      <p class="soft small">
        Xếp hạng: điểm cao hơn đứng trước; bằng điểm thì thời gian làm bài ngắn hơn; rồi đến ai nộp sớm hơn. Người dưới
        16 tuổi chỉ hiện chữ cái đầu của họ tên.
      </p>
    </section>
  );
}
