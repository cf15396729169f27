import { Link, useNavigate } from '@tanstack/react-router';
import { account, accountsOfDevice, type Person, actAs } from '../app/accounts.js';
import { queryClient } from '../app/query-client.js';
import { startOf } from '../app/start-of.js';
import { restoreKept } from '../offline/keep.js';
import { Button } from '../ui/button.js';
import { useMoreWords } from './more.texts.js';

/** R27: other accounts of this device, each in tabs of its own. */
export function Accounts() {
  const words = useMoreWords();
  const navigate = useNavigate();
  const others = accountsOfDevice().filter(({ personId }) => personId !== account()?.personId);

  async function change(person: Person) {
    // Memory first: nothing of the one is on screen when the other begins.
    queryClient.clear();
    actAs(person);
    await restoreKept(queryClient, person.personId);
    await navigate({ to: startOf(person) });
  }

  return (
    <section className="card stack-close" aria-labelledby="accounts">
      <h2 id="accounts">{words.accounts}</h2>
      {others.map((person) => (
        <div key={person.personId} className="session">
          <div>
            <strong>{person.displayName}</strong>
            <p className="small muted">{person.organisationName}</p>
          </div>
          <Button onClick={() => void change(person)}>
            {words.useAccount(person.displayName)}
          </Button>
        </div>
      ))}
      <p>
        <Link className="button" to="/o">
          {words.another}
        </Link>
      </p>
    </section>
  );
}
