import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { account } from '../app/accounts.js';
import { Contact } from '../app/contact.js';
import { useOrganisation } from '../app/organisation.js';
import { Page } from '../app/page.js';
import { LanguageSwitch } from '../app/language-switch.js';
import { useShellWords } from '../texts/shell.js';
import { keepLooks, type Looks, looksOfDevice } from '../theme/apply-theme.js';
import { Chips } from '../ui/chips.js';
import { Accounts } from './accounts.js';
import { useMoreWords } from './more.texts.js';
import { Sessions } from './sessions.js';
import { SignOut } from './sign-out.js';
import './more.css';

/** P23: account, looks, sessions, help. */
export function MoreScreen() {
  const words = useMoreWords();
  const organisation = useOrganisation();
  const person = account();
  if (!person) return null;
  return (
    <Page title={words.title} help="more">
      <section className="card stack-close" aria-labelledby="account">
        <h2 id="account">{words.account}</h2>
        <p>{words.signedInAs(person.displayName, organisation.name)}</p>
        {person.role === 'parent' && (
          <p>
            <Link className="button" to="/overig/mails">
              {words.mails}
            </Link>
          </p>
        )}
      </section>
      <Looking />
      <Sessions />
      <Accounts />
      <SignOut person={person} />
      <nav className="card stack-close" aria-labelledby="about">
        <h2 id="about">{words.about}</h2>
        <Contact />
        <ul className="link-list">
          <li>
            <Link to="/hulp/$screen" params={{ screen: 'more' }}>
              {words.help}
            </Link>
          </li>
          <li>
            <Link to="/over/$page" params={{ page: 'privacy' }}>
              {words.privacy}
            </Link>
          </li>
          <li>
            <Link to="/over/$page" params={{ page: 'toegankelijkheid' }}>
              {words.accessibility}
            </Link>
          </li>
          <li>
            <Link to="/over/$page" params={{ page: 'kwetsbaarheid-melden' }}>
              {words.disclosure}
            </Link>
          </li>
        </ul>
      </nav>
    </Page>
  );
}

function Looking() {
  const words = useMoreWords();
  const organisation = useOrganisation();
  const shell = useShellWords();
  const [looks, setLooks] = useState<Looks>(looksOfDevice);
  const choose = (change: Partial<Looks>) => {
    const next = { ...looks, ...change };
    keepLooks(next);
    setLooks(next);
  };
  return (
    <section className="card stack" aria-labelledby="looks">
      <h2 id="looks">{words.looks}</h2>
      {organisation.languages.length > 1 && (
        <div className="stack-close">
          <h3>{shell.language}</h3>
          <LanguageSwitch among={organisation.languages} />
        </div>
      )}
      <div className="stack-close">
        <h3>{words.scheme}</h3>
        <Chips
          label={words.scheme}
          chips={[
            { value: 'system', label: words.system },
            { value: 'light', label: words.light },
            { value: 'dark', label: words.dark },
          ]}
          value={looks.scheme}
          onChoose={(scheme) => choose({ scheme })}
        />
      </div>
      <div className="stack-close">
        <h3>{words.textSize}</h3>
        <Chips
          label={words.textSize}
          chips={[
            { value: 'normal', label: words.normal },
            { value: 'large', label: words.large },
            { value: 'larger', label: words.larger },
          ]}
          value={looks.textSize}
          onChoose={(textSize) => choose({ textSize })}
        />
      </div>
    </section>
  );
}
