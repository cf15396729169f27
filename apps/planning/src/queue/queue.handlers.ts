import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, Id, LocalDate, planning } from '@ouderportaal/contracts';
import { readCursor, toPage, type Tx } from '@ouderportaal/database';
import { z } from 'zod';
import { DecideService } from './decide.service.js';
import { QueueService } from './queue.service.js';

const { queue: contracts } = planning;
const Position = z.object({ on: LocalDate, id: Id });

@Controller()
export class QueueHandlers {
  constructor(
    private readonly queue: QueueService,
    private readonly decisions: DecideService,
  ) {}

  @Handles(contracts.groups)
  groups(actor: Actor, _input: object, tx: Tx) {
    return this.queue.groups(tx, actor);
  }

  @Handles(contracts.list)
  async list(actor: Actor, input: z.output<typeof contracts.list.input>, tx: Tx) {
    const { cursor, limit, ...filter } = input;
    const after = readCursor(cursor, Position);
    const items = await this.queue.list(tx, actor, { ...filter, after, limit });
    return toPage(items, limit, ({ booking: { on, bookingId } }) => ({ on, id: bookingId }));
  }

  @Handles(contracts.decide)
  decide(actor: Actor, input: z.output<typeof contracts.decide.input>, tx: Tx) {
    return this.decisions.decide(tx, actor, input.requestId, input.decisions);
  }

  @Handles(contracts.occupancy)
  occupancy(actor: Actor, input: z.output<typeof contracts.occupancy.input>, tx: Tx) {
    return this.queue.occupancy(tx, actor, input);
  }
}
