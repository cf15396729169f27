import pg from 'pg';

/** A request's transaction begins by locking itself to an organisation, in one message. */
const OPENS = /^begin\b.*;\s*select set_config\('app\.tenant', /s;
const ENDS = /^(commit|rollback)$/;

interface Submitted {
  text?: string;
  submit(connection: object): unknown;
}

/**
 * How many statements the transactions take that services in this process commit for requests while
 * something is done, without those of the outbox. Says the same however busy the machine is: neither the
 * loops that run beside requests count, nor an attempt that the database undid and that was made again.
 * @throws Error when nothing was committed: nothing was counted then
 */
export async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  // Below the client, so that it does not matter who sends it, nor by which client.
  const prototype = (pg as unknown as { Query: { prototype: Submitted } }).Query.prototype;
  const { submit } = prototype;
  const open = new Map<object, number>();
  const committed: number[] = [];
  prototype.submit = function counted(this: Submitted, connection) {
    const text = this.text ?? '';
    const sofar = open.get(connection);
    if (OPENS.test(text)) open.set(connection, 0);
    else if (sofar === undefined) return submit.call(this, connection);
    else if (!ENDS.test(text)) open.set(connection, sofar + (text.includes('outbox') ? 0 : 1));
    else {
      if (text === 'commit') committed.push(sofar);
      open.delete(connection);
    }
    return submit.call(this, connection);
  };
  try {
    await work();
  } finally {
    prototype.submit = submit;
  }
  if (committed.length === 0) throw new Error('No transaction of a request was committed');
  return committed.reduce((total, statements) => total + statements, 0);
}
