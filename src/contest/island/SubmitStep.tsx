import { useState } from 'preact/hooks';
import type { Round } from '../contract.ts';
import type { Answering } from '../machine.ts';
import { readPrediction } from '../prediction.ts';
import { Field } from './Field.tsx';
import { Remaining } from './Remaining.tsx';
import { ScreenHeading } from './ScreenHeading.tsx';
import { predictionWords, refusalWords } from './words.ts';

interface SubmitStepProps {
  quiz: Answering;
  /** Questions marked to be looked at again. */
  marked: readonly string[];
  prediction: Round['prediction'];
  onPredict: (count: number | null) => void;
  onGo: (index: number) => void;
  onSubmit: () => void;
  onBack: () => void;
}

/** The last look before submitting: what remains to be done, and the prediction. */
export function SubmitStep({ quiz, marked, prediction, onPredict, onGo, onSubmit, onBack }: SubmitStepProps) {
  const [typed, setTyped] = useState(quiz.prediction === null ? '' : String(quiz.prediction));
  const [error, setError] = useState<string>();

  const predict = (text: string) => {
    setTyped(text);
    setError(undefined);
    // What cannot be read is no prediction: the number typed before must not stand for it unseen.
    onPredict(readPrediction(text) ?? null);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (readPrediction(typed) === undefined) {
      setError(refusalWords.invalid_prediction);
      document.getElementById('prediction')?.focus();
      return;
    }
    onSubmit();
  };

  return (
    <form class="submit-step" noValidate onSubmit={submit}>
      <ScreenHeading>Trước khi nộp bài</ScreenHeading>
      <Remaining paper={quiz.paper} answers={quiz.answers} marked={marked} onGo={onGo} />
      {prediction !== 'none' && (
        <Field
          id="prediction"
          label={predictionWords[prediction]}
          hint="Viết bằng chữ số. Dùng để xếp thứ hạng khi nhiều người bằng điểm; có thể bỏ trống."
          error={error}
        >
          {(aria) => (
            <input
              {...aria}
              class="medium tabular"
              type="text"
              inputMode="numeric"
              autocomplete="off"
              value={typed}
              onInput={(event) => predict(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      <p>Nộp rồi thì không sửa được nữa.</p>
      <div class="actions">
        <button type="submit" class="button primary">
          Nộp bài
        </button>
        <button type="button" class="button" onClick={onBack}>
          Làm tiếp
        </button>
      </div>
    </form>
  );
}
