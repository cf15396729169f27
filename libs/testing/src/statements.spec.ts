import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { statementsOf } from './statements.js';

const { Query } = pg as unknown as {
  Query: new (text: string) => { submit(connection: object): void };
};
const connection = () => ({ parsedStatements: {}, submittedNamedStatements: {}, query: () => {} });
const send = (to: object, texts: readonly string[]) => {
  for (const text of texts) new Query(text).submit(to);
};
const BEGIN = "begin; set local app.tenant = '0197'";

describe('statements of requests', () => {
  it('are those between the beginning of a transaction and its commit', async () => {
    const request = connection();
    const counted = await statementsOf(async () => {
      send(request, [BEGIN, 'select 1', 'insert into outbox values (1)', 'select 2', 'commit']);
      send(request, [BEGIN, 'select 3', 'commit']);
    });
    expect(counted).toBe(3);
  });

  it('are no others than these, whatever loops do meanwhile on other connections or on this one', async () => {
    const [request, inbox] = [connection(), connection()];
    const counted = await statementsOf(async () => {
      send(request, [BEGIN, 'select 1']);
      send(inbox, [
        'begin',
        "select set_config('app.tenant', $1, true)",
        'insert into child',
        'commit',
      ]);
      send(inbox, ['delete from idempotency_key']);
      send(request, ['select 2', 'commit', 'delete from idempotency_key']);
    });
    expect(counted).toBe(2);
  });

  it('are not those of an attempt that was undone', async () => {
    const request = connection();
    const counted = await statementsOf(async () => {
      send(request, [BEGIN, 'select 1', 'rollback']);
      send(request, [BEGIN, 'select 1', 'commit']);
    });
    expect(counted).toBe(1);
  });

  it('are never none: what counts nothing proves nothing', async () => {
    await expect(statementsOf(async () => send(connection(), ['select 1']))).rejects.toThrow(
      'No transaction',
    );
  });
});
