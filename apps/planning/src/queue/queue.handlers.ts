import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, type Input, planning } from '@ouderportaal/contracts';
import type { ReadTx, Tx } from '@ouderportaal/database';
import { PeopleRepository } from '../copies/people.repository.js';
import { DecideService } from './decide.service.js';
import { QueueService } from './queue.service.js';
import { TakeBackService } from './take-back.service.js';

const { queue: contracts } = planning;

@Controller()
export class QueueHandlers {
  constructor(
    private readonly queue: QueueService,
    private readonly decisions: DecideService,
    private readonly slips: TakeBackService,
    private readonly people: PeopleRepository,
  ) {}

  @Handles(contracts.groups)
  groups(tx: ReadTx, actor: Actor) {
    return this.people.groupsOf(tx, actor);
  }

  @Handles(contracts.list)
  list(tx: ReadTx, actor: Actor, page: Input<typeof contracts.list>) {
    return this.queue.list(tx, actor, page);
  }

  @Handles(contracts.decide)
  decide(tx: Tx, actor: Actor, { requestId, decisions }: Input<typeof contracts.decide>) {
    return this.decisions.decide(tx, actor, requestId, decisions);
  }

  @Handles(contracts.takeBack)
  takeBack(tx: Tx, actor: Actor, { requestId, bookingIds }: Input<typeof contracts.takeBack>) {
    return this.slips.takeBack(tx, actor, requestId, bookingIds);
  }

  @Handles(contracts.occupancy)
  occupancy(tx: ReadTx, actor: Actor, input: Input<typeof contracts.occupancy>) {
    return this.queue.occupancy(tx, actor, input);
  }
}
