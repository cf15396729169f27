import { namedIn } from '@ouderportaal/database';
import pg from 'pg';

/** An event that a service could not deal with. */
export interface DeadLetter {
  eventId: string;
  producer: string;
  /** In the producer's order. */
  position: number;
  subject: string;
  tenantId: string;
  occurredAt: string;
  requestId: string;
  /** How often it was tried. */
  attempts: number;
  /** The kind of failure; never what was in the event. */
  reason: string;
  /** Null while it is tried again by itself. */
  quarantinedAt: Date | null;
  nextAttemptAt: Date | null;
  /** Ids that the event names, by field: nothing that a person wrote. */
  names: Record<string, string[]>;
}

interface Row extends Omit<DeadLetter, 'names'> {
  data: unknown;
}

const COLUMNS = `event_id as "eventId", producer, (envelope ->> 'position')::int as position,
  envelope ->> 'subject' as subject, tenant_id as "tenantId", envelope ->> 'occurredAt' as "occurredAt",
  envelope ->> 'requestId' as "requestId", attempts, reason, quarantined_at as "quarantinedAt",
  next_attempt_at as "nextAttemptAt", envelope -> 'data' as data`;

/** What one service has set aside, through its worker role: that sees the queues and nothing else. */
export class DeadLetters {
  constructor(private readonly workerUrl: string) {}

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
   * Lets the running service try quarantined events again at once, with all tries before them; with an
   * id only that one. Answers what will be tried.
   */
  replay(eventId?: string): Promise<DeadLetter[]> {
    return this.query(
      `update dead_letter set attempts = 0, next_attempt_at = now(), quarantined_at = null
       where quarantined_at is not null and ($1::uuid is null or event_id = $1)
       returning ${COLUMNS}`,
      [eventId ?? null],
    );
  }

  private async query(sql: string, values: unknown[]): Promise<DeadLetter[]> {
    const client = new pg.Client({
      connectionString: this.workerUrl,
      application_name: 'dead-letters',
    });
    await client.connect();
    try {
      const { rows } = await client.query<Row>(sql, values);
      return rows.map(({ data, ...row }) => ({ ...row, names: namedIn(data) }));
    } finally {
      await client.end();
    }
  }
}
