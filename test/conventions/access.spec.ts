import { describe, expect, it } from '@jest/globals';
import { apiContracts, SERVICE_NAMES } from '@ouderportaal/contracts';
import { accessFileOf, readAccess } from '../journeys/access-matrix/collect.js';
import { ACTORS } from '../journeys/access-matrix/actors.js';

const found = readAccess();
const routed = apiContracts.flatMap((contract) =>
  contract.route ? [{ contract, route: `${contract.route.method} ${contract.route.path}` }] : [],
);

describe('who gets what from a route', () => {
  it.each(routed)('$route is said beside its feature’s tests', ({ contract, route }) => {
    const file = accessFileOf(contract);
    const said = found.find((each) => each.route === route);
    const missing = [
      ...(said?.row ? [] : ['who gets what']),
      ...(said?.target ? [] : ['a target']),
    ];
    const advice =
      missing.length > 0
        ? `${route}: say ${missing.join(' and ')} in ${file} (test/journeys/access-matrix/target.ts tells how)`
        : '';
    expect(advice).toBe('');
    expect(said?.file).toBe(file);
  });

  it('is said of no route of a service that is not there', () => {
    const known = new Set(routed.map(({ route }) => route));
    const ofServices = found.filter(({ file }) =>
      SERVICE_NAMES.some((service) => file.startsWith(`apps/${service}/`)),
    );
    expect(ofServices.filter(({ route }) => !known.has(route))).toEqual([]);
  });

  it.each(found)('$route says it for each kind of actor', ({ row, target }) => {
    expect(Object.keys(row ?? {}).sort()).toEqual(Object.keys(ACTORS).sort());
    for (const cell of Object.values(row ?? {})) expect(cell).toMatch(/^(ok|none|40[134])$/);
    expect(target).toBeDefined();
  });
});
