import { isProblem } from '../api/problem.js';
import { useShellWords } from '../texts/shell.js';
import { useProblemWords } from '../texts/problem-words.js';
import { Button } from './button.js';
import { Notice } from './notice.js';

/** What went wrong, what to do, a way on, and the number by which the office can look it up. */
export function ProblemNotice({ error, onAgain }: { error: unknown; onAgain?: () => unknown }) {
  const words = useShellWords();
  const { title, advice } = useProblemWords(error);
  const traceId = isProblem(error) ? error.about.traceId : undefined;
  return (
    <Notice kind="danger" title={title} role="alert">
      <p>{advice}</p>
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
