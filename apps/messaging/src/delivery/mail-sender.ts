import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { failpoint } from '@ouderportaal/database';
import { Loop } from '@ouderportaal/kernel';
import type { Logger } from '@ouderportaal/process';
import { LOGGER } from '@ouderportaal/service';
import type { Claim } from './deliveries.repository.js';
import { DeliveriesService, RENEW_EVERY_MS } from './deliveries.service.js';
import { CONNECTIONS, Smtp } from './smtp.js';

const POLL_MS = 1_000;

/**
 * Brings mails that are due to the mail server, a few at a time, for as long as the service runs. The
 * queue decides who sends what, so any number of replicas may do the same.
 */
@Injectable()
export class MailSender implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly inHand = new Map<Promise<void>, Claim>();
  private renewing: NodeJS.Timeout | undefined;
  private readonly loop: Loop;

  constructor(
    private readonly deliveries: DeliveriesService,
    private readonly smtp: Smtp,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.loop = new Loop(() => this.sendSome(), {
      pauseMs: POLL_MS,
      onError: (error) => logger.warn({ error }, 'mails are held up'),
    });
  }

  onApplicationBootstrap(): void {
    this.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.stop();
    this.smtp.close();
  }

  start(): void {
    this.renewing ??= setInterval(() => void this.renew(), RENEW_EVERY_MS).unref();
    this.loop.start();
  }

  /** Leases nothing more; resolves when the mails being sent have their outcome recorded. */
  async stop(): Promise<void> {
    await this.loop.stop();
    await Promise.all(this.inHand.keys());
    clearInterval(this.renewing);
    this.renewing = undefined;
  }

  /** Something may be due now. */
  nudge(): void {
    this.loop.nudge();
  }

  /** Sends everything that is due now, and answers when that is done. */
  async sendDue(): Promise<void> {
    while ((await this.fill()) > 0) await Promise.all(this.inHand.keys());
  }

  /** Each mail that is done nudges: a connection is free again. */
  private async sendSome(): Promise<boolean> {
    await this.fill();
    return false;
  }

  /** Leases a mail for each free connection; answers how many. */
  private async fill(): Promise<number> {
    const free = CONNECTIONS - this.inHand.size;
    if (free === 0) return 0;
    const claims = await this.deliveries.claim(free);
    for (const claim of claims) {
      const work = this.deliver(claim).finally(() => {
        this.inHand.delete(work);
        this.nudge();
      });
      this.inHand.set(work, claim);
    }
    return claims.length;
  }

  private async renew(): Promise<void> {
    const claims = [...this.inHand.values()];
    if (claims.length === 0) return;
    await this.deliveries.renew(claims).catch((error: unknown) => {
      this.logger.warn({ error }, 'leases on mails run out');
    });
  }

  private async deliver(claim: Claim): Promise<void> {
    try {
      const begun = await this.begin(claim);
      if (!begun) return;
      failpoint('outside.before-call');
      const result = await this.smtp.send(begun.mail);
      failpoint('outside.after-call');
      await this.deliveries.finish(claim, begun, result);
    } catch (error) {
      // The attempt stays open, so the next one counts it as unknown; the lease ends by itself.
      this.logger.warn({ error, ...claim }, 'a delivery broke off');
    }
  }

  private async begin(claim: Claim) {
    try {
      return await this.deliveries.begin(claim);
    } catch (error) {
      await this.deliveries.release(claim);
      throw error;
    }
  }
}
