import { Inject, Injectable } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { identity } from '@ouderportaal/contracts';
import { BUS_CONNECTION } from '@ouderportaal/service';

/**
 * Tells every gateway to forget sessions. Call it after the commit, before the answer: both travel on
 * one connection in this order, so the gateway that asked has forgotten when it hears the answer.
 */
@Injectable()
export class SessionsBroadcast {
  constructor(@Inject(BUS_CONNECTION) private readonly connection: NatsConnection) {}

  ended(sessionIds: readonly string[]): void {
    if (sessionIds.length === 0) return;
    this.connection.publish(identity.SESSIONS_ENDED, JSON.stringify({ sessionIds }));
  }
}
