import { describe, expect, it } from '@jest/globals';
import { identity, media } from '@ouderportaal/contracts';
import { actor, anonymous, codeOf, gateway, newTenant } from '@ouderportaal/testing';
import { featuresWith, profile } from './support/builders.js';
import { identityApp } from './support/identity-app.js';

describe('organisations', () => {
  const app = identityApp();
  const { request } = app;

  it('R231: show their own name and colours before anybody signs in', async () => {
    const branding = { primaryColour: '#004488', textColour: '#ffeecc' };
    const { slug } = await app.organisation({ profile: profile({ name: 'Het Nest', branding }) });
    await app.organisation();

    expect(await request(identity.organisations.get, anonymous, { organisation: slug })).toEqual({
      slug,
      name: 'Het Nest',
      language: 'nl',
      timeZone: 'Europe/Amsterdam',
      loginName: 'e-mail',
      branding,
      portalUrl: 'https://zonnebloem.example',
      addressForm: 'u',
      languages: ['nl', 'en'],
      contact: { phone: null, email: null, address: null },
      features: featuresWith(),
      logoUrl: null,
    });
  });

  it('R231: show how they speak, in which languages, and where they are reached', async () => {
    const address = { street: 'Laan', houseNumber: '7', postcode: '1234 AB', town: 'Dorp' };
    const contact = { phone: '000-1234567', email: 'info@nest.example', address };
    const spoken = { addressForm: 'je', languages: ['nl'] } as const;
    const { slug } = await app.organisation({
      profile: profile({
        addressForm: spoken.addressForm,
        languages: [...spoken.languages],
        contact,
      }),
    });

    expect(
      await request(identity.organisations.get, anonymous, { organisation: slug }),
    ).toMatchObject({ ...spoken, contact });
  });

  it('R232: show which parts of the portal are on', async () => {
    const features = featuresWith('credits', 'videos');
    const { slug } = await app.organisation({ profile: profile({ features }) });

    const shown = await request(identity.organisations.get, anonymous, { organisation: slug });
    expect(shown.features).toEqual(features);
  });

  it('R231: show where their logo is once media has one', async () => {
    const [{ slug, tenantId }, other] = [await app.organisation(), await app.organisation()];
    const shown = async (organisation: string) =>
      (await request(identity.organisations.get, anonymous, { organisation })).logoUrl;
    await app.hear(media.events.logoRecorded, tenantId, { version: 'a'.repeat(64) });
    await app.hear(media.events.logoRecorded, tenantId, { version: 'b'.repeat(64) });

    expect(await shown(slug)).toBe(`/api/organisations/${slug}/logo`);
    expect(await shown(other.slug)).toBeNull();
  });

  it('R234: say which username parents sign in with', async () => {
    const { slug } = await app.organisation({ profile: profile({ loginName: 'debtor-number' }) });

    const shown = await request(identity.organisations.get, anonymous, { organisation: slug });
    expect(shown.loginName).toBe('debtor-number');
  });

  it('are public: who is signed in elsewhere sees the same', async () => {
    const { slug } = await app.organisation();
    const stranger = actor('parent', newTenant());

    const shown = await request(identity.organisations.get, stranger, { organisation: slug });
    expect(shown.slug).toBe(slug);
  });

  it('that are not there are not found', async () => {
    const organisation = app.newSlug();

    expect(await codeOf(request(identity.organisations.get, anonymous, { organisation }))).toBe(
      'not-found',
    );
    expect(await request(identity.organisations.resolve, gateway, { organisation })).toEqual({
      tenantId: null,
    });
  });

  it('are resolved to their tenant for the gateway only', async () => {
    const { slug, tenantId } = await app.organisation();
    const resolve = (who = gateway) =>
      request(identity.organisations.resolve, who, { organisation: slug });

    expect(await resolve()).toEqual({ tenantId });
    expect(await codeOf(resolve(anonymous))).toBe('not-allowed');
    expect(await codeOf(resolve(actor('manager', tenantId)))).toBe('not-allowed');
  });

  it('keep their short name: the service can neither change nor remove it', async () => {
    const rights = await app.sql<{ privilege: string }>(
      `select privilege_type as privilege from information_schema.role_table_grants
       where table_schema = 'identity' and table_name = 'organisation_directory'
         and grantee = 'identity_app' order by 1`,
    );

    expect(rights.map(({ privilege }) => privilege)).toEqual(['INSERT', 'SELECT']);
  });
});
