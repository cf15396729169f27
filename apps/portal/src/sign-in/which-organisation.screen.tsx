import { Link, useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { isProblem } from '../api/problem.js';
import { accountsOfDevice, lastOrganisation } from '../app/accounts.js';
import { BarePage } from '../app/bare-page.js';
import { LanguageSwitch } from '../app/language-switch.js';
import { organisationOf } from '../app/organisation.js';
import { queryClient } from '../app/query-client.js';
import { Button } from '../ui/button.js';
import { ErrorSummary } from '../ui/error-summary.js';
import { Field } from '../ui/field.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { textOf } from '../ui/text-of.js';
import { useSignInWords } from './sign-in.texts.js';

const SHORT_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A1: who comes without a link names the organisation; a list of them is never shown. */
export function WhichOrganisationScreen() {
  const words = useSignInWords();
  const navigate = useNavigate();
  const [wrong, setWrong] = useState<string>();
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const slug = slugOf(textOf(new FormData(event.currentTarget), 'code'));
    setError(null);
    const found = slug === '' ? words.needCode : words.unknownCode;
    if (!SHORT_NAME.test(slug)) {
      setWrong(found);
      return;
    }
    setWrong(undefined);
    setBusy(true);
    try {
      await queryClient.query(organisationOf(slug));
      await navigate({ to: '/o/$organisation', params: { organisation: slug } });
    } catch (problem) {
      if (isProblem(problem, 'not-found', 'invalid-input')) setWrong(words.unknownCode);
      else setError(problem);
    } finally {
      setBusy(false);
    }
  }

  const used = [
    ...new Set([...accountsOfDevice().map((each) => each.organisation), lastOrganisation()]),
  ];
  return (
    <BarePage title={words.which} help="sign-in" isNarrow>
      <form className="card stack" onSubmit={(event) => void submit(event)} noValidate>
        <ErrorSummary errors={{ code: wrong }} />
        {error != null && <ProblemNotice error={error} />}
        <Field
          id="code"
          name="code"
          label={words.code}
          hint={words.codeHint}
          error={wrong}
          autoCapitalize="none"
          spellCheck={false}
        />
        <Button type="submit" kind="primary" busy={isBusy && words.busy}>
          {words.next}
        </Button>
      </form>
      {used.some(Boolean) && (
        <nav className="stack-close" aria-label={words.before}>
          <h2>{words.before}</h2>
          <ul>
            {used.map(
              (organisation) =>
                organisation && (
                  <li key={organisation}>
                    <Link to="/o/$organisation" params={{ organisation }}>
                      {organisation}
                    </Link>
                  </li>
                ),
            )}
          </ul>
        </nav>
      )}
      <LanguageSwitch />
    </BarePage>
  );
}

/** The code, also out of a pasted address. */
const slugOf = (typed: string): string =>
  (/\/o\/([^/?#]+)/.exec(typed)?.[1] ?? typed).trim().toLowerCase().replace(/\s+/g, '-');
