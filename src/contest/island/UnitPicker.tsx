import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ContestFault, type ContestClient } from '../client.ts';
import type { FoundUnit, UnitNode } from '../contract.ts';
import type { ChosenUnit } from '../recent-units.ts';
import { isUnitMeant } from '../unit-search.ts';
import type { Branch } from './board-view.ts';
import { BranchPath } from './BranchPath.tsx';
import { FaultNotice } from './FaultNotice.tsx';
import { FieldError } from './Field.tsx';
import { faultWords, refusalWords, unitCountText } from './words.ts';

interface UnitPickerProps {
  client: ContestClient;
  contest: string;
  /** The unit chosen so far. */
  chosen: ChosenUnit | undefined;
  /** Units chosen on this device before, to be had with one press. */
  recent: readonly ChosenUnit[];
  error: string | undefined;
  onChoose: (unit: ChosenUnit | undefined) => void;
  onForgetRecent: () => void;
}

/** Wait this long (ms) after the last key before searching. */
const searchDelayMs = 250;

/** As many as are asked for at once; a reply of so many may have left some out. */
const searchSize = 20;

/** From so many units on, typing is quicker than a thumb. */
const longLevel = 30;

/** The first of a path of steps back where the tree has several roots. */
const allUnits: Branch = { code: '', name: 'Tất cả' };

/** Finding one's unit: among those chosen here before, by typing part of its name, or by going down the tree. */
export function UnitPicker(props: UnitPickerProps) {
  const { client, contest, chosen, recent, error, onChoose, onForgetRecent } = props;
  const [query, setQuery] = useState('');
  const [branch, setBranch] = useState<Branch[]>([]);
  const [tries, setTries] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const change = useRef<HTMLButtonElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const lastChosen = useRef(chosen);
  const hasGone = useRef(false);
  const typed = query.trim();
  // A single letter is asked only of the level in view: the server has it in nearly every unit.
  const isSearching = typed.length >= 2;
  const level = useLevel(client, contest, branch.at(-1)?.code ?? '', tries);
  const search = useSearch(client, contest, isSearching ? typed : '', tries);

  // A tree with a single root says nothing at its top: the list begins one level below.
  const [root] = level.units ?? [];
  const hasLoneRoot = branch.length === 0 && level.units?.length === 1 && root?.has_children === true;
  const hasOneRoot = useRef(false);
  useEffect(() => {
    if (!hasLoneRoot || !root) return;
    hasOneRoot.current = true;
    setBranch([root]);
  }, [hasLoneRoot]);

  // The list that held the focus goes away with the choice, and comes back with "Chọn lại". A form that comes back with
  // a choice in it has changed nothing: it begins at its heading.
  useEffect(() => {
    if (chosen === lastChosen.current) return;
    lastChosen.current = chosen;
    (chosen ? change : field).current?.focus();
  }, [chosen]);

  // So does the button that led to another level: keyboards and screen readers go on where the new one begins.
  useEffect(() => {
    if (hasGone.current) place.current?.focus();
  }, [branch]);

  const go = (to: Branch[]) => {
    hasGone.current = true;
    setBranch(to.filter(({ code }) => code !== allUnits.code));
  };

  if (chosen) {
    return (
      <div class="field" data-invalid={error ? '' : undefined}>
        <p class="label">Đơn vị</p>
        {error && <FieldError id="unit" error={error} />}
        <p class="chosen-unit" id="unit-chosen">
          <strong>{chosen.path.at(-1)}</strong>
          <UnitPath path={chosen.path.slice(0, -1)} />
        </p>
        <button
          type="button"
          class="button"
          id="unit"
          ref={change}
          aria-describedby={error ? 'unit-chosen unit-error' : 'unit-chosen'}
          onClick={() => onChoose(undefined)}
        >
          Chọn lại đơn vị
        </button>
      </div>
    );
  }

  const above = branch.map(({ name }) => name);
  const here = (hasLoneRoot ? [] : (level.units ?? [])).map((node) => ({
    code: node.code,
    path: [...above, node.name],
    node,
  }));
  // What is in view answers at once and comes first: "Chi bộ 1" exists a thousand times. Names above it do not count
  // there, or all of a commune would be meant by its name.
  const hereMeant = here.filter(({ node }) => isUnitMeant([node.name], typed));
  // Until the reply to this query is there, what is left of the one before.
  const elsewhere = search.units
    .filter(({ code }) => !hereMeant.some((row) => row.code === code))
    .filter(({ path }) => search.isCurrent || isUnitMeant(path, typed));
  const rows: { code: string; path: string[]; node?: UnitNode }[] = typed === '' ? here : [...hereMeant, ...elsewhere];
  const steps = hasOneRoot.current ? branch : [allUnits, ...branch];
  const fault = isSearching ? search.fault : level.fault;
  const isWaiting = isSearching ? !search.isCurrent : level.units === undefined || hasLoneRoot;
  const isFull = isSearching && search.isCurrent && search.units.length >= searchSize;

  return (
    <div class="field unit-picker" data-invalid={error ? '' : undefined}>
      <label for="unit">Đơn vị</label>
      <p class="hint" id="unit-hint">
        Gõ một phần tên đơn vị, có dấu hay không dấu đều được; hoặc chọn dần từ danh sách bên dưới. Chưa có đơn vị thì
        chọn xã, phường nơi bạn ở.
      </p>
      {error && <FieldError id="unit" error={error} />}
      <input
        id="unit"
        ref={field}
        type="search"
        autocomplete="off"
        enterkeyhint="search"
        value={query}
        aria-describedby={error ? 'unit-hint unit-error' : 'unit-hint'}
        aria-invalid={error !== undefined}
        aria-controls="unit-list"
        onInput={(event) => setQuery(event.currentTarget.value)}
        // Enter would send the whole form while somebody is still looking for a unit.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      {recent.length > 0 && typed === '' && (
        <div class="recent-units">
          <p class="soft" id="recent-units">
            Đã chọn trên máy này:
          </p>
          <ul class="unit-list" aria-labelledby="recent-units">
            {recent.map((unit) => (
              <UnitRow key={unit.code} {...unit} isPathShown onChoose={onChoose} />
            ))}
          </ul>
          <button type="button" class="plain" onClick={onForgetRecent}>
            Xóa các đơn vị này khỏi máy
          </button>
        </div>
      )}
      {typed === '' && (
        <div class="unit-place" tabIndex={-1} ref={place}>
          <BranchPath branch={steps} onGo={go} />
          <p class="soft small">
            {level.units && !hasLoneRoot && (
              <>
                {unitCountText(level.units)}.{level.units.length >= longLevel && ' Gõ tên vào ô trên thì nhanh hơn.'}
              </>
            )}
          </p>
        </div>
      )}
      <p class="visually-hidden" role="status">
        {isSearching && search.isCurrent && `Tìm thấy ${rows.length} đơn vị${isFull ? ', chưa phải tất cả' : ''}.`}
      </p>
      {rows.length > 0 && (
        // Another level begins at its first row, wherever the one before was scrolled to.
        <ul class="unit-list" id="unit-list" aria-label="Các đơn vị" key={branch.at(-1)?.code}>
          {rows.map(({ code, path, node }) => (
            <UnitRow key={code} code={code} path={path} isPathShown={typed !== ''} onChoose={onChoose}>
              {node?.has_children && (
                <button
                  type="button"
                  class="unit-open"
                  onClick={() => {
                    setQuery('');
                    go([...branch, node]);
                  }}
                >
                  Mở<span class="visually-hidden"> các đơn vị thuộc {node.name}</span> ›
                </button>
              )}
            </UnitRow>
          ))}
        </ul>
      )}
      {isFull && <p class="soft">Còn nữa: hãy gõ thêm chữ, ví dụ tên xã, phường.</p>}
      {fault && <FaultNotice words={fault} onRetry={() => setTries((count) => count + 1)} />}
      {!fault && rows.length === 0 && isWaiting && <p class="soft">Đang tìm…</p>}
      {!fault && rows.length === 0 && !isWaiting && typed !== '' && (
        <p class="soft">Không thấy đơn vị nào có chữ này. Hãy thử ít chữ hơn, hoặc xóa ô tìm để chọn từ danh sách.</p>
      )}
    </div>
  );
}

