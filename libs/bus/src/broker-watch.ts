import type { NatsConnection } from '@nats-io/transport-node';
import { DomainError } from '@ouderportaal/contracts';

/**
 * Knows whether the broker is there, and lets nobody wait for one that is not: the client would hold
 * questions back until it returns, and answers to what was asked before it went never come.
 */
export class BrokerWatch {
  private isAway = false;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly connection: NatsConnection) {
    void this.look();
  }

  /**
   * What `ask` answers.
   * @throws DomainError `service-unavailable` when there is no broker, or none any more: whether the
   *   question was dealt with is then not known
   */
  async whileThere<T>(ask: () => Promise<T>): Promise<T> {
    if (this.isAway || this.connection.isClosed()) throw new DomainError('service-unavailable');
    const gone = Promise.withResolvers<never>();
    const giveUp = () => gone.reject(new DomainError('service-unavailable'));
    this.waiting.add(giveUp);
    try {
      return await Promise.race([ask(), gone.promise]);
    } finally {
      this.waiting.delete(giveUp);
    }
  }

  private async look(): Promise<void> {
    for await (const { type } of this.connection.status()) {
      if (type === 'reconnect') this.isAway = false;
      if (type === 'disconnect' || type === 'staleConnection' || type === 'close') this.leave();
    }
  }

  private leave(): void {
    this.isAway = true;
    for (const giveUp of this.waiting) giveUp();
  }
}
