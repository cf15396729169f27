import { CreateLogos1767225720000 } from './migrations/1767225720000-create-logos.js';
import { RemoveReplacedLogos1767225850000 } from './migrations/1767225850000-remove-replaced-logos.js';
import { TellLogosAgain1767225920000 } from './migrations/1767225920000-tell-logos-again.js';

/** Every step that made media's tables, oldest first. Steps are never edited after a merge. */
export const migrations = [
  CreateLogos1767225720000,
  RemoveReplacedLogos1767225850000,
  TellLogosAgain1767225920000,
];
