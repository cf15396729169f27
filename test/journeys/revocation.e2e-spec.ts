import { beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '@ouderportaal/testing';
import { familiesOf } from './access-matrix/organisation.js';
import { World } from './access-matrix/world.js';
import { runningPortal } from './support/portal.js';
import { recordPart } from './support/record-part.js';

/** From the answer to the change on; what a copy in another service may be behind. */
const WITHIN_MS = 1_000;

describe('S7: A right that was taken, once that was answered,', () => {
  const world = new World(runningPortal());

  beforeAll(() => world.build(), 60_000);

  const access = (access: 'full' | 'none') => ({ child: 'C1', guardian: 'D-own', access });

  /** Records the family that is aimed at, with what its own guardian may do for the child. */
  const record = (guardianships: object[]) => {
    const { organisation, families } = familiesOf(world.slug, world.mark);
    const family = families.find(({ number }) => number === 'F1')!;
    const changed = {
      ...family,
      guardianships: [...(family.guardianships ?? []), ...guardianships],
    };
    return recordPart(world.person('oper'), '/families', {
      organisation,
      families: [changed],
      confirmRemovals: true,
    });
  };

  const statusOf = async (path: string) => (await world.person('own').get(path)).status;

  it('is gone at once where it is kept, and within a second in the copy of planning', async () => {
    const { requestId } = world.own;
    expect(await statusOf(`/care-requests/${requestId}`)).toBe(200);

    await record([access('none')]);

    const { body } = await world.person('own').get<{ children: unknown[] }>('/family');
    expect(body.children).toEqual([]);
    await until(
      'planning to hear of it',
      async () => (await statusOf(`/care-requests/${requestId}`)) === 404,
      WITHIN_MS,
    );
    // And stays away: what is older than the copy changes nothing.
    expect(await statusOf(`/care-requests/${requestId}`)).toBe(404);
  });

  it('is gone within a second behind two hundred families that changed before it', async () => {
    const { requestId } = world.strangers[0]!;
    const look = async () => (await world.person('othr').get(`/care-requests/${requestId}`)).status;
    expect(await look()).toBe(200);
    const [shape] = familiesOf(world.slug, world.mark).families;
    const families = Array.from({ length: 200 }, (_, n) => ({
      ...shape,
      number: `S-${n}`,
      guardians: [
        { ...shape!.guardians[0]!, debtorNumber: `S-${n}`, email: null, initialPassword: null },
      ],
      children: [{ number: `S-${n}`, firstName: 'Sam', lastName: 'Veel', bornOn: '2024-05-06' }],
    }));
    await recordPart(world.person('oper'), '/families', { organisation: world.slug, families });

    const theirs = familiesOf(world.slug, world.mark).families.find(
      ({ number }) => number === 'F4',
    )!;
    await recordPart(world.person('oper'), '/families', {
      organisation: world.slug,
      confirmRemovals: true,
      families: [
        {
          ...theirs,
          guardianships: ['C4', 'C5'].map((child) => ({
            child,
            guardian: 'D-othr',
            access: 'none',
          })),
        },
      ],
    });

    await until('planning to hear of it', async () => (await look()) === 404, WITHIN_MS);
  });
});
