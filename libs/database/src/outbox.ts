import type { EventContract } from '@ouderportaal/contracts';
import { type Clock, newId } from '@ouderportaal/kernel';
import type { z } from 'zod';
import { Tx } from './tx.js';

/** Says that something happened, in the transaction in which it happened. */
export class Outbox {
  constructor(private readonly clock: Clock) {}

  add<D extends z.ZodType>(tx: Tx, event: EventContract<D>, data: z.input<D>): void {
    this.addAll(tx, event, [data]);
  }

  /** Many events of one kind in one statement. */
  addAll<D extends z.ZodType>(tx: Tx, event: EventContract<D>, all: readonly z.input<D>[]): void {
    if (!(tx instanceof Tx)) throw new Error('An event is said where a change is committed');
    if (all.length === 0) return;
    tx.hasEvents = true;
    tx.deferToCommit(
      `insert into outbox (tenant_id, id, subject, data, occurred_at, request_id, traceparent)
       select $1, event.id, $2, event.data, $3, $4, $5
       from unnest($6::uuid[], $7::jsonb[]) with ordinality as event (id, data, n)
       order by event.n`,
      [
        tx.tenantId,
        event.subject,
        this.clock.now(),
        tx.trace.requestId,
        tx.trace.traceparent,
        all.map(() => newId()),
        all.map((data) => JSON.stringify(event.data.parse(data))),
      ],
    );
  }
}
