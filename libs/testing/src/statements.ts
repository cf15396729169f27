import pg from 'pg';

/** Statements of the event traffic, which runs beside every request, and how transactions open and end. */
const NOT_COUNTED = /outbox|inbox|dead_letter|^(begin|commit|rollback|select set_config)/;

interface Submitted {
  text?: string;
  submit(connection: unknown): unknown;
}

/** How many statements services in this process send to their databases while something is done. */
export async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  // Below the client, so that it does not matter who sends it, nor by which client.
  const prototype = (pg as unknown as { Query: { prototype: Submitted } }).Query.prototype;
  const { submit } = prototype;
  let statements = 0;
  prototype.submit = function counted(this: Submitted, connection) {
    if (!NOT_COUNTED.test(this.text ?? '')) statements += 1;
    return submit.call(this, connection);
  };
  try {
    await work();
  } finally {
    prototype.submit = submit;
  }
  return statements;
}
