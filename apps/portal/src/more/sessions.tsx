import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useOrganisation } from '../app/organisation.js';
import { useSend } from '../app/send.js';
import { sayInstant } from '../dates/dates.js';
import { useVoice } from '../texts/words.js';
import { Button } from '../ui/button.js';
import { Loading } from '../ui/loading.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { endSession, sessionsOf } from './more.queries.js';
import { useMoreWords } from './more.texts.js';

/** The devices that are signed in, and a way to end each. */
export function Sessions() {
  const words = useMoreWords();
  const { language } = useVoice();
  const { timeZone } = useOrganisation();
  const client = useQueryClient();
  const sessions = useQuery(sessionsOf());
  const ending = useSend(endSession, {
    onDone: () => client.invalidateQueries({ queryKey: sessionsOf().queryKey }),
  });
  const when = (instant: string) => sayInstant(instant, language, timeZone);
  return (
    <section className="card stack-close" aria-labelledby="sessions">
      <h2 id="sessions">{words.sessions}</h2>
      {sessions.isPending && <Loading rows={1} />}
      {sessions.isError && (
        <ProblemNotice error={sessions.error} onAgain={() => sessions.refetch()} />
      )}
      {ending.error != null && <ProblemNotice error={ending.error} onWaited={ending.again} />}
      <p role="status" className={ending.data === undefined ? 'hidden-visually' : ''}>
        {ending.data !== undefined && words.ended}
      </p>
      <ul>
        {sessions.data?.map(({ sessionId, deviceName, startedAt, lastUsedAt, isCurrent }) => (
          <li key={sessionId} className="session">
            <div>
              <strong>{deviceName ?? words.unknownDevice}</strong>
              {isCurrent && <> ({words.thisDevice})</>}
              <p className="small muted">
                {words.started(when(startedAt))}, {words.lastUsed(when(lastUsedAt))}
              </p>
            </div>
            {!isCurrent && (
              <Button
                busy={ending.isPending && words.busy}
                aria-label={words.endNamed(deviceName ?? words.unknownDevice)}
                onClick={() => ending.send(sessionId)}
              >
                {words.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
