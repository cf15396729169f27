import { useEffect, useRef } from 'react';
import { isProblem } from '../api/problem.js';
import { useShellWords } from '../texts/shell.js';
import { useProblemWords } from '../texts/problem-words.js';
import { Button } from './button.js';
import { Notice } from './notice.js';
import { useCountdown } from './use-countdown.js';

/**
 * What went wrong, what to do, a way on, and the number by which the office can look it up. Where it was too
 * much at once, the seconds are counted down, and then it is tried again by itself.
 */
export function ProblemNotice({
  error,
  onAgain,
  onWaited = onAgain,
}: {
  error: unknown;
  /** Offered as a button; left out where the button that was pressed is still there. */
  onAgain?: (() => unknown) | undefined;
  /** What happens when the wait is over. */
  onWaited?: (() => unknown) | undefined;
}) {
  const words = useShellWords();
  const { title, advice } = useProblemWords(error);
  const seconds = useWait(error, onWaited);
  const traceId = isProblem(error) ? error.about.traceId : undefined;
  return (
    <Notice kind="danger" title={title} role="alert">
      <p>{advice}</p>
      {seconds > 0 && <p>{words.waitSeconds(seconds)}</p>}
      {onAgain && (
        <div>
          <Button onClick={() => void onAgain()}>{words.again}</Button>
        </div>
      )}
      {traceId && (
        <p className="small muted">
          {words.traceNumber} <code>{traceId}</code>
        </p>
      )}
    </Notice>
  );
}

/** Seconds until it goes on by itself; 0 when there is nothing to wait for. */
function useWait(error: unknown, onWaited: (() => unknown) | undefined): number {
  const isTooMuch = isProblem(error, 'too-many-requests');
  const seconds = useCountdown(isTooMuch ? error.about.retryAfter : null, error);
  const waited = useRef<unknown>(null);
  useEffect(() => {
    if (seconds > 0) waited.current = error;
    else if (waited.current === error && isTooMuch) {
      waited.current = null;
      void onWaited?.();
    }
  }, [seconds, error, isTooMuch, onWaited]);
  return seconds;
}
