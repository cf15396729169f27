import { serviceUnderTest, type ServiceUnderTest } from '@ouderportaal/testing';
import { BillingModule } from '../../../apps/billing/src/billing.module.js';
import { schema as billingSchema } from '../../../apps/billing/src/database/schema.js';
import { definition as billing } from '../../../apps/billing/src/definition.js';
import { schema as identitySchema } from '../../../apps/identity/src/database/schema.js';
import { definition as identity } from '../../../apps/identity/src/definition.js';
import { IdentityModule } from '../../../apps/identity/src/identity.module.js';
import { schema as mediaSchema } from '../../../apps/media/src/database/schema.js';
import { MediaModule } from '../../../apps/media/src/media.module.js';
import { schema as messagingSchema } from '../../../apps/messaging/src/database/schema.js';
import { definition as messaging } from '../../../apps/messaging/src/definition.js';
import { MessagingModule } from '../../../apps/messaging/src/messaging.module.js';
import { schema as planningSchema } from '../../../apps/planning/src/database/schema.js';
import { definition as planning } from '../../../apps/planning/src/definition.js';
import { PlanningModule } from '../../../apps/planning/src/planning.module.js';

/** Boots each service of the portal once; what it would call outside (mail, bucket) is not there. */
export const everyService: Record<string, () => ServiceUnderTest> = {
  identity: () =>
    serviceUnderTest({ definition: identity, schema: identitySchema, module: IdentityModule }),
  planning: () =>
    serviceUnderTest({
      definition: planning,
      schema: planningSchema,
      module: PlanningModule,
      hears: ['identity'],
    }),
  media: () =>
    serviceUnderTest({
      definition: { service: 'media', entities: [], constraints: {} },
      schema: mediaSchema,
      module: MediaModule,
    }),
  messaging: () =>
    serviceUnderTest({
      definition: messaging,
      schema: messagingSchema,
      hears: ['identity', 'planning'],
      module: () =>
        MessagingModule.with({
          NODE_ENV: 'test',
          SMTP_URL: 'smtp://127.0.0.1:1',
          MAIL_FROM: 'no-reply@portaal.example',
        }),
    }),
  billing: () =>
    serviceUnderTest({ definition: billing, schema: billingSchema, module: BillingModule }),
};
