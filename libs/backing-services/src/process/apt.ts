import { succeeds } from './run.js';

const WITHIN_MS = 240_000;
/** A mirror that does not answer, or another apt at work, must not hold anybody up for long. */
const PATIENCE = ['Acquire::http::Timeout=20', 'Acquire::Retries=1', 'DPkg::Lock::Timeout=60'];

/** Installs Debian packages, without asking anything; false where that does not work. Root only. */
export async function aptInstall(
  packages: readonly string[],
  inherited: NodeJS.ProcessEnv,
): Promise<boolean> {
  const options = {
    env: { ...inherited, DEBIAN_FRONTEND: 'noninteractive' },
    timeoutMs: WITHIN_MS,
  };
  const patience = PATIENCE.flatMap((setting) => ['--option', setting]);
  // One broken source does not spoil the others: whether the install works is what counts.
  await succeeds('apt-get', [...patience, '--quiet', 'update'], options);
  const install = ['install', '--yes', '--no-install-recommends', ...packages];
  return succeeds('apt-get', [...patience, ...install], options);
}
