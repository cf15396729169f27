import { describe, expect, it } from '@jest/globals';
import { allContracts } from '@ouderportaal/contracts';
import fc from 'fast-check';
import { KnownPaths } from './known-paths.js';

function pathsOf(routes: readonly (readonly [method: string, path: string])[]): KnownPaths {
  const paths = new KnownPaths();
  for (const [method, path] of routes) paths.add(path, [method]);
  return paths;
}

describe('an address', () => {
  const paths = pathsOf([
    ['GET', '/requests/:id'],
    ['PUT', '/requests/:id'],
    ['POST', '/requests/preview'],
    ['GET', '/requests/:id/days/:day'],
    ['GET', '/requests/preview/days/:day'],
    ['PUT', '/requests/:id/days/first'],
  ]);

  it('is of the path that names it, and takes that one’s methods only', () => {
    expect(paths.allowed('/requests/preview')).toEqual(['POST']);
    expect(paths.allowed('/requests/7')).toEqual(['GET', 'PUT']);
    expect(paths.allowed('/requests')).toEqual([]);
    expect(paths.allowed('/requests/')).toEqual([]);
  });

  it('is refused by a route with a parameter where another path names it', () => {
    expect(paths.allowedInstead('/requests/:id', '/requests/preview')).toEqual(['POST']);
    expect(paths.allowedInstead('/requests/:id', '/requests/7')).toEqual([]);
    expect(paths.allowedInstead('/requests/preview', '/requests/preview')).toEqual([]);
  });

  it('is read from the left where two paths name a part of it', () => {
    const address = '/requests/preview/days/first';
    expect(paths.allowed(address)).toEqual(['GET']);
    expect(paths.allowedInstead('/requests/:id/days/first', address)).toEqual(['GET']);
    expect(paths.allowedInstead('/requests/preview/days/:day', address)).toEqual([]);
  });
});

describe('the portal’s own paths', () => {
  const routes = allContracts.flatMap(({ route }) =>
    route ? [[route.method, route.path] as const] : [],
  );
  const paths = pathsOf(routes);
  const words = [...new Set(routes.flatMap(([, path]) => path.split('/')))].filter(
    (word) => word !== '' && !word.startsWith(':'),
  );
  const segment = fc.oneof(fc.constantFrom(...words), fc.uuid());

  it('take a literal word for a parameter nowhere', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...routes),
        fc.array(segment, { maxLength: 6 }),
        (route, fill) => {
          const [, url] = route;
          let next = 0;
          const address = url.replace(/:\w+/g, () => fill[next++] ?? 'x');
          const literal = routes.filter(([, path]) => path === address).map(([method]) => method);
          if (literal.length === 0) return;
          expect(paths.allowed(address)).toEqual(literal.sort());
          expect(paths.allowedInstead(url, address)).toEqual(url === address ? [] : literal.sort());
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
