import { describe, expect, it } from '@jest/globals';
import { OrganisationProfile } from './organisations.js';

const { portalUrl } = OrganisationProfile.shape;

describe('where parents reach the portal', () => {
  it.each([
    'https://ouders.example',
    'https://portaal.example:8443/zonnehoek',
    'http://localhost:3000',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
  ])('may be %s', (address) => {
    expect(portalUrl.safeParse(address).success).toBe(true);
  });

  it.each([
    'http://ouders.example',
    'http://10.0.0.7:3000',
    'http://localhost.example',
    'https://name:secret@ouders.example',
    'https://name@ouders.example',
    'javascript:alert(1)',
    'ouders.example',
  ])('is not %s, as it goes into every mail', (address) => {
    expect(portalUrl.safeParse(address).success).toBe(false);
  });
});
