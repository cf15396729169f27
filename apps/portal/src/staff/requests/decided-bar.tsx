import { useQueryClient } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { isProblem } from '../../api/problem.js';
import { useSend } from '../../app/send.js';
import { Button } from '../../ui/button.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useCountdown } from '../../ui/use-countdown.js';
import { type Decided, takeBack } from './queue.queries.js';
import { useQueueWords } from './queue.texts.js';

/** What was just decided, with the way back while nobody was told of it. */
export function DecidedBar({
  decided,
  onOver,
}: {
  decided: Decided;
  /** It cannot be taken back any more, or was: then with the sentence that says so. */
  onOver(decided: Decided, sentence?: string): void;
}) {
  const words = useQueueWords();
  const client = useQueryClient();
  const [seconds] = useState(() => Math.max(1, Math.ceil((decided.until - Date.now()) / 1_000)));
  const left = useCountdown(seconds, decided);
  const { send, again, isPending, error } = useSend(takeBack, {
    onDone: async () => {
      onOver(decided, words.takenBack);
      await client.invalidateQueries({ queryKey: ['planning'] });
    },
  });
  useEffect(() => {
    // A refusal stays as long again, to be read.
    if (isPending) return;
    const timer = setTimeout(() => onOver(decided), seconds * 1_000);
    return () => clearTimeout(timer);
  }, [decided, seconds, isPending, error, onOver]);

  return (
    <li className="decided-bar">
      <span>{decided.sentence}</span>
      {error == null ? (
        <Button
          icon={<Undo2 aria-hidden />}
          busy={isPending && words.busy}
          aria-label={words.takeBackNamed(decided.sentence)}
          onClick={() => send(decided)}
        >
          {words.takeBack} ({left || seconds})
        </Button>
      ) : (
        <ProblemNotice
          error={error}
          onWaited={again}
          onAgain={isProblem(error) && error.isPassing ? again : undefined}
        />
      )}
    </li>
  );
}
