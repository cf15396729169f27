import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which kinds of mail there are is the code's to say; the table keeps the shape of their names. */
export class OpenMailKinds1767225710000 implements MigrationInterface {
  name = 'OpenMailKinds1767225710000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table messaging.mail
        drop constraint ck_mail_kind,
        add constraint ck_mail_kind_is_a_name
          check (kind ~ '^[a-z]+(-[a-z]+)*$' and length(kind) <= 60)`);
  }

  async down(): Promise<void> {
    throw new Error('Restore a backup instead: mails of newer kinds would have to go');
  }
}
