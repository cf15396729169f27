/** What every server of ours is started with, in a container too. */
export function postgresSettings(durable: boolean): readonly string[] {
  const settings = [
    'max_connections=300',
    'shared_buffers=128MB',
    // Short queries only here; compiling them costs more than it gives.
    'jit=off',
    'timezone=UTC',
    'log_timezone=UTC',
    'password_encryption=scram-sha-256',
  ];
  const fast = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'wal_level=minimal',
    'max_wal_senders=0',
  ];
  return [...settings, ...(durable ? [] : fast)].flatMap((setting) => ['-c', setting]);
}
