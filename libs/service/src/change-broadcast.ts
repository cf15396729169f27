import { Inject, Injectable } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { type Changed, changedSubject, type SpeakingService } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';
import { BUS_CONNECTION, SERVICE_NAME } from './tokens.js';

/** Tells the gateways whose screens a change concerns, once it is there to stay. */
@Injectable()
export class ChangeBroadcast {
  constructor(
    @Inject(BUS_CONNECTION) private readonly connection: NatsConnection,
    @Inject(SERVICE_NAME) private readonly service: SpeakingService,
  ) {}

  changed(tx: Tx, concerned: Partial<Omit<Changed, 'tenantId'>>): void {
    tx.onCommit(() => {
      const said = JSON.stringify({ tenantId: tx.tenantId, ...concerned });
      this.connection.publish(changedSubject(this.service), said);
    });
  }
}
