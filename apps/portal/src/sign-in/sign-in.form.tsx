import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { Person } from '../app/accounts.js';
import type { Organisation } from '../app/organisation.js';
import { isProblem } from '../api/problem.js';
import { useSend } from '../app/send.js';
import { useProblemWords } from '../texts/problem-words.js';
import { Button } from '../ui/button.js';
import { Field } from '../ui/field.js';
import { ErrorSummary } from '../ui/error-summary.js';
import { textOf } from '../ui/text-of.js';
import { useCountdown } from '../ui/use-countdown.js';
import { deviceName } from './device-name.js';
import { type LogIn, logIn } from './sign-in.queries.js';
import { useSignInWords } from './sign-in.texts.js';

/** User name and password; the same on its own page and over a page whose session has ended. */
export function SignInForm({
  organisation,
  username,
  onSignedIn,
}: {
  organisation: Organisation;
  /** Filled in already where it is known who comes back. */
  username?: string;
  onSignedIn(person: Person): void;
}) {
  const words = useSignInWords();
  const password = useRef<HTMLInputElement>(null);
  const [isShown, setShown] = useState(false);
  const [missing, setMissing] = useState<Partial<Record<'username' | 'password', string>>>({});
  const { send, isPending, error } = useSend((input: LogIn) => logIn(input), {
    onDone: (person) => onSignedIn(person),
  });
  const problem = useProblemWords(error);
  const seconds = useCountdown(isProblem(error) ? error.about.retryAfter : null, error);
  useEffect(() => {
    if (isProblem(error, 'login-failed')) password.current?.select();
  }, [error]);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const name = textOf(fields, 'username').trim();
    const secret = textOf(fields, 'password');
    const found = {
      ...(name === '' && { username: words.needUserName }),
      ...(secret === '' && { password: words.needPassword }),
    };
    setMissing(found);
    if (Object.keys(found).length > 0 || seconds > 0) return;
    const device = deviceName();
    send({
      organisation: organisation.slug,
      username: name,
      password: secret,
      ...(device && { deviceName: device }),
    });
  }

  const isNumber = organisation.loginName === 'debtor-number';
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <ErrorSummary
        errors={missing}
        problem={error && !isPending ? `${problem.title}. ${problem.advice}` : null}
      />
      <Field
        id="username"
        name="username"
        label={isNumber ? words.debtorNumber : words.email}
        hint={isNumber ? words.userNameHint : undefined}
        error={missing.username}
        type={isNumber ? 'text' : 'email'}
        defaultValue={username}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
      />
      <Field
        ref={password}
        id="password"
        name="password"
        label={words.password}
        error={missing.password}
        type={isShown ? 'text' : 'password'}
        autoComplete="current-password"
        maxLength={128}
        after={
          <Button aria-pressed={isShown} onClick={() => setShown(!isShown)}>
            {isShown ? words.hide : words.show}
          </Button>
        }
      />
      <Button
        type="submit"
        kind="primary"
        busy={isPending ? words.busy : seconds > 0 && words.wait(seconds)}
      >
        {words.logIn}
      </Button>
    </form>
  );
}
