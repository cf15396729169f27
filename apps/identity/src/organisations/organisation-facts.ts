import type { identity } from '@ouderportaal/contracts';
import type { z } from 'zod';

/** What the other services are told of an organisation. */
export function organisationFact(
  organisation: identity.OrganisationView,
): z.input<typeof identity.events.organisationRecorded.data> {
  const { slug, name, language, timeZone, branding, portalUrl } = organisation;
  return { slug, name, language, timeZone, branding, portalUrl };
}
