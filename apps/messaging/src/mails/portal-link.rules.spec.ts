import { describe, expect, it } from '@jest/globals';
import { portalLink } from './portal-link.rules.js';

describe('a link into the portal', () => {
  it.each([
    ['bare', 'https://zon.example', 'https://zon.example/care-requests/1'],
    ['with a slash', 'https://zon.example/', 'https://zon.example/care-requests/1'],
    ['with a path', 'https://zon.example/portaal/', 'https://zon.example/portaal/care-requests/1'],
    ['with a query', 'https://zon.example/?a=b#c', 'https://zon.example/care-requests/1'],
  ])('begins with its address, %s', (_case, portalUrl, expected) => {
    expect(portalLink(portalUrl, 'care-requests/1')).toBe(expected);
  });
});
