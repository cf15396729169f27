import type { Trace } from '@ouderportaal/bus';
import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';
import { prepared } from './prepared.js';

const READS = ['find', 'findBy', 'findOne', 'findOneBy', 'countBy', 'existsBy'] as const;

/** TypeORM for reading single rows: nothing in it can change one. */
export type EntityReader = Pick<EntityManager, (typeof READS)[number]>;

/**
 * A transaction that is already locked to one organisation and only reads. What reads in a repository
 * takes one, so that a read and a write can call it alike.
 */
export class ReadTx {
  /** Number of statements so far; each use of `manager` counts as one. */
  statements = 0;

  constructor(
    readonly tenantId: string,
    readonly trace: Trace,
    private readonly client: PoolClient,
    protected readonly entities: EntityManager,
  ) {}

  /** TypeORM for single rows, e.g. `findOneBy`. Sets, joins and hot paths use `query`. */
  get manager(): EntityReader {
    this.statements += 1;
    return readerOf(this.entities);
  }

  /** Rows of a statement, prepared once per connection. */
  async query<R extends object>(sql: string, parameters: readonly unknown[] = []): Promise<R[]> {
    const { rows } = await this.run<R>(sql, parameters);
    return rows;
  }

  /** The first row, or null. */
  async queryOne<R extends object>(
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<R | null> {
    const [row] = await this.query<R>(sql, parameters);
    return row ?? null;
  }

  protected run<R extends object>(sql: string, parameters: readonly unknown[]) {
    this.statements += 1;
    return this.client.query<R>(prepared(sql, parameters));
  }
}

/** A read-write transaction of one organisation: `app.tenant` is set, and its owner commits it. */
export class Tx extends ReadTx {
  /** Set by the outbox: whether committing this leaves events to pass on. */
  hasEvents = false;
  private isFinished = false;
  private readonly afterCommit: (() => void)[] = [];
  private readonly waiting: { sql: string; parameters: readonly unknown[] }[] = [];

  /** TypeORM for single rows: `insert`, `findOneBy`, `update`. Sets, joins and hot paths use `query`. */
  override get manager(): EntityManager {
    this.statements += 1;
    return this.entities;
  }

  /** How many rows a statement changed. */
  async execute(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    const { rowCount } = await this.run(sql, parameters);
    return rowCount ?? 0;
  }

  /**
   * A change of which nobody in this transaction needs to know anything: it goes over the wire together
   * with the commit. When it fails, the commit does.
   * @throws Error when the commit is already on its way: the change would be lost without a word
   */
  deferToCommit(sql: string, parameters: readonly unknown[] = []): void {
    this.assertOpen();
    this.waiting.push({ sql, parameters });
  }

  /**
   * Called once the change is there to stay, and not at all when it is undone. Must not throw.
   * @throws Error when the commit is already on its way
   */
  onCommit(work: () => void): void {
    this.assertOpen();
    this.afterCommit.push(work);
  }

  /** For the owner, before the commit: sends deferred statements and waits for them. */
  async finish(): Promise<void> {
    this.isFinished = true;
    const waiting = this.waiting.splice(0);
    await Promise.all(waiting.map(({ sql, parameters }) => this.run(sql, parameters)));
  }

  /** For the owner, after the commit: runs the `onCommit` callbacks. */
  committed(): void {
    for (const work of this.afterCommit) work();
  }

  private assertOpen(): void {
    if (this.isFinished) throw new Error('This transaction is being committed, or was before');
  }
}

function readerOf(entities: EntityManager): EntityReader {
  return Object.fromEntries(
    READS.map((name) => [name, entities[name].bind(entities)]),
  ) as unknown as EntityReader;
}
