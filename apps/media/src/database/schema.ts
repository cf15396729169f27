import { createInfrastructure, type ServiceSchema } from '@ouderportaal/database';

/** The schema `media` and every step that made it, oldest first. Steps are never edited after a merge. */
export const schema: ServiceSchema = {
  service: 'media',
  migrations: [createInfrastructure('media')],
};
