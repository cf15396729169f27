import { defineService } from '@ouderportaal/service';
import { identityConfig } from './config.js';
import { IdentityModule } from './identity.module.js';
import { Organisation } from './organisations/organisation.entity.js';
import { Session } from './sessions/session.entity.js';

export const identity = defineService({
  name: 'identity',
  module: IdentityModule,
  config: identityConfig,
  migrations: new URL('./database/migrations/', import.meta.url),
  entities: [Organisation, Session],
  constraints: {
    uq_account_username: 'import-invalid',
    uq_account_email: 'import-invalid',
  },
});
