import { Injectable } from '@nestjs/common';
import type { identity, OrganisationSlug } from '@ouderportaal/contracts';
import type { ReadTx, Tx } from '@ouderportaal/database';
import type { z } from 'zod';

interface OrganisationRow {
  slug: string;
  name: string;
  language: identity.OrganisationProfile['language'];
  timeZone: string;
  loginName: identity.LoginName;
  primaryColour: string;
  textColour: string;
  portalUrl: string;
}

@Injectable()
export class OrganisationsRepository {
  async find(tx: ReadTx): Promise<identity.OrganisationView | null> {
    const row = await tx.queryOne<OrganisationRow>(
      `select slug, name, language, time_zone as "timeZone", login_name as "loginName",
         primary_colour as "primaryColour", text_colour as "textColour", portal_url as "portalUrl"
       from organisation where tenant_id = $1`,
      [tx.tenantId],
    );
    if (!row) return null;
    const { primaryColour, textColour, ...profile } = row;
    return { ...profile, branding: { primaryColour, textColour } };
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
    profile: identity.OrganisationProfile,
  ): Promise<void> {
    await tx.execute(
      `insert into organisation (tenant_id, slug, name, language, time_zone, login_name,
         primary_colour, text_colour, portal_url)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (tenant_id) do update set name = excluded.name, language = excluded.language,
         time_zone = excluded.time_zone, login_name = excluded.login_name,
         primary_colour = excluded.primary_colour, text_colour = excluded.text_colour,
         portal_url = excluded.portal_url`,
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
      ],
    );
  }
}
