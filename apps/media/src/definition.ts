import type { ServiceDefinition } from '@ouderportaal/service';
import type { Bucket } from './bucket.js';

/** Media is ready when its bucket is, too. */
export const definitionWith = (bucket: Bucket): ServiceDefinition => ({
  service: 'media',
  entities: [],
  constraints: {},
  healthChecks: [{ name: 'bucket', check: () => bucket.check() }],
});
