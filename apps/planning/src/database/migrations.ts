import { CreatePlanning1767225700000 } from './migrations/1767225700000-create-planning.js';
import { SayWhenPlacesWereCounted1767225800000 } from './migrations/1767225800000-say-when-places-were-counted.js';
import { WaitBeforeTelling1767225950000 } from './migrations/1767225950000-wait-before-telling.js';
import { KeepIdsOfAnswers1767225940000 } from './migrations/1767225940000-keep-ids-of-answers.js';

/** Every step that made planning's tables, oldest first. Steps are never edited after a merge. */
export const migrations = [
  CreatePlanning1767225700000,
  SayWhenPlacesWereCounted1767225800000,
  KeepIdsOfAnswers1767225940000,
  WaitBeforeTelling1767225950000,
];
