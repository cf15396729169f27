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
import { Outbox, type ReadTx, type SelfManagedCall, TenantDatabase } from '@ouderportaal/database';
import { Bucket } from '../bucket.js';
import { type Logo, LogosRepository } from './logos.repository.js';
import { inspect } from './picture.rules.js';

type RecordLogo = Input<typeof media.logos.record>;
type Outcome = Output<typeof media.logos.record>;

/** How long the gateway may begin to fetch what it was told about. */
const SECONDS = 60;

@Injectable()
export class LogosService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly logos: LogosRepository,
    private readonly bucket: Bucket,
    private readonly outbox: Outbox,
  ) {}

  /** Nothing reaches the store that was not looked at, and nobody is told about what is not stored yet. */
  async record(call: SelfManagedCall, { tenantId }: Actor, input: RecordLogo): Promise<Outcome> {
    const bytes = Buffer.from(input.picture, 'base64');
    const version = createHash('sha256').update(bytes).digest('hex');
    const logo: Logo = { ...inspect(bytes), bytes: bytes.length, version };
    if (tenantId === NOBODY) throw new DomainError('not-found');
    const owner = { tenantId, trace: call };
    if (input.dryRun) {
      return this.database.read(owner, async (tx) =>
        outcomeOf(input.organisation, await this.logos.find(tx), logo),
      );
    }
    await this.bucket.put(keyOf(tenantId, version), bytes, logo.mediaType);
    return this.database.transaction(owner, (tx) =>
      call.once(tx, async () => {
        const before = await this.logos.find(tx);
        await this.logos.record(tx, logo);
        if (before?.version !== version)
          this.outbox.add(tx, media.events.logoRecorded, { version });
        return outcomeOf(input.organisation, before, logo);
      }),
    );
  }

  async locate(tx: ReadTx): Promise<media.FileLocation | null> {
    const logo = await this.logos.find(tx);
    if (!logo) return null;
    const { mediaType, bytes, version } = logo;
    const url = await this.bucket.urlOf(keyOf(tx.tenantId, version), SECONDS);
    return { url, mediaType, bytes, version };
  }
}

/** Named after its content: another logo never changes what a reader is in the middle of. */
function keyOf(tenantId: string, version: string): string {
  return `published/${tenantId}/logo/${version}`;
}

function outcomeOf(organisation: string, before: Logo | null, now: Logo): Outcome {
  if (before?.version === now.version) return { changes: [], unchanged: 1 };
  const change = before
    ? ({ change: 'updated', fields: ['picture'] } as const)
    : ({ change: 'created', fields: [] } as const);
  const logo = { kind: 'logo', number: organisation, caution: null } as const;
  return { changes: [{ ...logo, ...change, fields: [...change.fields] }], unchanged: 0 };
}
