import { CreateCopies1767225930000 } from './migrations/1767225930000-create-copies.js';

/** Every step that made billing's tables, oldest first. Steps are never edited after a merge. */
export const migrations = [CreateCopies1767225930000];
