import { Link, Outlet } from '@tanstack/react-router';
import { useShellWords } from '../texts/shell.js';
import { Button } from '../ui/button.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { BarePage } from './bare-page.js';

export function Root() {
  return <Outlet />;
}

/** What does not exist and what is not for this person look the same. */
export function Missing() {
  const words = useShellWords();
  return (
    <BarePage title={words.notFoundTitle}>
      <p>{words.notFound}</p>
      <p>
        <Link to="/">{words.toStart}</Link>
      </p>
    </BarePage>
  );
}

export function Broken({ error }: { error: unknown }) {
  const words = useShellWords();
  return (
    <BarePage title={words.brokenTitle}>
      <ProblemNotice error={error} />
      <p>{words.broken}</p>
      <div>
        <Button kind="primary" onClick={() => location.reload()}>
          {words.reload}
        </Button>
      </div>
    </BarePage>
  );
}
