import { CreateMails1767225700000 } from './migrations/1767225700000-create-mails.js';
import { OpenMailKinds1767225710000 } from './migrations/1767225710000-open-mail-kinds.js';
import { HearOfLogos1767225840000 } from './migrations/1767225840000-hear-of-logos.js';

/** Every step that made messaging's tables, oldest first. Steps are never edited after a merge. */
export const migrations = [
  CreateMails1767225700000,
  OpenMailKinds1767225710000,
  HearOfLogos1767225840000,
];
