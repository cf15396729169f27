import { setTimeout as wait } from 'node:timers/promises';
import { CARE_DAYS, careDay } from './people.js';
import { secondsUntil, type World } from './world.js';

export interface Recovery {
  /** Seconds until a change was accepted. */
  change: number;
  /** Seconds until its mail had been sent: the change, its event and the mail server are all back. */
  mail: number;
}

const EACH_TRY_MS = 1_000;

/** How long it takes until the portal does its work again from end to end. */
export class RecoveryProbe {
  private asked = 0;

  constructor(
    private readonly world: World,
    private readonly run: string,
  ) {}

  async measure(): Promise<Recovery> {
    const startedAt = performance.now();
    const { client, childIds, groupId, productId } = this.world.probe;
    const n = (this.asked += 1);
    // Far from where the stream is, so that it only ever waits for the portal.
    const on = careDay(CARE_DAYS - 1 - Math.floor(n / childIds.length));
    const childId = childIds[n % childIds.length];
    const body = { bookings: [{ childId, groupId, productId, on }] };
    let requestId = '';
    const isAccepted = async () => {
      const answer = await client.call({
        method: 'POST',
        path: '/care-requests',
        body,
        key: `herstel-${this.run}-${n}`,
        timeoutMs: EACH_TRY_MS,
      });
      if (answer.status !== 201) {
        if (answer.status < 500) throw new Error(`The probe got ${JSON.stringify(answer)}`);
        await wait(50);
        return false;
      }
      ({ requestId } = answer.body as { requestId: string });
      return true;
    };
    await secondsUntil('a change is accepted', isAccepted);
    const change = (performance.now() - startedAt) / 1_000;
    await secondsUntil('its mail has been sent', async () => {
      const { rowCount } = await this.world.admin.query(
        // An employee of the run may have decided it meanwhile, which is a mail of its own.
        `select from messaging.mail
         where cause_id = $1 and kind = 'request-receipt' and status = 'sent'`,
        [requestId],
      );
      return rowCount === 1;
    });
    return { change, mail: (performance.now() - startedAt) / 1_000 };
  }
}
