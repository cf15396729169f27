import { type FieldError, identity } from '@ouderportaal/contracts';

/** Everything that an organisation's page says of it. */
export type WholeProfile = Omit<identity.OrganisationView, 'slug'>;

const ALL_OFF = Object.fromEntries(
  identity.FEATURES.map((feature) => [feature, false]),
) as identity.Features;

/** What a new organisation begins with: formal, both languages, nothing switched on that has a switch. */
const FRESH = {
  addressForm: 'u',
  languages: ['nl', 'en'],
  contact: { phone: null, email: null, address: null },
  features: ALL_OFF,
} satisfies Partial<WholeProfile>;

/** What was sent, with what it leaves out as it is stored, or as a new organisation begins. */
export function completedProfile(
  sent: identity.OrganisationProfile,
  stored: WholeProfile | null,
): WholeProfile {
  const before = stored ?? FRESH;
  return {
    name: sent.name,
    language: sent.language,
    timeZone: sent.timeZone,
    loginName: sent.loginName,
    branding: sent.branding,
    portalUrl: sent.portalUrl,
    addressForm: sent.addressForm ?? before.addressForm,
    languages: sent.languages ?? before.languages,
    contact: { ...before.contact, ...said(sent.contact) },
    features: { ...before.features, ...said(sent.features) },
  };
}

/** An organisation writes in a language that its people can choose. */
export function badLanguages({ language, languages }: WholeProfile): FieldError[] {
  const path = ['profile', 'languages'];
  if (!languages.includes(language)) {
    return [{ path, message: `Must hold the language of the organisation, ${language}` }];
  }
  return new Set(languages).size === languages.length
    ? []
    : [{ path, message: 'Names a language twice' }];
}

function said<T extends object>(
  fields: T | undefined,
): { [F in keyof T]: Exclude<T[F], undefined> } {
  const entries = Object.entries(fields ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [F in keyof T]: Exclude<T[F], undefined> };
}
