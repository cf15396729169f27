import { describe, expect, it } from '@jest/globals';
import { packingOf, portalPathOf } from './portal-path.rules.js';

const FILES = ['/index.html', '/sw.js', '/icon.svg', '/assets/index-1a2b.js'];
const has = (name: string) => FILES.includes(name);
const HTML = 'text/html,application/xhtml+xml,*/*;q=0.8';

describe('a path', () => {
  it.each(['/', '/kind', '/o/de-zevensprong', '/agenda/aanvragen/0190', '/index.html'])(
    '%s that a browser opens is the page',
    (path) => {
      expect(portalPathOf(path, HTML, has)).toEqual({ kind: 'page' });
    },
  );

  it.each([
    ['/assets/index-1a2b.js', true],
    ['/sw.js', false],
    ['/icon.svg', false],
  ])('%s is a file', (name, isForever) => {
    expect(portalPathOf(name, '*/*', has)).toEqual({ kind: 'file', name, isForever });
  });

  it('of an asset that is not there is nothing, however it is asked for', () => {
    expect(portalPathOf('/assets/index-old.js', HTML, has)).toEqual({ kind: 'unknown-file' });
  });

  it.each(['/api', '/api/home', '/api/nothing', '/health/ready', '/metrics', '/manifest/x'])(
    '%s is not the portal’s, also when a browser opens it',
    (path) => {
      expect(portalPathOf(path, HTML, has)).toBeNull();
    },
  );

  it('/ is the page, whoever asks: the worker keeps it', () => {
    expect(portalPathOf('/', '*/*', has)).toEqual({ kind: 'page' });
  });

  it.each(['/kind', '/apikind'])('%s that a program asks for is not the page', (path) => {
    expect(portalPathOf(path, 'application/json', has)).toBeNull();
    expect(portalPathOf(path, undefined, has)).toBeNull();
  });
});

describe('the form of a file', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['GZIP;q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br; q=0.000 , gzip', 'gzip'],
    ['br;q=0.5', 'br'],
    ['identity', null],
    ['', null],
    [undefined, null],
  ])('for %s is %s', (header, form) => {
    expect(packingOf(header)).toBe(form);
  });
});
