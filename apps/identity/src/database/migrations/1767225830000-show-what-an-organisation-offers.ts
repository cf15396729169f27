import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an organisation's public page says besides its name and looks; the defaults are a new one's. */
export class ShowWhatAnOrganisationOffers1767225830000 implements MigrationInterface {
  name = 'ShowWhatAnOrganisationOffers1767225830000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table identity.organisation
        add column address_form text not null default 'u'
          constraint ck_organisation_address_form check (address_form in ('je', 'u')),
        add column languages text[] not null default '{nl,en}'
          constraint ck_organisation_languages check (language = any (languages)),
        add column contact_phone text,
        add column contact_email text,
        add column contact_address jsonb,
        add column features_on text[] not null default '{}'
    `);
  }

  async down(): Promise<void> {
    throw new Error('Going back is not needed: the release before does not look at the columns');
  }
}
