import { CreateIdentity1767225700000 } from './migrations/1767225700000-create-identity.js';

/** Every step that made identity's tables, oldest first. Steps are never edited after a merge. */
export const migrations = [CreateIdentity1767225700000];
