import { Client } from 'minio';

import { chooseSource } from './choose-source.js';
import { type BackingEnvironment, readEnvironment } from './environment.js';
import { startLocalMinio } from './minio-local.js';
import { OBJECT_STORE_REGION } from './pinned-versions.js';
import type { ObjectStore, ObjectStoreOptions } from './types.js';

export async function startObjectStore(options: ObjectStoreOptions): Promise<ObjectStore> {
  const environment = options.environment ?? readEnvironment();
  return chooseSource(
    {
      title: 'Object store',
      variable: 'OUDERPORTAAL_S3_ENDPOINT',
      address: environment.s3Endpoint,
      dataDir: options.dataDir,
      environment: (endpoint) => checkObjectStore(endpoint, environment),
      docker: async (engine) => {
        const { startMinioContainer } = await import('./containers.js');
        return startMinioContainer(engine, options);
      },
      local: () => startLocalMinio(options, environment),
    },
    environment,
    options.log,
  );
}

/** S3 has no version to ask for; that the keys are accepted is what matters. */
async function checkObjectStore(
  endpoint: string,
  environment: BackingEnvironment,
): Promise<ObjectStore> {
  const { s3AccessKey: accessKey, s3SecretKey: secretKey } = environment;
  if (accessKey === undefined || secretKey === undefined) {
    throw new Error(
      'Object store: OUDERPORTAAL_S3_ENDPOINT also needs OUDERPORTAAL_S3_ACCESS_KEY and ' +
        'OUDERPORTAAL_S3_SECRET_KEY.',
    );
  }
  const region = environment.s3Region ?? OBJECT_STORE_REGION;
  try {
    await within(5000, s3Client(endpoint, accessKey, secretKey, region).listBuckets());
  } catch (error) {
    throw new Error(
      `Object store: ${endpoint} (OUDERPORTAAL_S3_ENDPOINT) cannot be used: ` +
        `${error instanceof Error ? error.message : String(error)}. Correct the address or the keys; ` +
        'without the variable one is started for you.',
      { cause: error },
    );
  }
  const source = `environment, ${endpoint}`;
  return { endpoint, accessKey, secretKey, region, source, stop: () => Promise.resolve() };
}

function s3Client(endpoint: string, accessKey: string, secretKey: string, region: string): Client {
  const { hostname, port, protocol } = new URL(endpoint);
  const useSSL = protocol === 'https:';
  const address = { endPoint: hostname, useSSL, port: port === '' ? undefined : Number(port) };
  return new Client({ ...address, accessKey, secretKey, region });
}

/** The client has no deadline of its own. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Error(`no answer within ${ms / 1000} s`));
  }, ms);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
