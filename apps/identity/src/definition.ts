import type { ServiceDefinition } from '@ouderportaal/service';
import { Session } from './sessions/session.entity.js';

export const definition: ServiceDefinition = {
  service: 'identity',
  entities: [Session],
  constraints: {
    uq_account_username: 'import-invalid',
    uq_account_email: 'import-invalid',
  },
};
