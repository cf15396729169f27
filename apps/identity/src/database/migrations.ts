import { CreateIdentity1767225700000 } from './migrations/1767225700000-create-identity.js';
import { HearOfLogos1767225730000 } from './migrations/1767225730000-hear-of-logos.js';
import { ShowWhatAnOrganisationOffers1767225830000 } from './migrations/1767225830000-show-what-an-organisation-offers.js';

/** Every step that made identity's tables, oldest first. Steps are never edited after a merge. */
export const migrations = [
  CreateIdentity1767225700000,
  HearOfLogos1767225730000,
  ShowWhatAnOrganisationOffers1767225830000,
];
