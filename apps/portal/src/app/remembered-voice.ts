import type { Organisation } from './organisation.js';
import { readKept, writeKept } from './storage.js';

/** How an organisation speaks to people. */
type OrganisationVoice = Pick<Organisation, 'slug' | 'language' | 'languages' | 'addressForm'>;

const KEY = 'voice';

/** Kept on the device, so that a page never begins with the wrong form or language and then changes. */
export function rememberVoice({ slug, language, languages, addressForm }: OrganisationVoice): void {
  const voice: OrganisationVoice = { slug, language, languages, addressForm };
  writeKept(localStorage, KEY, voice);
}

/** Undefined where this device never spoke with that organisation. */
export function rememberedVoice(slug: string | null): OrganisationVoice | undefined {
  const voice = readKept<OrganisationVoice>(localStorage, KEY);
  return voice && voice.slug === slug ? voice : undefined;
}
