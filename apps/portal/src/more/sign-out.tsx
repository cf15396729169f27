import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { forgetAccounts, type Person } from '../app/accounts.js';
import { queryClient } from '../app/query-client.js';
import { useSend } from '../app/send.js';
import { draftsOf, dropDraftsOf } from '../drafts/draft-store.js';
import { dropKept } from '../offline/keep.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { logOut, logOutEverywhere } from './more.queries.js';
import { useMoreWords } from './more.texts.js';

/** Ends the session here or everywhere; what the device kept of this person goes with it. */
export function SignOut({ person }: { person: Person }) {
  const words = useMoreWords();
  const navigate = useNavigate();
  const [drafts, setDrafts] = useState(0);
  useEffect(() => {
    void draftsOf(person.personId).then((names) => setDrafts(names.length));
  }, [person.personId]);

  const leaving = useSend(
    (isEverywhere: boolean, key) => (isEverywhere ? logOutEverywhere(key) : logOut(key)),
    {
      onDone: async () => {
        await Promise.all([dropKept(person.personId), dropDraftsOf(person.personId)]);
        queryClient.clear();
        await navigate({ to: '/o/$organisation', params: { organisation: person.organisation } });
        forgetAccounts([person.personId]);
      },
    },
  );
  return (
    <section className="card stack-close" aria-labelledby="sign-out">
      <h2 id="sign-out">{words.logOut}</h2>
      <p className="muted">{words.sharedDevice}</p>
      {drafts > 0 && <Notice kind="warning">{words.drafts(drafts)}</Notice>}
      {leaving.error != null && <ProblemNotice error={leaving.error} onWaited={leaving.again} />}
      <p className="row">
        <Button
          kind="primary"
          busy={leaving.isPending && words.busy}
          onClick={() => leaving.send(false)}
        >
          {words.logOutHere}
        </Button>
        <Button busy={leaving.isPending && words.busy} onClick={() => leaving.send(true)}>
          {words.logOutEverywhere}
        </Button>
      </p>
    </section>
  );
}
