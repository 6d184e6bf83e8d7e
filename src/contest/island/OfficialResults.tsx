import type { PersonRow, Round, UnitRow } from '../contract.ts';
import { rankingRule } from '../ranking-rule.ts';
import { PersonTable } from './PersonTable.tsx';
import { UnitTable } from './UnitTable.tsx';
import { metricText, momentText, numberText, predictionFigureWords } from './words.ts';

export interface OfficialResultsProps {
  /** Where an address leads to it. */
  anchor: string;
  /** What the ids within it begin with. */
  id: string;
  /** Name of the round; without it, the whole contest. */
  title: string | undefined;
  /** The first in rank. */
  people: readonly PersonRow[];
  /** How many are ranked. */
  total: number;
  /** The only unit at the top of the tree: everybody's. */
  root: UnitRow | undefined;
  /** Levels of the tree; `path` are the names above the units. */
  unitBoards: readonly { path: readonly string[]; rows: readonly UnitRow[]; total: number }[];
  as_of: string;
  /** What anybody can check, of a round. */
  publication: { hash: string; figure: number | null; prediction: Round['prediction']; address: string } | undefined;
}

/** A final board as a static page has it: rendered when the site is built, it needs no script and no server. */
export function OfficialResults({
  anchor,
  id,
  title,
  people,
  total,
  root,
  unitBoards,
  as_of,
  publication,
}: OfficialResultsProps) {
  const figure = publication?.figure ?? null;
  return (
    <section class="board official" data-printable aria-labelledby={`${id}-heading`}>
      <span id={anchor} class="board-anchor" />
      <h2 id={`${id}-heading`}>Kết quả chính thức – {title ?? 'Cả cuộc thi'}</h2>
      <p>
        Công bố lúc {momentText(as_of)} (giờ Việt Nam). {numberText(total)} người được xếp hạng
        {publication && publication.prediction !== 'none' && figure !== null && (
          <>
            ; câu dự đoán: {predictionFigureWords[publication.prediction]} là <strong>{numberText(figure)}</strong>
          </>
        )}
        .
      </p>
      <h3 id={`${id}-people`}>Cá nhân</h3>
      {people.length > 0 ? (
        <PersonTable rows={people} labelledBy={`${id}-people`} />
      ) : (
        <p class="soft">Không có bài nào được xếp hạng.</p>
      )}
      <p class="soft small">
        {people.length < total && `${numberText(people.length)} người đứng đầu trong ${numberText(total)} người. `}
        {rankingRule(publication)} Người dưới 16 tuổi chỉ hiện chữ cái đầu của họ tên; người đã xin xóa dữ liệu không
        hiện tên.
      </p>
      <h3>Đơn vị</h3>
      {root && (
        <p>
          {root.name}: {numberText(root.participants)} người dự thi, tỉ lệ tham gia{' '}
          {metricText(root, 'participation_rate')}.
        </p>
      )}
      {unitBoards.map(({ path, rows, total: all }, level) => (
        <div key={path.join('/')}>
          <h4 id={`${id}-units-${level}`}>{path.length > 0 ? `Các đơn vị thuộc ${path.join(' › ')}` : 'Các đơn vị'}</h4>
          <UnitTable rows={rows} metric="participation_rate" labelledBy={`${id}-units-${level}`} />
          {rows.length < all && (
            <p class="soft small">
              {numberText(rows.length)} đơn vị đứng đầu trong {numberText(all)} đơn vị.
            </p>
          )}
        </div>
      ))}
      {publication && <Proof {...publication} />}
      <p class="no-print needs-js">
        <button type="button" class="button" data-print>
          In kết quả này
        </button>
      </p>
    </section>
  );
}

/** What the hash is for, and how anybody checks it. */
function Proof({ hash, address }: { hash: string; address: string }) {
  const file = address.slice(address.lastIndexOf('/') + 1);
  return (
    <>
      <h3>Kiểm tra kết quả</h3>
      <p>
        Lúc công bố, toàn bộ thứ hạng được ghi vào một tệp không có tên người và niêm phong bằng mã băm SHA-256. Tải tệp
        về, tính lại mã: ra đúng mã dưới đây thì từ lúc công bố không chỗ nào trong tệp bị sửa.
      </p>
      <p>
        Tệp:{' '}
        <a href={address} download={file}>
          {file}
        </a>
        . Lệnh: <code>sha256sum {file}</code> (Windows: <code>certutil -hashfile {file} SHA256</code>).
      </p>
      <p class="hash">
        SHA-256: <code>{hash}</code>
      </p>
    </>
  );
}
