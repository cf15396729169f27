import { createInfrastructure, type ServiceSchema } from '@ouderportaal/database';
import { CreateMails1767225700000 } from './migrations/1767225700000-create-mails.js';
import { OpenMailKinds1767225710000 } from './migrations/1767225710000-open-mail-kinds.js';

/** The schema `messaging` and every step that made it, oldest first. Steps are never edited after a merge. */
export const schema: ServiceSchema = {
  service: 'messaging',
  migrations: [
    createInfrastructure('messaging'),
    CreateMails1767225700000,
    OpenMailKinds1767225710000,
  ],
};
