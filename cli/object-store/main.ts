import { readObjectStoreConfig } from './environment.js';
import { prepareBucket } from './minio-admin.js';

/** Gives media a user of MinIO that reaches its own bucket alone, before media starts. */
async function main(): Promise<void> {
  const { admin, user } = readObjectStoreConfig();
  await prepareBucket(admin, user);
  console.log(`The bucket ${user.bucket} is there, with a user for it alone.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
