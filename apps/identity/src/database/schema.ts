import { createInfrastructure, type ServiceSchema } from '@ouderportaal/database';
import { CreateIdentity1767225700000 } from './migrations/1767225700000-create-identity.js';

/** The schema `identity` and every step that made it, oldest first. Steps are never edited after a merge. */
export const schema: ServiceSchema = {
  service: 'identity',
  migrations: [createInfrastructure('identity'), CreateIdentity1767225700000],
};
