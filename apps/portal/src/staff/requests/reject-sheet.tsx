import { type SubmitEvent, useState } from 'react';
import { Button } from '../../ui/button.js';
import { Check } from '../../ui/check.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { TextArea } from '../../ui/field.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Sheet } from '../../ui/sheet.js';
import { useQueueWords } from './queue.texts.js';

const OTHER = 'other';

/** A rejection needs a reason that the parent can read. */
export function RejectSheet({
  who,
  isPending,
  error,
  onWaited,
  onReject,
  onClose,
}: {
  who: string;
  isPending: boolean;
  error: unknown;
  onWaited(): void;
  onReject(reason: string): void;
  onClose(): void;
}) {
  const words = useQueueWords();
  const [chosen, setChosen] = useState('');
  const [own, setOwn] = useState('');
  const [wrong, setWrong] = useState<string>();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const reason = (chosen === OTHER ? own : chosen).trim();
    setWrong(reason === '' ? words.needReason : undefined);
    if (reason !== '') onReject(reason);
  }

  return (
    <Sheet title={words.rejectTitle} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p>{who}</p>
        <ErrorSummary errors={{ reason: wrong }} />
        <fieldset className="stack-close" id="reason" tabIndex={-1}>
          <legend>{words.reason}</legend>
          {words.reasons.map((reason) => (
            <Check
              key={reason}
              type="radio"
              name="reason"
              checked={chosen === reason}
              onChange={() => setChosen(reason)}
            >
              {reason}
            </Check>
          ))}
          <Check
            type="radio"
            name="reason"
            checked={chosen === OTHER}
            onChange={() => setChosen(OTHER)}
          >
            {words.other}
          </Check>
        </fieldset>
        {chosen === OTHER && (
          <TextArea
            label={words.other}
            value={own}
            maxLength={500}
            onChange={(event) => setOwn(event.target.value)}
          />
        )}
        {error != null && <ProblemNotice error={error} onWaited={onWaited} />}
        <div>
          <Button type="submit" kind="danger" busy={isPending && words.busy}>
            {words.confirmReject}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
