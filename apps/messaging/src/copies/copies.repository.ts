import { Injectable } from '@nestjs/common';
import { type identity, type Language, logoPath } from '@ouderportaal/contracts';
import type { ReadTx, Tx } from '@ouderportaal/database';

/** What a mail takes from the organisation it comes from (R231). */
export interface OrganisationCopy {
  slug: string;
  name: string;
  language: Language;
  timeZone: string;
  branding: identity.Branding;
  portalUrl: string;
}

/** The same as a mail is made of it. */
interface SendingOrganisation extends OrganisationCopy {
  /** Absolute address of the logo on the organisation's own portal; null where there is none. */
  logoUrl: string | null;
}

interface RecipientCopy {
  recipientId: string;
  firstName: string;
  /** As it was recorded; whether it can be written to is `usableAddress`'s to say. */
  email: string | null;
  language: Language;
}

export interface RecordedRecipient {
  recipientId: string;
  hasNewAddress: boolean;
}

interface OrganisationRow {
  slug: string;
  name: string;
  language: Language;
  time_zone: string;
  primary_colour: string;
  text_colour: string;
  portal_url: string;
  has_logo: boolean;
}

interface RecipientRow {
  id: string;
  first_name: string;
  email: string | null;
  language: Language;
}

/** The copies of identity's facts. What is older than the copy that is there changes nothing. */
@Injectable()
export class CopiesRepository {
  async organisation(tx: ReadTx): Promise<SendingOrganisation | null> {
    const row = await tx.queryOne<OrganisationRow>(
      `select slug, name, language, time_zone, primary_colour, text_colour, portal_url,
         exists (select from organisation_logo) as has_logo
       from organisation`,
    );
    return row && toOrganisation(row);
  }

  /** Answers whether it is the first copy. */
  async recordOrganisation(tx: Tx, copy: OrganisationCopy, asOf: number): Promise<boolean> {
    const row = await tx.queryOne<{ isFirst: boolean }>(
      `insert into organisation (tenant_id, slug, name, language, time_zone, primary_colour,
         text_colour, portal_url, as_of)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (tenant_id) do update
         set slug = excluded.slug, name = excluded.name, language = excluded.language,
           time_zone = excluded.time_zone, primary_colour = excluded.primary_colour,
           text_colour = excluded.text_colour, portal_url = excluded.portal_url,
           as_of = excluded.as_of
         where organisation.as_of < excluded.as_of
       returning old.as_of is null as "isFirst"`,
      [
        tx.tenantId,
        copy.slug,
        copy.name,
        copy.language,
        copy.timeZone,
        copy.branding.primaryColour,
        copy.branding.textColour,
        copy.portalUrl,
        asOf,
      ],
    );
    return row?.isFirst ?? false;
  }

  /** That there is a logo, of which `version` is the content. */
  async recordLogo(tx: Tx, version: string, asOf: number): Promise<void> {
    await tx.execute(
      `insert into organisation_logo (tenant_id, version, as_of) values ($1, $2, $3)
       on conflict (tenant_id) do update set version = excluded.version, as_of = excluded.as_of
         where organisation_logo.as_of < excluded.as_of`,
      [tx.tenantId, version, asOf],
    );
  }

  async recipients(
    tx: ReadTx,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, RecipientCopy>> {
    const rows = await tx.query<RecipientRow>(
      'select id, first_name, email, language from recipient where id = any($1::uuid[])',
      [ids],
    );
    return new Map(rows.map((row) => [row.id, toRecipient(row)]));
  }

  /** Nobody changes the address until this transaction has ended. */
  async recipientHeld(tx: Tx, recipientId: string): Promise<RecipientCopy | null> {
    const row = await tx.queryOne<RecipientRow>(
      'select id, first_name, email, language from recipient where id = $1 for share',
      [recipientId],
    );
    return row && toRecipient(row);
  }

  /** Answers the recorded guardians, and those whose address changed. */
  async recordRecipients(
    tx: Tx,
    copies: readonly (RecipientCopy & { asOf: number })[],
  ): Promise<RecordedRecipient[]> {
    return tx.query<RecordedRecipient>(
      `insert into recipient (tenant_id, id, first_name, email, language, as_of)
       select $1, id, first_name, email, language, as_of
       from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[])
         as heard (id, first_name, email, language, as_of)
       order by id
       on conflict (tenant_id, id) do update
         set first_name = excluded.first_name, email = excluded.email,
           language = excluded.language, as_of = excluded.as_of
         where recipient.as_of < excluded.as_of
       returning new.id as "recipientId",
         new.email is distinct from old.email as "hasNewAddress"`,
      [
        tx.tenantId,
        copies.map(({ recipientId }) => recipientId),
        copies.map(({ firstName }) => firstName),
        copies.map(({ email }) => email),
        copies.map(({ language }) => language),
        copies.map(({ asOf }) => asOf),
      ],
    );
  }
}

function toOrganisation(row: OrganisationRow): SendingOrganisation {
  return {
    slug: row.slug,
    name: row.name,
    language: row.language,
    timeZone: row.time_zone,
    branding: { primaryColour: row.primary_colour, textColour: row.text_colour },
    portalUrl: row.portal_url,
    logoUrl: row.has_logo ? new URL(logoPath(row.slug), row.portal_url).href : null,
  };
}

function toRecipient(row: RecipientRow): RecipientCopy {
  return {
    recipientId: row.id,
    firstName: row.first_name,
    email: row.email,
    language: row.language,
  };
}
