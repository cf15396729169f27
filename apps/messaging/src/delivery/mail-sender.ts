import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { failpoint } from '@ouderportaal/database';
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
  private isRunning = false;
  private finished: Promise<void> = Promise.resolve();
  private wake: (() => void) | undefined;
  private pauseMs = POLL_MS;

  constructor(
    private readonly deliveries: DeliveriesService,
    private readonly smtp: Smtp,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.stop();
    this.smtp.close();
  }

  start(): void {
    if (this.isRunning) return;
    this.isRunning = true;
    this.renewing = setInterval(() => void this.renew(), RENEW_EVERY_MS).unref();
    this.finished = this.loop();
  }

  /** Leases nothing more; resolves when the mails being sent have their outcome recorded. */
  async stop(): Promise<void> {
    this.isRunning = false;
    this.nudge();
    await this.finished;
    clearInterval(this.renewing);
  }

  /** Something may be due now. */
  nudge(): void {
    this.pauseMs = 0;
    this.wake?.();
  }

  /** Sends everything that is due now, and answers when that is done. */
  async sendDue(): Promise<void> {
    while ((await this.fill()) > 0) await Promise.all(this.inHand.keys());
  }

  private async loop(): Promise<void> {
    while (this.isRunning) {
      try {
        await this.fill();
      } catch (error) {
        this.logger.warn({ error }, 'mails are held up');
      }
      await this.pause();
    }
    await Promise.all(this.inHand.keys());
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
      failpoint('mail.before-send');
      const result = await this.smtp.send(begun.mail);
      failpoint('mail.after-send');
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

  private async pause(): Promise<void> {
    if (this.isRunning && this.pauseMs > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.pauseMs);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.wake = undefined;
    this.pauseMs = POLL_MS;
  }
}
