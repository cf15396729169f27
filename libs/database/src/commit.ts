import type { PoolClient } from 'pg';

/**
 * Commits behind what was sent on the same connection and not waited for yet: where that was at this very
 * moment, all of it is one message.
 * @throws Error also when the server undid everything because a statement had failed unnoticed
 */
export async function commit(client: PoolClient, sent: readonly Promise<unknown>[]): Promise<void> {
  const [{ command }] = await Promise.all([client.query('commit'), ...sent]);
  if (command !== 'COMMIT') {
    throw new Error('The transaction was undone: one of its statements failed');
  }
}
