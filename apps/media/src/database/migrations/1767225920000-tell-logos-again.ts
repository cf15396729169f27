import { openToWorker } from '@ouderportaal/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which organisations have a logo, for telling all of them to a service that begins to listen. */
export class TellLogosAgain1767225920000 implements MigrationInterface {
  name = 'TellLogosAgain1767225920000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(openToWorker('media', 'logo', 'select (tenant_id)'));
  }

  async down(): Promise<void> {
    throw new Error('Restore a backup instead: a listener may be in the middle of it');
  }
}