interface UnitRowProps extends ChosenUnit {
  isPathShown: boolean;
  onChoose: (unit: ChosenUnit) => void;
  children?: ComponentChildren;
}

function UnitRow({ code, path, isPathShown, onChoose, children }: UnitRowProps) {
  return (
    <li>
      <button type="button" class="unit-choice" onClick={() => onChoose({ code, path })}>
        <span class="unit-name">{path.at(-1)}</span>
        {isPathShown && <UnitPath path={path.slice(0, -1)} />}
        <span class="visually-hidden"> – chọn đơn vị này</span>
      </button>
      {children}
    </li>
  );
}

function UnitPath({ path }: { path: string[] }) {
  return path.length > 0 ? <span class="unit-path">{[...path].reverse().join(', ')}</span> : null;
}

/** Calls the server; what it says in the way of an answer, in words. */
async function ask<Value>(
  call: () => Promise<{ ok: true; value: Value } | { ok: false; refusal: keyof typeof refusalWords }>,
): Promise<{ value: Value } | { fault: string }> {
  try {
    const reply = await call();
    return reply.ok ? { value: reply.value } : { fault: refusalWords[reply.refusal] };
  } catch (fault) {
    if (!(fault instanceof ContestFault)) throw fault;
    return { fault: faultWords[fault.kind] };
  }
}

/** The units right below `parent` (the roots below ''). A level once read is there at once when one comes back to it. */
function useLevel(client: ContestClient, contest: string, parent: string, tries: number) {
  const [levels, setLevels] = useState<Record<string, { units?: UnitNode[]; fault?: string }>>({});
  const level = levels[parent] ?? {};
  const isRead = level.units !== undefined;
  useEffect(() => {
    if (isRead) return;
    let isCurrent = true;
    void ask(() => client.call('units', { contest, ...(parent ? { parent } : {}) })).then((reply) => {
      if (!isCurrent) return;
      const read = 'value' in reply ? { units: reply.value } : reply;
      setLevels((before) => ({ ...before, [parent]: read }));
    });
    return () => {
      isCurrent = false;
    };
  }, [client, contest, parent, isRead, tries]);
  return level;
}

/** What the server finds for `query` (nothing for ''), a moment after the last key. */
function useSearch(client: ContestClient, contest: string, query: string, tries: number) {
  const [found, setFound] = useState<{ query: string; units: FoundUnit[]; fault?: string }>({ query: '', units: [] });
  useEffect(() => {
    let isCurrent = true;
    const search = async () => {
      const reply = await ask(() => client.call('find_units', { contest, query, size: searchSize }));
      // Replies may overtake one another: only the one to what stands in the field now is of use.
      if (isCurrent) setFound('value' in reply ? { query, units: reply.value } : { query, units: [], ...reply });
    };
    const timer = query === '' ? undefined : setTimeout(() => void search(), searchDelayMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [client, contest, query, tries]);
  const isCurrent = found.query === query;
  return { units: query === '' ? [] : found.units, fault: isCurrent ? found.fault : undefined, isCurrent };
}
