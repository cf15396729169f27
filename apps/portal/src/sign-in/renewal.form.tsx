import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { forgetAccounts, type Person, actAs } from '../app/accounts.js';
import { useOrganisation } from '../app/organisation.js';
import { renew } from '../app/renewal.js';
import { dropKept } from '../offline/keep.js';
import { useShellWords } from '../texts/shell.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { Sheet } from '../ui/sheet.js';
import { SignInForm } from './sign-in.form.js';

/** Signs the same person in again; anybody else has to leave the page first. */
export function Renewal({ person }: { person: Person }) {
  const words = useShellWords();
  const organisation = useOrganisation();
  const navigate = useNavigate();
  const [isOther, setOther] = useState(false);

  function enter(signedIn: Person) {
    if (signedIn.personId !== person.personId) {
      setOther(true);
      return;
    }
    actAs(signedIn);
    renew();
  }

  async function leave() {
    await dropKept(person.personId);
    forgetAccounts([person.personId]);
    await navigate({ to: '/o/$organisation', params: { organisation: organisation.slug } });
    // Whatever waited for this person must not go on for another.
    location.reload();
  }

  return (
    <Sheet title={words.renewTitle} canClose={false} isCovering onClose={() => undefined}>
      <p>{words.renew(person.displayName)}</p>
      {isOther && <Notice kind="warning" title={words.otherPerson} role="alert" />}
      <SignInForm organisation={organisation} username={person.username} onSignedIn={enter} />
      <Button kind="quiet" onClick={() => void leave()}>
        {words.switchAccount}
      </Button>
    </Sheet>
  );
}
