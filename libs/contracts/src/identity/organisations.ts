import { z } from 'zod';
import { rpc, event } from '../contract.js';
import { isLoopback } from '../loopback.rules.js';
import { EMAIL, PORTAL_ADDRESS } from '../patterns.js';
import { rule } from '../rule.js';
import { ExternalNumber, Id, Language, line, OrganisationSlug } from '../shared.js';

/** Which name a parent signs in with (R11, R12, R234); employees always use their e-mail address. */
export const LoginName = z.enum(['debtor-number', 'e-mail']);
export type LoginName = z.infer<typeof LoginName>;

const Colour = z.string().regex(/^#[0-9a-f]{6}$/, 'Must be a colour like #1a7f5a');

/** An organisation's looks (R231): used by the login page and every mail. */
export const Branding = z
  .strictObject({ primaryColour: Colour, textColour: Colour })
  .meta({ id: 'Branding' });
export type Branding = z.infer<typeof Branding>;

/** How the portal speaks to people in Dutch (R231): `je`, or the formal `u`. */
const AddressForm = z.enum(['je', 'u']);

const onOff = z.boolean();
/** Parts of the portal that an organisation may use (R232): what is off is nowhere to be seen. */
const Features = z
  .strictObject({
    diary: onOff,
    logbook: onOff,
    videos: onOff,
    credits: onOff,
    exchanges: onOff,
    conversations: onOff,
    newsletters: onOff,
    documents: onOff,
    informationPages: onOff,
    schoolAgenda: onOff,
    observations: onOff,
    results: onOff,
    invoices: onOff,
    takeout: onOff,
  })
  .meta({ id: 'Features' });
export type Features = z.infer<typeof Features>;
export type Feature = keyof Features;
export const FEATURES = Object.keys(Features.shape) as readonly Feature[];

export const Email = z.email({ pattern: EMAIL }).max(254).toLowerCase();

export const PostalAddress = z.strictObject({
  street: line(80),
  houseNumber: line(12),
  postcode: z.string().regex(/^[1-9][0-9]{3} ?[A-Z]{2}$/, 'Must be a Dutch postcode like 1234 AB'),
  town: line(60),
});

/** Where people reach the organisation itself (R183, R231); null is not said. */
const Contact = z
  .strictObject({
    phone: line(20).nullable(),
    email: Email.nullable(),
    address: PostalAddress.nullable(),
  })
  .meta({ id: 'Contact' });
export type Contact = z.infer<typeof Contact>;

/** It goes into every mail: encrypted but on the machine itself, and with nobody's password in it. */
function isFitForMails(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  return (protocol === 'https:' || isLoopback(hostname)) && username === '' && password === '';
}

export const OrganisationProfile = z.strictObject({
  name: line(80),
  language: Language,
  /** IANA name; decides what "today" is. */
  timeZone: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/, 'Must be a name such as Europe/Amsterdam')
    .refine(
      isTimeZone,
      rule('import-invalid', 'Must be an IANA time zone such as Europe/Amsterdam'),
    ),
  loginName: LoginName,
  branding: Branding,
  /** Where parents reach the portal; links in mails begin with it. */
  portalUrl: z
    .url({ protocol: /^https?$/ })
    .max(200)
    .refine(isFitForMails, 'Must begin with https:// and hold no name or password')
    .meta({ pattern: PORTAL_ADDRESS }),
  /** What is left out of the four below stays as it is; a new organisation begins with the defaults. */
  addressForm: AddressForm.optional(),
  /** What a reader may choose from; `language` is one of them. */
  languages: z.array(Language).min(1).max(Language.options.length).optional(),
  contact: Contact.partial().meta({ id: 'ContactSettings' }).optional(),
  features: Features.partial().meta({ id: 'FeatureSettings' }).optional(),
});
export type OrganisationProfile = z.infer<typeof OrganisationProfile>;

export const OrganisationView = OrganisationProfile.extend({
  slug: OrganisationSlug,
  addressForm: AddressForm,
  languages: z.array(Language),
  contact: Contact,
  features: Features,
});
export type OrganisationView = z.infer<typeof OrganisationView>;

/** What the login page shows. */
export const OrganisationPage = OrganisationView.extend({
  /** Path of the logo on the portal's own origin; null where there is none. */
  logoUrl: z.string().nullable(),
}).meta({ id: 'Organisation' });
export type OrganisationPage = z.infer<typeof OrganisationPage>;

export const organisations = {
  get: rpc('identity.organisations.get', {
    route: 'GET /organisations/:organisation',
    allow: ['anonymous', 'parent', 'staff', 'manager'],
    effect: 'self-managed',
    summary: 'What the login page of an organisation shows',
    description:
      'Name, languages, je or u, colours, logo, contact, which parts of the portal are on, and which user name parents sign in with (R231, R232). Public: it is what the page shows before anybody signs in.',
    input: z.strictObject({ organisation: OrganisationSlug }),
    output: OrganisationPage,
    problems: ['not-found'],
  }),
  resolve: rpc('identity.organisations.resolve', {
    route: 'internal',
    allow: ['gateway'],
    effect: 'self-managed',
    summary: 'The tenant behind a short name',
    input: z.strictObject({ organisation: OrganisationSlug }),
    output: z.object({ tenantId: Id.nullable() }),
  }),
};

/** The whole profile, each time anything of it changes. */
export const organisationRecorded = event(
  'identity.events.organisation-recorded',
  OrganisationView.omit({
    loginName: true,
    addressForm: true,
    languages: true,
    contact: true,
    features: true,
  }),
);

export const CareType = z.enum([
  'day-care',
  'out-of-school',
  'before-school',
  'preschool',
  'school',
]);
export type CareType = z.infer<typeof CareType>;

export const locationRecorded = event(
  'identity.events.location-recorded',
  z.object({ locationId: Id, code: ExternalNumber, name: z.string() }),
);

export const groupRecorded = event(
  'identity.events.group-recorded',
  z.object({
    groupId: Id,
    locationId: Id,
    code: ExternalNumber,
    name: z.string(),
    careType: CareType,
  }),
);

/** Where an employee works now; `groupIds` is the whole list. A manager works for every group. */
export const employeeRecorded = event(
  'identity.events.employee-recorded',
  z.object({
    employeeId: Id,
    role: z.enum(['staff', 'manager']),
    groupIds: z.array(Id),
    isActive: z.boolean(),
  }),
);

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
