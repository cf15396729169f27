import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DATABASE_ROLES } from '../../apps/migrate/src/roles.js';

/** What a portal on this machine is locked with; made once, kept beside its data, readable by its owner only. */
export interface PortalSecrets {
  /** One for each of `DATABASE_ROLES`. */
  databasePasswords: Readonly<Record<string, string>>;
  operatorToken: string;
  gatewayKey: { kid: string; d: string; x: string };
  /** With which identity hashes accounts and addresses. */
  loginThrottleKey: string;
}

export async function portalSecrets(dataDir: string): Promise<PortalSecrets> {
  const file = join(dataDir, 'secrets.json');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '{}';
    throw error;
  });
  const found = JSON.parse(text) as Partial<PortalSecrets>;
  const fresh = newSecrets();
  // What an earlier release did not have yet is made now: roles get their passwords at each start.
  const secrets: PortalSecrets = {
    databasePasswords: { ...fresh.databasePasswords, ...found.databasePasswords },
    operatorToken: found.operatorToken ?? fresh.operatorToken,
    gatewayKey: found.gatewayKey ?? fresh.gatewayKey,
    loginThrottleKey: found.loginThrottleKey ?? fresh.loginThrottleKey,
  };
  const written = JSON.stringify(secrets, null, 2);
  if (written === text) return secrets;
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, written, { mode: 0o600 });
  return secrets;
}

/** What `migrate` and `prepareDatabase` take. */
export function databasePasswordsOf({ databasePasswords }: PortalSecrets) {
  const passwordOf = (role: string) => databasePasswords[role] ?? '';
  return { ownerPassword: passwordOf('ouderportaal_owner'), passwordOf };
}

/** Fresh ones; nothing is kept. */
export function newSecrets(): PortalSecrets {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return {
    databasePasswords: Object.fromEntries(
      DATABASE_ROLES.map((role) => [role, randomBytes(24).toString('base64url')]),
    ),
    operatorToken: randomBytes(32).toString('base64url'),
    gatewayKey: { kid: randomBytes(4).toString('hex'), d, x },
    loginThrottleKey: randomBytes(32).toString('base64url'),
  };
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
