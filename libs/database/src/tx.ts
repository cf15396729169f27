import type { Trace } from '@ouderportaal/bus';
import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';
import { prepared } from './prepared.js';

/** A transaction that is already locked to one organisation. Every repository takes one. */
export class Tx {
  /** Set by the outbox: whether committing this leaves events to pass on. */
  hasEvents = false;
  /** How many were asked of the database; each use of `manager` counts as one. */
  statements = 0;
  private readonly afterCommit: (() => void)[] = [];
  private readonly waiting: { sql: string; parameters: readonly unknown[] }[] = [];

  constructor(
    readonly tenantId: string,
    readonly trace: Trace,
    private readonly client: PoolClient,
    private readonly entities: EntityManager,
  ) {}

  /** TypeORM for single rows: `insert`, `findOneBy`, `update`. Sets and hot paths use `query`. */
  get manager(): EntityManager {
    this.statements += 1;
    return this.entities;
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

  /**
   * A change of which nobody in this transaction needs to know anything: it goes over the wire together
   * with the commit. When it fails, the commit does.
   */
  deferToCommit(sql: string, parameters: readonly unknown[] = []): void {
    this.waiting.push({ sql, parameters });
  }

  /** How many rows a statement changed. */
  async execute(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    const { rowCount } = await this.run(sql, parameters);
    return rowCount ?? 0;
  }

  /** Called once the change is there to stay, and not at all when it is undone. Must not throw. */
  onCommit(work: () => void): void {
    this.afterCommit.push(work);
  }

  /** For whoever commits: sends what waits for the end, and answers when all of it is done. */
  async finish(): Promise<void> {
    const waiting = this.waiting.splice(0);
    await Promise.all(waiting.map(({ sql, parameters }) => this.run(sql, parameters)));
  }

  /** For whoever commits. */
  committed(): void {
    for (const work of this.afterCommit) work();
  }

  private run<R extends object>(sql: string, parameters: readonly unknown[]) {
    this.statements += 1;
    return this.client.query<R>(prepared(sql, parameters));
  }
}
