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

/** Go itself knows since this version how to fetch a newer one. */
export const MINIMUM_GO = '1.21';
/** Fetched where no Go is installed. */
export const GO_VERSION = '1.26.8';
/** By platform, of golang.org/toolchain@v0.0.1-go<version>.<platform> in the database sum.golang.org. */
export const GO_HASHES: Readonly<Record<string, string>> = {
  'linux-amd64': 'h1:ZOmGe1OnfREDMIdb1Qi4G9JSuDPBLGExZMQ4nis1RXM=',
  'linux-arm64': 'h1:sYL/O6MqS68ML0kjsQ36WoYIpJqkw60TxizWUYUKQMc=',
  'darwin-amd64': 'h1:7/9KPPN8PckcA9s91hm2jmQMhzW4KyTJXHIs45L0C9M=',
  'darwin-arm64': 'h1:dFjGhY6f8DTsY8/rLchUTDRRfjJP4pCrGCwxvHFT2Fg=',
};

export const OBJECT_STORE_REGION = 'eu-central-1';
