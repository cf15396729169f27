import { Injectable } from '@nestjs/common';
import { type identity, type Language, logoPath } from '@ouderportaal/contracts';
import { type ReadTx, recordCopies, type Tx } from '@ouderportaal/database';

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

const ORGANISATION = {
  table: 'organisation',
  key: [],
  columns: {
    slug: 'slug text',
    name: 'name text',
    language: 'language text',
    timeZone: 'time_zone text',
    primaryColour: 'primary_colour text',
    textColour: 'text_colour text',
    portalUrl: 'portal_url text',
  },
} as const;
const LOGO = { table: 'organisation_logo', key: [], columns: { version: 'version text' } } as const;
const RECIPIENTS = {
  table: 'recipient',
  columns: {
    recipientId: 'id uuid',
    firstName: 'first_name text',
    email: 'email text',
    language: 'language text',
  },
} as const;

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
    const { branding, ...rest } = copy;
    const [row] = (await recordCopies(tx, ORGANISATION, [{ ...rest, ...branding, asOf }], {
      returning: 'old.as_of is null as "isFirst"',
    })) as { isFirst: boolean }[];
    return row?.isFirst ?? false;
  }

  /** That there is a logo, of which `version` is the content. */
  async recordLogo(tx: Tx, version: string, asOf: number): Promise<void> {
    await recordCopies(tx, LOGO, [{ version, asOf }]);
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
    // In one order for everybody: who waits for a row never holds one that the other waits for.
    const inOrder = copies.toSorted((a, b) => (a.recipientId < b.recipientId ? -1 : 1));
    const recorded = await recordCopies(tx, RECIPIENTS, inOrder, {
      returning: 'new.id as "recipientId", new.email is distinct from old.email as "hasNewAddress"',
    });
    return recorded as RecordedRecipient[];
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
