import { describe, expect, it } from '@jest/globals';
import { originOf } from './same-origin.rules.js';

const here = { host: 'api.example', publicOrigin: 'https://portal.example' };

describe('S21: where a request comes from', () => {
  it.each([
    ['the page itself', 'same-origin', undefined, 'same'],
    ['the address bar', 'none', undefined, 'same'],
    ['another site', 'cross-site', undefined, 'cross'],
    ['another site that claims our origin', 'cross-site', 'https://portal.example', 'cross'],
    ['a neighbour under the same domain', 'same-site', 'https://blog.example', 'cross'],
    ['a neighbour that does not say which', 'same-site', undefined, 'cross'],
    ['the portal beside the API', 'same-site', 'https://portal.example', 'same'],
    ['an old browser on the portal', undefined, 'https://portal.example', 'same'],
    ['an old browser on our own host', undefined, 'https://api.example', 'same'],
    ['an old browser on another port', undefined, 'https://api.example:8443', 'cross'],
    ['our host over plain http', undefined, 'http://api.example', 'cross'],
    ['an opaque origin', undefined, 'null', 'cross'],
    ['rubbish', undefined, '://', 'cross'],
    ['a client that is no browser', undefined, undefined, 'unknown'],
  ])('%s', (_name, secFetchSite, origin, expected) => {
    expect(originOf({ ...here, secFetchSite, origin })).toBe(expected);
  });

  it('plain http is ours where the portal is not on https', () => {
    const facts = { secFetchSite: undefined, origin: 'http://127.0.0.1:8080' };
    expect(originOf({ ...facts, host: '127.0.0.1:8080', publicOrigin: undefined })).toBe('same');
    expect(originOf({ ...facts, host: undefined, publicOrigin: undefined })).toBe('cross');
  });
});
