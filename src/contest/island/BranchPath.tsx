import type { Branch } from './board-view.ts';

interface BranchPathProps {
  /** From the top down to the unit whose children are shown. */
  branch: readonly Branch[];
  onGo: (branch: Branch[]) => void;
}

/** Where one is in the tree of units: every unit on the way down, all but the last a step back. */
export function BranchPath({ branch, onGo }: BranchPathProps) {
  return (
    <p class="board-path">
      {branch.map(({ code, name }, index) =>
        index < branch.length - 1 ? (
          <span key={code}>
            <button type="button" class="plain" onClick={() => onGo(branch.slice(0, index + 1))}>
              {name}
            </button>{' '}
            ›{' '}
          </span>
        ) : (
          <strong key={code}>{name}</strong>
        ),
      )}
    </p>
  );
}
