import { describe, expect, it } from '@jest/globals';
import { identity } from '@ouderportaal/contracts';
import { actor, codeOf } from '@ouderportaal/testing';
import { child, family, guardian } from './support/builders.js';
import { identityApp, type Organisation } from './support/identity-app.js';

describe('my children', () => {
  const app = identityApp();
  const { request } = app;

  const sam = guardian();
  const kim = guardian({ debtorNumber: 'D2', firstName: 'Kim', email: null });

  async function mine(organisation: Organisation, debtorNumber: string) {
    const guardianId = await app.idOf('guardian', organisation, debtorNumber);
    const parent = actor('parent', organisation.tenantId, guardianId);
    return (await request(identity.families.mine, parent, {})).children;
  }

  async function organisationWith(...families: identity.FamilyRow[]): Promise<Organisation> {
    const organisation = await app.organisation();
    await app.importFamilies(organisation.slug, families);
    return organisation;
  }

  it('R53: are there for both parents, oldest first', async () => {
    const children = [child(), child({ number: 'C2', firstName: 'Bo', bornOn: '2021-01-31' })];
    const organisation = await organisationWith(family({ guardians: [sam, kim], children }));

    const seen = await mine(organisation, 'D1');
    expect(seen).toEqual([
      {
        childId: await app.idOf('child', organisation, 'C2'),
        number: 'C2',
        firstName: 'Bo',
        lastName: 'Bedacht',
        bornOn: '2021-01-31',
        access: 'full',
      },
      {
        childId: await app.idOf('child', organisation, 'C1'),
        number: 'C1',
        firstName: 'Pip',
        lastName: 'Bedacht',
        bornOn: '2023-05-01',
        access: 'full',
      },
    ]);
    expect(await mine(organisation, 'D2')).toEqual(seen);
  });

  it('R29: stand on the first page with who is signed in', async () => {
    const organisation = await organisationWith(family({ guardians: [sam] }));
    const guardianId = await app.idOf('guardian', organisation, 'D1');
    const parent = actor('parent', organisation.tenantId, guardianId);

    const { person, children } = await request(identity.home.get, parent, {});

    expect(person).toMatchObject({ personId: guardianId, organisation: organisation.slug });
    expect(children).toEqual(await mine(organisation, 'D1'));
  });

  it('R53, R239: may be read-only for one parent', async () => {
    const guardianships = [{ child: 'C1', guardian: 'D2', access: 'read-only' as const }];
    const organisation = await organisationWith(family({ guardians: [sam, kim], guardianships }));

    expect(await mine(organisation, 'D1')).toMatchObject([{ access: 'full' }]);
    expect(await mine(organisation, 'D2')).toMatchObject([{ access: 'read-only' }]);
  });

  it('R25: are not there for a parent without access', async () => {
    const guardianships = [{ child: 'C1', guardian: 'D2', access: 'none' as const }];
    const organisation = await organisationWith(family({ guardians: [sam, kim], guardianships }));

    expect(await mine(organisation, 'D2')).toEqual([]);
  });

  it('are there for a guardian of another household who has care for them', async () => {
    const other = family({
      number: 'F2',
      guardians: [kim],
      children: [child({ number: 'C2', firstName: 'Bo' })],
    });
    const guardianships = [{ child: 'C1', guardian: 'D2', access: 'full' as const }];
    const organisation = await organisationWith(other, family({ guardianships }));

    expect((await mine(organisation, 'D2')).map(({ number }) => number)).toEqual(['C2', 'C1']);
    expect((await mine(organisation, 'D1')).map(({ number }) => number)).toEqual(['C1']);
  });

  it('are not there for another family, nor for the same person at another organisation', async () => {
    const stranger = family({ number: 'F2', guardians: [kim], children: [] });
    const organisation = await organisationWith(family(), stranger);
    const other = await organisationWith(family());
    const guardianId = await app.idOf('guardian', organisation, 'D1');

    expect(await mine(organisation, 'D2')).toEqual([]);
    const elsewhere = actor('parent', other.tenantId, guardianId);
    expect(await request(identity.families.mine, elsewhere, {})).toEqual({ children: [] });
  });

  it('are a question for parents only', async () => {
    const { tenantId } = await app.organisation();

    expect(await codeOf(request(identity.families.mine, actor('staff', tenantId), {}))).toBe(
      'not-allowed',
    );
  });
});
