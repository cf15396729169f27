import { addressOf, authority, readConfig } from '@ouderportaal/process';
import { z } from 'zod';
import type { BucketUser, ObjectStoreAdmin } from './minio-admin.js';

const Key = z.string().min(1);

const shape = {
  OBJECT_STORE_URL: addressOf('object-store', z.url({ protocol: /^https?$/ })),
  /** Authority of the store's certificate. */
  OBJECT_STORE_CA: authority,
  OBJECT_STORE_REGION: z.string().default('eu-central-1'),
  OBJECT_STORE_BUCKET: z.string().min(3).default('ouderportaal-media'),
  /** What media is given; MinIO wants eight characters of a secret key. */
  OBJECT_STORE_ACCESS_KEY: Key,
  OBJECT_STORE_SECRET_KEY: z.string().min(8),
  /** Of the store's root. */
  OBJECT_STORE_ADMIN_ACCESS_KEY: Key,
  OBJECT_STORE_ADMIN_SECRET_KEY: Key,
};

/** Environment of the command; each also as `<NAME>_FILE`. */
export function readObjectStoreConfig(
  environment: Record<string, string | undefined> = process.env,
): { admin: ObjectStoreAdmin; user: BucketUser } {
  const config = readConfig('object-store', shape, environment);
  return {
    admin: {
      url: config.OBJECT_STORE_URL,
      ca: config.OBJECT_STORE_CA,
      region: config.OBJECT_STORE_REGION,
      accessKey: config.OBJECT_STORE_ADMIN_ACCESS_KEY,
      secretKey: config.OBJECT_STORE_ADMIN_SECRET_KEY,
    },
    user: {
      bucket: config.OBJECT_STORE_BUCKET,
      accessKey: config.OBJECT_STORE_ACCESS_KEY,
      secretKey: config.OBJECT_STORE_SECRET_KEY,
    },
  };
}
