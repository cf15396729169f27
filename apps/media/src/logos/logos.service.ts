import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type Actor,
  DomainError,
  type Input,
  media,
  NOBODY,
  type Output,
} from '@ouderportaal/contracts';
import {
  Outbox,
  type ReadTx,
  type SelfManagedCall,
  TenantDatabase,
  type TransactionOwner,
  type Tx,
} from '@ouderportaal/database';
import { Clock } from '@ouderportaal/kernel';
import { Bucket } from '../bucket.js';
import { logoKey } from './logo-keys.js';
import { LogoRemovalsRepository } from './logo-removals.repository.js';
import { type Logo, LogosRepository } from './logos.repository.js';
import { inspect } from './picture.rules.js';

type RecordLogo = Input<typeof media.logos.record>;
type Outcome = Output<typeof media.logos.record>;

/** How long the gateway may begin to fetch what it was told about. */
const SECONDS = 60;
/** How long a replaced logo stays: a backup of that age still finds the bytes it names. */
const KEPT_MS = 30 * 86_400_000;

@Injectable()
export class LogosService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly logos: LogosRepository,
    private readonly bucket: Bucket,
    private readonly removals: LogoRemovalsRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Nothing is published that was not looked at, and nobody is told about what is not stored yet. */
  async record(call: SelfManagedCall, { tenantId }: Actor, input: RecordLogo): Promise<Outcome> {
    const { organisation, dryRun } = input;
    const bytes = Buffer.from(input.picture, 'base64');
    const owner = { tenantId, trace: call };
    if (dryRun) {
      const logo = logoOf(bytes);
      if (tenantId === NOBODY) throw new DomainError('not-found');
      return this.database.read(owner, async (tx) =>
        outcomeOf(organisation, await this.logos.find(tx), logo),
      );
    }
    if (tenantId === NOBODY) throw new DomainError('not-found');
    const logo = await this.publish(owner, bytes);
    return this.database.transaction(owner, (tx) =>
      call.once(tx, async () => outcomeOf(organisation, await this.replace(tx, logo), logo)),
    );
  }

  /** @throws DomainError `picture-refused`, and nothing of it is kept; `service-unavailable` */
  private async publish(owner: TransactionOwner, bytes: Buffer): Promise<Logo> {
    const arrived = await this.bucket.quarantine(owner.tenantId, bytes);
    try {
      const logo = logoOf(bytes);
      // The same logo may have been replaced before: its bytes must not go while they are published again.
      await this.database.transaction(owner, (tx) =>
        this.removals.postpone(tx, logo.version, this.removalDay()),
      );
      const key = logoKey(owner.tenantId, logo.version);
      await this.bucket.publish(arrived, key, logo.mediaType);
      return logo;
    } finally {
      await this.bucket.remove(arrived.key).catch(() => undefined);
    }
  }

  /** Answers the logo before it. */
  private async replace(tx: Tx, logo: Logo): Promise<Logo | null> {
    const before = await this.logos.find(tx);
    await this.logos.record(tx, logo);
    await this.removals.cancel(tx, logo.version);
    if (before?.version === logo.version) return before;
    if (before) await this.removals.add(tx, before.version, this.removalDay());
    this.outbox.add(tx, media.events.logoRecorded, { version: logo.version });
    return before;
  }

  private removalDay(): Date {
    return new Date(this.clock.now().getTime() + KEPT_MS);
  }

  async locate(tx: ReadTx): Promise<media.FileLocation | null> {
    const logo = await this.logos.find(tx);
    if (!logo) return null;
    const { mediaType, bytes, version } = logo;
    const url = await this.bucket.urlOf(logoKey(tx.tenantId, version), SECONDS);
    return { url, mediaType, bytes, version };
  }
}

/** @throws DomainError `picture-refused` */
function logoOf(bytes: Buffer): Logo {
  const version = createHash('sha256').update(bytes).digest('hex');
  return { ...inspect(bytes), bytes: bytes.length, version };
}

function outcomeOf(organisation: string, before: Logo | null, now: Logo): Outcome {
  if (before?.version === now.version) return { changes: [], unchanged: 1 };
  const change = before
    ? ({ change: 'updated', fields: ['picture'] } as const)
    : ({ change: 'created', fields: [] } as const);
  const logo = { kind: 'logo', number: organisation, caution: null } as const;
  return { changes: [{ ...logo, ...change, fields: [...change.fields] }], unchanged: 0 };
}
