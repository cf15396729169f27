import { clientConfig, type DatabaseAddress } from '@ouderportaal/database/runtime';
import pg from 'pg';

/** An event that a service could not deal with. */
export interface DeadLetter {
  eventId: string;
  producer: string;
  /** In the producer's order. */
  position: number;
  subject: string;
  tenantId: string;
  occurredAt: Date;
  requestId: string;
  /** How often it was tried. */
  attempts: number;
  /** The kind of failure; never what was in the event. */
  reason: string;
  /** Null while it is tried again by itself. */
  deadAt: Date | null;
  nextAttemptAt: Date | null;
  /** Ids that the event names, by field: nothing that a person wrote. */
  names: Record<string, string[]>;
}

const COLUMNS = `event_id as "eventId", producer, position::float8 as position, subject, tenant_id as "tenantId",
  occurred_at as "occurredAt", request_id as "requestId", attempts, reason, dead_at as "deadAt",
  next_attempt_at as "nextAttemptAt", named as names`;

/** What one service has set aside, through its worker role: that sees the queues and nothing else. */
export class DeadLetters {
  constructor(private readonly worker: DatabaseAddress) {}

  list(): Promise<DeadLetter[]> {
    return this.query(`select ${COLUMNS} from dead_letter order by producer, position`, []);
  }

  async find(eventId: string): Promise<DeadLetter | undefined> {
    const [found] = await this.query(`select ${COLUMNS} from dead_letter where event_id = $1`, [
      eventId,
    ]);
    return found;
  }

  /**
   * Lets the running service try dead events again at once, with all tries before them; with an
   * id only that one. Answers what will be tried.
   */
  replay(eventId?: string): Promise<DeadLetter[]> {
    return this.query(
      `update dead_letter set attempts = 0, next_attempt_at = now(), dead_at = null
       where dead_at is not null and ($1::uuid is null or event_id = $1)
       returning ${COLUMNS}`,
      [eventId ?? null],
    );
  }

  private async query(sql: string, values: unknown[]): Promise<DeadLetter[]> {
    const client = new pg.Client({
      ...clientConfig(this.worker),
      application_name: 'dead-letters',
    });
    await client.connect();
    try {
      const { rows } = await client.query<DeadLetter>(sql, values);
      return rows;
    } finally {
      await client.end();
    }
  }
}
