import { createInfrastructure, type ServiceSchema } from '@ouderportaal/database';

/** The schema `messaging` and every step that made it, oldest first. Steps are never edited after a merge. */
export const schema: ServiceSchema = {
  service: 'messaging',
  migrations: [createInfrastructure('messaging')],
};
