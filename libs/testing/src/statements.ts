import pg from 'pg';

/** A request's transaction begins by locking itself to an organisation, in one message. */
const OPENS = /^begin\b.*;\s*set local app\.tenant = /s;
const ENDS = /^(commit|rollback)$/;

interface Submitted {
  text?: string;
  values?: readonly unknown[];
  submit(connection: object): unknown;
}

/** A statement as it was sent. */
export interface Statement {
  text: string;
  values: readonly unknown[];
}

/**
 * How many statements the transactions take that services in this process commit for requests while
 * something is done, without those of the outbox. Says the same however busy the machine is: neither the
 * loops that run beside requests count, nor an attempt that the database undid and that was made again.
 * @throws Error when nothing was committed: nothing was counted then
 */
export async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  return (await statementsSent(work)).length;
}

/** As `statementsOf`: the statements themselves. */
export async function statementsSent(work: () => Promise<unknown>): Promise<readonly Statement[]> {
  // Below the client, so that it does not matter who sends it, nor by which client.
  const prototype = (pg as unknown as { Query: { prototype: Submitted } }).Query.prototype;
  const { submit } = prototype;
  const open = new Map<object, Statement[]>();
  const committed: Statement[][] = [];
  prototype.submit = function counted(this: Submitted, connection) {
    const { text = '', values = [] } = this;
    const sofar = open.get(connection);
    if (OPENS.test(text)) open.set(connection, []);
    else if (sofar === undefined) return submit.call(this, connection);
    else if (!ENDS.test(text)) {
      if (!text.includes('outbox')) sofar.push({ text, values });
    } else {
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
  return committed.flat();
}
