import type { ServiceDefinition } from '@ouderportaal/service';

export const definition: ServiceDefinition = {
  service: 'billing',
  entities: [],
  constraints: {},
};
