import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { run } from '@ouderportaal/backing-services';

const SLOT = 'ouderportaal_backup';
/** What belongs to the running server and not to its data. */
const LEFT_OUT = [
  'postmaster.pid',
  'postmaster.opts',
  'pg_wal/*',
  'pg_replslot/*',
  'pg_stat_tmp/*',
];

/**
 * Copies the files of a running server of this machine, as `pg_basebackup` does over the network: between
 * pg_backup_start and pg_backup_stop, with the write-ahead log of that time beside it. The copy starts as
 * a server with everything that was committed when the backup ended.
 * @returns the server's data folder
 */
export async function baseBackup(adminUrl: string, target: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows: settings } = await client.query<{ folder: string }>(
      "select current_setting('data_directory') as folder",
    );
    const folder = settings[0]?.folder ?? '';
    await mkdir(target, { recursive: true, mode: 0o700 });
    // Keeps the log until it is copied, whatever checkpoints come meanwhile.
    await client.query('select pg_create_physical_replication_slot($1, true)', [SLOT]);
    try {
      await client.query("select pg_backup_start('drill', true)");
      const excluded = LEFT_OUT.map((name) => `--exclude=./${name}`);
      await copy(folder, target, excluded);
      const { rows } = await client.query<{ labelfile: string }>(
        'select labelfile from pg_backup_stop(false)',
      );
      await writeFile(join(target, 'backup_label'), rows[0]?.labelfile ?? '', { mode: 0o600 });
      await client.query('select pg_switch_wal()');
      await copy(join(folder, 'pg_wal'), join(target, 'pg_wal'), ['--exclude=./archive_status/*']);
      // Written by this process; the server's user must be able to read it.
      await run('chown', [`--reference=${folder}`, target, join(target, 'backup_label')]);
    } finally {
      await client.query('select pg_drop_replication_slot($1)', [SLOT]);
    }
    return folder;
  } finally {
    await client.end();
  }
}

/** Owners and rights go along; a file that changes or ends meanwhile is what the log is for. */
async function copy(from: string, to: string, excluded: readonly string[]): Promise<void> {
  const pack = `tar -C "$0" --warning=no-file-changed --warning=no-file-removed --ignore-failed-read "$@" -cf - . || [ $? -eq 1 ]`;
  const script = `set -o pipefail; target="$1"; shift; { ${pack}; } | tar -C "$target" -xpf -`;
  await run('bash', ['-c', script, from, to, ...excluded]);
}
