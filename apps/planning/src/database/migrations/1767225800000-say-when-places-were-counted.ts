import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A slot is a count of some moment: what changed since then is not in it. */
export class SayWhenPlacesWereCounted1767225800000 implements MigrationInterface {
  name = 'SayWhenPlacesWereCounted1767225800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table planning.slot add column counted_at timestamptz not null default now()',
    );
  }

  async down(): Promise<void> {
    throw new Error('Going back is not needed: the release before does not look at the column');
  }
}
