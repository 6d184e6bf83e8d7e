import { ScreenHeading } from './ScreenHeading.tsx';

interface ElsewhereProps {
  isBusy: boolean;
  /** What the last try to come back ran into. */
  problem: string | undefined;
  onComeBack: () => void;
}

/** The quiz goes on in another tab of this browser; one press brings it back. */
export function Elsewhere({ isBusy, problem, onComeBack }: ElsewhereProps) {
  return (
    <div class="elsewhere">
      <ScreenHeading>Bài thi đang mở ở một thẻ khác</ScreenHeading>
      {problem && (
        <p class="notice bad" role="alert">
          {problem}
        </p>
      )}
      <p>
        Bạn vừa mở bài này ở một cửa sổ hoặc thẻ khác trên máy này. Trang này dừng lại để hai bên không sửa đè lên nhau;
        những câu đã chọn ở đây được chuyển sang đó, không mất câu nào. Đồng hồ vẫn chạy.
      </p>
      <div class="actions">
        <button type="button" class="button primary" aria-disabled={isBusy} onClick={onComeBack}>
          {isBusy ? 'Đang mở đề…' : 'Làm tiếp ở đây'}
        </button>
      </div>
    </div>
  );
}
