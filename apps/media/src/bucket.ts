import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@ouderportaal/contracts';
import { CONFIG } from '@ouderportaal/service';
import { Agent } from 'node:https';
import { Client } from 'minio';
import type { ObjectStoreConfig } from './config.js';

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

  /** @throws DomainError `service-unavailable` when the store did not take it. */
  async put(key: string, bytes: Buffer, mediaType: string): Promise<void> {
    try {
      await this.client.putObject(this.name, key, bytes, bytes.length, {
        'content-type': mediaType,
      });
    } catch {
      throw new DomainError('service-unavailable');
    }
  }

  /** An address at which whoever has it may read this one file, for so many seconds; asks nobody. */
  urlOf(key: string, seconds: number): Promise<string> {
    return this.client.presignedGetObject(this.name, key, seconds);
  }
}
