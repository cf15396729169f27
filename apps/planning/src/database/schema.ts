import { CreatePlanning1767225700000 } from './migrations/1767225700000-create-planning.js';
import { SayWhenPlacesWereCounted1767225800000 } from './migrations/1767225800000-say-when-places-were-counted.js';
import { createInfrastructure, type ServiceSchema } from '@ouderportaal/database';

/** The schema `planning` and every step that made it, oldest first. Steps are never edited after a merge. */
export const schema: ServiceSchema = {
  service: 'planning',
  migrations: [
    createInfrastructure('planning'),
    CreatePlanning1767225700000,
    SayWhenPlacesWereCounted1767225800000,
  ],
};
