/** What became of an option, in words: colour alone tells nothing to many. */
export function OptionMarks({ isRight, isChosen }: { isRight: boolean; isChosen: boolean }) {
  if (!isRight && !isChosen) return null;
  return (
    <span class="option-marks">
      {isRight && <strong>Đáp án đúng</strong>}
      {isRight && isChosen && ' · '}
      {isChosen && 'Bạn đã chọn'}
    </span>
  );
}
