import { Injectable } from '@nestjs/common';
import { identity, type OrganisationSlug } from '@ouderportaal/contracts';
import type { ReadTx, Tx } from '@ouderportaal/database';
import type { z } from 'zod';
import { Organisation } from './organisation.entity.js';

type OrganisationRow = Omit<identity.OrganisationView, 'branding' | 'contact' | 'features'> &
  identity.Branding &
  identity.Contact & { featuresOn: identity.Feature[] };

@Injectable()
export class OrganisationsRepository {
  async find(tx: ReadTx): Promise<identity.OrganisationView | null> {
    const row = await tx.queryOne<OrganisationRow>(
      `select slug, name, language, time_zone as "timeZone", login_name as "loginName",
         primary_colour as "primaryColour", text_colour as "textColour", portal_url as "portalUrl",
         address_form as "addressForm", languages, contact_phone as phone, contact_email as email,
         contact_address as address, features_on as "featuresOn"
       from organisation where tenant_id = $1`,
      [tx.tenantId],
    );
    if (!row) return null;
    const { primaryColour, textColour, phone, email, address, featuresOn, ...profile } = row;
    return {
      ...profile,
      branding: { primaryColour, textColour },
      contact: { phone, email, address },
      features: Object.fromEntries(
        identity.FEATURES.map((feature) => [feature, featuresOn.includes(feature)]),
      ) as identity.Features,
    };
  }

  /** Waits for another import of the same organisation: what is planned next stays true until the end. */
  async lock(tx: Tx): Promise<void> {
    await tx.query('select from organisation where tenant_id = $1 for no key update', [
      tx.tenantId,
    ]);
  }

  async record(
    tx: Tx,
    slug: z.infer<typeof OrganisationSlug>,
    profile: Omit<identity.OrganisationView, 'slug'>,
  ): Promise<void> {
    const { branding, contact, features, ...columns } = profile;
    const row: Organisation = {
      ...columns,
      ...branding,
      tenantId: tx.tenantId,
      slug,
      contactPhone: contact.phone,
      contactEmail: contact.email,
      contactAddress: contact.address,
      featuresOn: identity.FEATURES.filter((feature) => features[feature]),
    };
    await tx.manager.upsert(Organisation, row, ['tenantId']);
  }
}
