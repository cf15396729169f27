import { describe, expect, it } from '@jest/globals';
import { identity } from '@ouderportaal/contracts';
import { anonymous, codeOf } from '@ouderportaal/testing';
import { family, guardian, PASSWORD } from './support/builders.js';
import { identityApp } from './support/identity-app.js';

const KNOWN = 'sam@ouders.example';
/** As many as one host has networks of its own, and more than wait in line. */
const NETWORKS = 180;

describe('a storm of attempts to sign in', () => {
  const app = identityApp();

  it('leaves people who are signed in alone, and lets right passwords in', async () => {
    const { slug } = await app.organisation();
    const parent = guardian({ email: KNOWN, initialPassword: PASSWORD });
    await app.importFamilies(slug, [family({ guardians: [parent] })]);
    const attempt = (username: string, password: string, clientAddress: string) =>
      app.request(
        identity.sessions.logIn,
        anonymous,
        { organisation: slug, username, password },
        { clientAddress },
      );
    const wave = () =>
      Array.from({ length: NETWORKS }, (_, i) =>
        codeOf(attempt(`p${i}@ouders.example`, 'wrong', `2001:db8:${i.toString(16)}::1`)),
      );
    const { token } = await attempt(KNOWN, PASSWORD, '192.0.2.1');
    await Promise.all(wave());

    const storm = wave();
    const signedIn = Array.from({ length: 54 }, () => app.resolve(token));
    const signingIn = Array.from({ length: 14 }, (_, i) =>
      attempt(KNOWN, PASSWORD, `192.0.${i + 3}.1`),
    );

    const actors = await Promise.all(signedIn);
    expect(actors).toEqual(actors.map(() => expect.objectContaining({ role: 'parent' })));
    const started = await Promise.all(signingIn);
    expect(started.map(({ person }) => person.role)).toEqual(started.map(() => 'parent'));
    const refused = await Promise.all(storm);
    // On a machine with other work some wait in line until nobody waits for them any more.
    const answers = new Set(refused.filter((code) => code !== 'service-timeout'));
    expect(answers).toEqual(new Set(['login-failed', 'service-busy']));
  });
});
