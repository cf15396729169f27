import type { identity, Language } from '@ouderportaal/contracts';

/** Who a mail is for, as far as it shows. */
export interface Reader {
  firstName: string;
  language: Language;
}

/** The organisation that a mail comes from, as far as it shows. */
export interface Sender {
  name: string;
  branding: identity.Branding;
  portalUrl: string;
  /** Absolute address of the logo; null where there is none. */
  logoUrl: string | null;
}
