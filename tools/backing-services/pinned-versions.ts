/** Every version and image of the backing services; docker-compose.yml names the same ones. */
export const POSTGRES_IMAGE = 'postgres:18.4';
export const NATS_IMAGE = 'nats:2.15.2';
/** The last community image: MinIO publishes source only since then. */
export const MINIO_IMAGE = 'minio/minio:RELEASE.2025-09-07T16-13-09Z';

/** uuidv7(), virtual columns and `WITHOUT OVERLAPS` are from 18. */
export const MINIMUM_POSTGRES_MAJOR = 18;
/** Per-message TTL is from 2.11; older ones ignore it without a word. */
export const MINIMUM_NATS = '2.11.0';
export const MINIMUM_MINIO = '2024.01.01';

export const NATS_MODULE = 'github.com/nats-io/nats-server/v2';
export const NATS_VERSION = 'v2.15.2';
export const MINIO_MODULE = 'github.com/minio/minio';
export const MINIO_VERSION = 'v0.0.0-20260212201848-7aac2a2c5b7c';

export const OBJECT_STORE_REGION = 'eu-central-1';
