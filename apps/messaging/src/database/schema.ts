import { createInfrastructure, type ServiceSchema } from '@ouderportaal/database';
import { CreateMails1767225700000 } from './migrations/1767225700000-create-mails.js';

/** The schema `messaging` and every step that made it, oldest first. Steps are never edited after a merge. */
export const schema: ServiceSchema = {
  service: 'messaging',
  migrations: [createInfrastructure('messaging'), CreateMails1767225700000],
};
