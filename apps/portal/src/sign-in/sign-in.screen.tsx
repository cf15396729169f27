import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { isProblem } from '../api/problem.js';
import { keepOrganisation, type Person, actAs } from '../app/accounts.js';
import { BarePage } from '../app/bare-page.js';
import { Contact } from '../app/contact.js';
import { LanguageSwitch } from '../app/language-switch.js';
import { OrganisationFrame, useOrganisation } from '../app/organisation.js';
import { Page } from '../app/page.js';
import { queryClient } from '../app/query-client.js';
import { startOf } from '../app/start-of.js';
import { Mark } from '../app/mark.js';
import { Loading } from '../ui/loading.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { CatchBoundary } from '@tanstack/react-router';
import { Suspense } from 'react';
import { SignInForm } from './sign-in.form.js';
import { useSignInWords } from './sign-in.texts.js';
import './sign-in.css';

/** A2: an organisation's own door. */
export function SignInScreen() {
  const { organisation } = useParams({ from: '/o/$organisation' });
  const { reset } = useQueryErrorResetBoundary();
  return (
    <CatchBoundary getResetKey={() => organisation} errorComponent={NoDoor} onCatch={() => reset()}>
      <Suspense fallback={<Loading />}>
        <OrganisationFrame slug={organisation}>
          <Door />
        </OrganisationFrame>
      </Suspense>
    </CatchBoundary>
  );
}

function Door() {
  const words = useSignInWords();
  const organisation = useOrganisation();
  const { naar } = useSearch({ from: '/o/$organisation' });
  const navigate = useNavigate();
  const router = useRouter();
  useEffect(() => {
    keepOrganisation(organisation.slug);
  }, [organisation.slug]);

  async function enter(person: Person) {
    // Nothing of whoever used this tab before may be seen by who comes now.
    queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'organisation' });
    actAs(person);
    if (naar) router.history.push(naar);
    else await navigate({ to: startOf(person) });
  }

  return (
    <div className="door">
      <Page title={words.title} help="sign-in" above={<DoorSign />}>
        <div className="card stack">
          <SignInForm organisation={organisation} onSignedIn={(person) => void enter(person)} />
        </div>
        <DoorFoot />
      </Page>
    </div>
  );
}

function DoorSign() {
  const { name, logoUrl } = useOrganisation();
  return (
    <div className="door-sign">
      <Mark name={name} logoUrl={logoUrl} />
      <strong>{name}</strong>
    </div>
  );
}

function DoorFoot() {
  const words = useSignInWords();
  const { languages } = useOrganisation();
  return (
    <footer className="stack-close small">
      <Contact />
      <LanguageSwitch among={languages} />
      <p className="row">
        <Link to="/over/$page" params={{ page: 'privacy' }}>
          {words.privacy}
        </Link>
        <Link to="/over/$page" params={{ page: 'toegankelijkheid' }}>
          {words.accessibility}
        </Link>
        <Link to="/over/$page" params={{ page: 'kwetsbaarheid-melden' }}>
          {words.disclosure}
        </Link>
        <Link to="/o">{words.other}</Link>
      </p>
    </footer>
  );
}

function NoDoor({ error }: { error: unknown }) {
  const words = useSignInWords();
  const isUnknown = isProblem(error, 'not-found', 'invalid-input');
  return (
    <BarePage title={isUnknown ? words.title404 : words.title} help="sign-in">
      {isUnknown ? <p>{words.unknownCode}</p> : <ProblemNotice error={error} />}
      <p>
        <Link to="/o">{words.other}</Link>
      </p>
    </BarePage>
  );
}
