import { addressOf, authority } from '@ouderportaal/process';
import { z } from 'zod';

/** Where the photos lie: any S3-compatible store. */
export const objectStoreConfig = {
  OBJECT_STORE_URL: addressOf('object-store', z.url({ protocol: /^https?$/ })),
  /** Authority of the store's certificate. */
  OBJECT_STORE_CA: authority,
  OBJECT_STORE_ACCESS_KEY: z.string().min(1),
  OBJECT_STORE_SECRET_KEY: z.string().min(1),
  OBJECT_STORE_REGION: z.string().default('eu-central-1'),
  OBJECT_STORE_BUCKET: z.string().min(3).default('ouderportaal-media'),
};

export type ObjectStoreConfig = z.infer<z.ZodObject<typeof objectStoreConfig>>;
