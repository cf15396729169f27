import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type media, NOBODY } from '@ouderportaal/contracts';
import { type ReadTx, type SelfManagedCall, TenantDatabase } from '@ouderportaal/database';
import { Bucket } from '../bucket.js';
import { type Logo, LogosRepository } from './logos.repository.js';
import { inspect } from './picture.rules.js';

/** How long the gateway may begin to fetch what it was told about. */
const SECONDS = 60;

@Injectable()
export class LogosService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly logos: LogosRepository,
    private readonly bucket: Bucket,
  ) {}

  /** Nothing reaches the store that was not looked at, and nobody is told about what is not stored yet. */
  async record(call: SelfManagedCall, { tenantId }: Actor, picture: string): Promise<Logo> {
    if (tenantId === NOBODY) throw new DomainError('not-found');
    const bytes = Buffer.from(picture, 'base64');
    const version = createHash('sha256').update(bytes).digest('hex');
    const logo: Logo = { ...inspect(bytes), bytes: bytes.length, version };
    await this.bucket.put(keyOf(tenantId, version), bytes, logo.mediaType);
    return this.database.transaction({ tenantId, trace: call }, (tx) =>
      call.once(tx, async () => {
        await this.logos.record(tx, logo);
        return logo;
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
