import { useEffect, useRef, useState } from 'preact/hooks';
import type { ContestClient } from '../client.ts';
import type { FoundUnit, UnitNode } from '../contract.ts';
import { FieldError } from './Field.tsx';
import { faultWords } from './words.ts';

interface UnitPickerProps {
  client: ContestClient;
  contest: string;
  /** The unit chosen so far. */
  chosen: Choice | undefined;
  error: string | undefined;
  onChoose: (unit: Choice | undefined) => void;
}

export interface Choice {
  code: string;
  /** Names from the root. */
  path: string[];
}

/** Wait this long (ms) after the last key before searching. */
const searchDelayMs = 250;

/** Finding one's unit: by typing part of its name, or by going down the tree. */
export function UnitPicker({ client, contest, chosen, error, onChoose }: UnitPickerProps) {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<FoundUnit[]>([]);
  const [branch, setBranch] = useState<UnitNode[]>([]);
  const [children, setChildren] = useState<UnitNode[]>([]);
  /** A tree with a single root says nothing at its top: the list begins one level below. */
  const [hasOneRoot, setOneRoot] = useState(false);
  const [failed, setFailed] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const change = useRef<HTMLButtonElement>(null);
  const hasChosen = useRef(false);
  const parent = branch.at(-1)?.code;
  const isSearching = query.trim().length >= 2;

  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      try {
        const reply = isSearching
          ? await client.call('find_units', { contest, query: query.trim() })
          : await client.call('units', { contest, ...(parent ? { parent } : {}) });
        if (!isCurrent) return;
        setFailed(!reply.ok);
        if (!reply.ok) return;
        if (isSearching) return setFound(reply.value as FoundUnit[]);
        const nodes = reply.value as UnitNode[];
        const [root] = nodes;
        if (parent === undefined && nodes.length === 1 && root?.has_children) {
          setOneRoot(true);
          setBranch([root]);
        } else setChildren(nodes);
      } catch {
        if (isCurrent) setFailed(true);
      }
    };
    const timer = setTimeout(() => void load(), isSearching ? searchDelayMs : 0);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [client, contest, isSearching, query, parent]);

  // The list that held the focus goes away with the choice, and comes back with "Chọn lại".
  useEffect(() => {
    if (chosen) {
      hasChosen.current = true;
      change.current?.focus();
    } else if (hasChosen.current) {
      search.current?.focus();
    }
  }, [chosen]);

  if (chosen) {
    return (
      <div class="field" data-invalid={error ? '' : undefined}>
        <p class="label">Đơn vị</p>
        {error && <FieldError id="unit" error={error} />}
        <p class="chosen-unit">
          <strong>{chosen.path.at(-1)}</strong>
          <UnitPath path={chosen.path.slice(0, -1)} />
        </p>
        <button type="button" class="button" id="unit" ref={change} onClick={() => onChoose(undefined)}>
          Chọn lại đơn vị
        </button>
      </div>
    );
  }

  const rows = isSearching
    ? found.map(({ code, name, path }) => ({ code, name, path, node: undefined }))
    : children.map((node) => ({
        code: node.code,
        name: node.name,
        path: [...branch.map(({ name }) => name), node.name],
        node,
      }));

  return (
    <div class="field" data-invalid={error ? '' : undefined}>
      <label for="unit">Đơn vị</label>
      <p class="hint" id="unit-hint">
        Gõ một phần tên đơn vị, có dấu hay không dấu đều được; hoặc chọn dần từ danh sách bên dưới. Chưa có đơn vị thì
        chọn xã, phường nơi bạn ở.
      </p>
      {error && <FieldError id="unit" error={error} />}
      <input
        id="unit"
        ref={search}
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
      {!isSearching && branch.length > (hasOneRoot ? 1 : 0) && (
        <button type="button" class="button plain" onClick={() => setBranch(branch.slice(0, -1))}>
          ‹ Về {branch.at(-2)?.name ?? 'danh sách đầu'}
        </button>
      )}
      <p class="visually-hidden" role="status">
        {isSearching && `Tìm thấy ${rows.length} đơn vị.`}
      </p>
      <ul class="unit-list" id="unit-list" aria-label="Các đơn vị">
        {rows.map(({ code, name, path, node }) => (
          <li key={code}>
            <button type="button" class="unit-choice" onClick={() => onChoose({ code, path })}>
              <span class="unit-name">{name}</span>
              {isSearching && <UnitPath path={path.slice(0, -1)} />}
              <span class="visually-hidden"> – chọn đơn vị này</span>
            </button>
            {node?.has_children && (
              <button type="button" class="unit-open" onClick={() => setBranch([...branch, node])}>
                Mở<span class="visually-hidden"> các đơn vị thuộc {name}</span> ›
              </button>
            )}
          </li>
        ))}
      </ul>
      {failed && <p class="error">{faultWords.unreachable}</p>}
      {isSearching && !failed && rows.length === 0 && (
        <p class="soft">Không thấy đơn vị nào có chữ này. Hãy thử ít chữ hơn, hoặc xóa ô tìm để chọn từ danh sách.</p>
      )}
    </div>
  );
}

function UnitPath({ path }: { path: string[] }) {
  return path.length > 0 ? <span class="unit-path">{[...path].reverse().join(', ')}</span> : null;
}
