import pg from 'pg';

/** Statements of the event traffic, which runs beside every request, and the ends of transactions. */
const NOT_COUNTED = /outbox|inbox|dead_letter|^(begin|commit|rollback)/;

/** How many statements the service sends to its database while something is done. */
export async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const original = Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query')!;
  const query = original.value as (...given: unknown[]) => unknown;
  let statements = 0;
  pg.Client.prototype.query = function counted(this: pg.Client, ...given: unknown[]) {
    const [first] = given as [string | { text?: string }];
    const text = typeof first === 'string' ? first : (first.text ?? '');
    if (!NOT_COUNTED.test(text)) statements += 1;
    return query.apply(this, given);
  } as typeof pg.Client.prototype.query;
  try {
    await work();
  } finally {
    Object.defineProperty(pg.Client.prototype, 'query', original);
  }
  return statements;
}
