import { SERVICE_NAMES } from '@ouderportaal/contracts';
import { schemaOf, type ServiceSchema } from '@ouderportaal/database/runtime';
import { migrations as billing } from '../../billing/src/database/migrations.js';
import { migrations as identity } from '../../identity/src/database/migrations.js';
import { migrations as media } from '../../media/src/database/migrations.js';
import { migrations as messaging } from '../../messaging/src/database/migrations.js';
import { migrations as planning } from '../../planning/src/database/migrations.js';

/** Each service's own steps; `undefined` where it has only those that all have. */
const own: Record<(typeof SERVICE_NAMES)[number], ServiceSchema['migrations'] | undefined> = {
  identity,
  planning,
  media,
  messaging,
  billing,
};

/**
 * The schema of every service, in no particular order: none knows of another. Their modules stay out: a
 * migration needs none of what a service answers with.
 */
export const allSchemas = SERVICE_NAMES.map((service) => schemaOf(service, own[service]));
