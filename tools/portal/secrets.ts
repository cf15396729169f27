import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a portal on this machine is locked with; made once, kept beside its data, readable by its owner only. */
export interface PortalSecrets {
  databasePassword: string;
  operatorToken: string;
  gatewayKey: { kid: string; d: string; x: string };
}

export async function portalSecrets(dataDir: string): Promise<PortalSecrets> {
  const file = join(dataDir, 'secrets.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as PortalSecrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secrets = newSecrets();
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

/** Fresh ones; nothing is kept. */
export function newSecrets(): PortalSecrets {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return {
    databasePassword: randomBytes(24).toString('base64url'),
    operatorToken: randomBytes(32).toString('base64url'),
    gatewayKey: { kid: randomBytes(4).toString('hex'), d, x },
  };
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
