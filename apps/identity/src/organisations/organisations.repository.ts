import { Injectable } from '@nestjs/common';
import { identity, type OrganisationSlug } from '@ouderportaal/contracts';
import type { ReadTx, Tx } from '@ouderportaal/database';
import type { z } from 'zod';

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
    await tx.execute(
      `insert into organisation (tenant_id, slug, name, language, time_zone, login_name,
         primary_colour, text_colour, portal_url, address_form, languages, contact_phone,
         contact_email, contact_address, features_on)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
       on conflict (tenant_id) do update set name = excluded.name, language = excluded.language,
         time_zone = excluded.time_zone, login_name = excluded.login_name,
         primary_colour = excluded.primary_colour, text_colour = excluded.text_colour,
         portal_url = excluded.portal_url, address_form = excluded.address_form,
         languages = excluded.languages, contact_phone = excluded.contact_phone,
         contact_email = excluded.contact_email, contact_address = excluded.contact_address,
         features_on = excluded.features_on`,
      [
        tx.tenantId,
        slug,
        profile.name,
        profile.language,
        profile.timeZone,
        profile.loginName,
        profile.branding.primaryColour,
        profile.branding.textColour,
        profile.portalUrl,
        profile.addressForm,
        profile.languages,
        profile.contact.phone,
        profile.contact.email,
        profile.contact.address && JSON.stringify(profile.contact.address),
        identity.FEATURES.filter((feature) => profile.features[feature]),
      ],
    );
  }
}
