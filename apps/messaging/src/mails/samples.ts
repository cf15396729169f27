import type { Reader, Sender } from './people.js';

/** An invented family and organisation: every template is tried on it at start, and previewed with it. */
export const sampleReader: Reader = { firstName: 'Noor', language: 'nl' };

export const sampleSender: Sender = {
  name: 'Kinderopvang De Voorbeeldboom',
  branding: { primaryColour: '#1a7f5a', textColour: '#ffffff' },
  portalUrl: 'https://voorbeeldboom.example',
  logoUrl: null,
};

/** The same organisation with a logo. */
export const sampleSenderWithLogo: Sender = {
  ...sampleSender,
  logoUrl: 'https://voorbeeldboom.example/api/organisations/voorbeeldboom/logo',
};
