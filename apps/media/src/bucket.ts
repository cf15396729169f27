import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@ouderportaal/contracts';
import { CONFIG } from '@ouderportaal/service';
import { Agent } from 'node:https';
import { Client, CopyDestinationOptions, CopySourceOptions } from 'minio';
import { newId } from '@ouderportaal/kernel';
import type { ObjectStoreConfig } from './config.js';

/** Prefix of uploads that were not inspected yet. */
const QUARANTINE = 'quarantine/';
/** Prefix of inspected files: the only part that is ever read. */
export const PUBLISHED = 'published/';

/** A file in quarantine; `etag` says which bytes they are. */
interface Arrived {
  key: string;
  etag: string;
}

/** Media's own bucket. Plain S3, so that any compatible store can hold it. */
@Injectable()
export class Bucket {
  private readonly client: Client;
  private readonly name: string;
  private readonly region: string;

  constructor(@Inject(CONFIG) config: ObjectStoreConfig) {
    const url = new URL(config.OBJECT_STORE_URL);
    this.name = config.OBJECT_STORE_BUCKET;
    this.region = config.OBJECT_STORE_REGION;
    this.client = new Client({
      endPoint: url.hostname,
      port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
      useSSL: url.protocol === 'https:',
      ...(url.protocol === 'https:'
        ? { transportAgent: new Agent({ keepAlive: true, ca: config.OBJECT_STORE_CA }) }
        : {}),
      accessKey: config.OBJECT_STORE_ACCESS_KEY,
      secretKey: config.OBJECT_STORE_SECRET_KEY,
      region: this.region,
    });
  }

  /**
   * Rejects while the store is not there. Makes the bucket where it is missing; another replica may do
   * so at the same moment.
   */
  async check(): Promise<void> {
    if (await this.client.bucketExists(this.name)) return;
    try {
      await this.client.makeBucket(this.name, this.region);
    } catch (error) {
      if (!(await this.client.bucketExists(this.name))) throw error;
    }
  }

  /**
   * Puts bytes where nothing is read from, under a name that nobody chose.
   * @throws DomainError `service-unavailable` when the store did not take them
   */
  async quarantine(tenantId: string, bytes: Buffer): Promise<Arrived> {
    const key = `${QUARANTINE}${tenantId}/${newId()}`;
    const { etag } = await orUnavailable(
      this.client.putObject(this.name, key, bytes, bytes.length, {
        'content-type': 'application/octet-stream',
      }),
    );
    return { key, etag };
  }

  /**
   * Moves bytes out of quarantine once they were looked at: these very bytes, or none. Taking them away
   * there may fail; what is left behind goes by itself after a day.
   * @throws DomainError `service-unavailable`
   */
  async publish(arrived: Arrived, key: string, mediaType: string): Promise<void> {
    const from = { Bucket: this.name, Object: arrived.key, MatchETag: arrived.etag };
    const to = { Bucket: this.name, Object: key, MetadataDirective: 'REPLACE' as const };
    await orUnavailable(
      this.client.copyObject(
        new CopySourceOptions(from),
        new CopyDestinationOptions({ ...to, Headers: { 'content-type': mediaType } }),
      ),
    );
  }

  /** Also where there is nothing of that name. @throws DomainError `service-unavailable` */
  async remove(key: string): Promise<void> {
    await orUnavailable(this.client.removeObject(this.name, key));
  }

  /** What has been in quarantine since before an instant: its upload ended half-way. */
  async leftInQuarantine(before: Date): Promise<string[]> {
    const keys: string[] = [];
    for await (const { name, lastModified } of this.client.listObjectsV2(
      this.name,
      QUARANTINE,
      true,
    ) as AsyncIterable<{ name?: string; lastModified?: Date }>) {
      if (name !== undefined && lastModified && lastModified < before) keys.push(name);
    }
    return keys;
  }

  /**
   * An address at which whoever has it may read this one file, for so many seconds; asks nobody. Nothing
   * in quarantine has one.
   */
  urlOf(key: string, seconds: number): Promise<string> {
    if (!key.startsWith(PUBLISHED)) throw new Error(`${key} was not published`);
    return this.client.presignedGetObject(this.name, key, seconds);
  }
}

async function orUnavailable<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch {
    throw new DomainError('service-unavailable');
  }
}
