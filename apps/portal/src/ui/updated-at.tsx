import { RefreshCw } from 'lucide-react';
import { sayClock } from '../dates/dates.js';
import { useOrganisation } from '../app/organisation.js';
import { useShellWords } from '../texts/shell.js';
import { useVoice } from '../texts/words.js';
import { ProblemNotice } from './problem-notice.js';

export interface Asked {
  dataUpdatedAt: number;
  isFetching: boolean;
  error: unknown;
  refetch(): unknown;
}

/** Since when a list is what it shows, with a button to ask again (R87); what went wrong, beside it. */
export function UpdatedAt({ asked }: { asked: Asked }) {
  const words = useShellWords();
  const { language } = useVoice();
  const { timeZone } = useOrganisation();
  const clock = sayClock(new Date(asked.dataUpdatedAt), language, timeZone);
  return (
    <div className="stack-close no-print">
      {asked.error != null && <ProblemNotice error={asked.error} onAgain={() => asked.refetch()} />}
      <div className="row small muted">
        <span>{words.updatedAt(clock)}</span>
        <button
          type="button"
          className="icon-button"
          aria-label={words.refresh}
          aria-disabled={asked.isFetching}
          onClick={() => void asked.refetch()}
        >
          <RefreshCw aria-hidden size={18} />
        </button>
      </div>
    </div>
  );
}
