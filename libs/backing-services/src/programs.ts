import {
  MINIMUM_MINIO,
  MINIMUM_NATS,
  MINIO_IMAGE,
  MINIO_MODULE,
  MINIO_VERSION,
  NATS_IMAGE,
  NATS_MODULE,
  NATS_VERSION,
} from './pinned-versions.js';
import { parseVersion } from './versions.js';

/** A server program that is found or built: everything that differs between NATS and MinIO. */
export interface ServerProgram {
  /** For people: "MinIO". */
  readonly title: string;
  /** The file's name. */
  readonly name: string;
  readonly module: string;
  /** For Go, and part of the name in the cache. */
  readonly version: string;
  /** The version as people know it. */
  readonly label: string;
  readonly minimum: string;
  readonly whyMinimum: string;
  readonly readVersion: (output: string) => readonly number[] | undefined;
  readonly buildTakes: string;
  readonly brewFormula: string;
  readonly image: string;
}

export const NATS_PROGRAM: ServerProgram = {
  title: 'NATS',
  name: 'nats-server',
  module: NATS_MODULE,
  version: NATS_VERSION,
  label: NATS_VERSION,
  minimum: MINIMUM_NATS,
  whyMinimum: 'older ones ignore settings this project relies on',
  readVersion: parseVersion,
  buildTakes: 'about half a minute',
  brewFormula: 'nats-server',
  image: NATS_IMAGE,
};

export const MINIO_PROGRAM: ServerProgram = {
  title: 'Object store',
  name: 'minio',
  module: MINIO_MODULE,
  version: MINIO_VERSION,
  label: 'of 2026-02-12',
  minimum: MINIMUM_MINIO,
  whyMinimum: 'older ones have known holes in their signature checks',
  // "RELEASE.2025-09-07T16-13-09Z": the date is the version.
  readVersion: (output) => {
    const date = /RELEASE\.(\d{4})-(\d{2})-(\d{2})T/.exec(output);
    return date?.slice(1).map(Number);
  },
  buildTakes: 'about 2 minutes',
  brewFormula: 'minio/stable/minio',
  image: MINIO_IMAGE,
};
