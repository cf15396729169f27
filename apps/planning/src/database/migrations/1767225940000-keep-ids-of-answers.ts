import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers that were kept whole hold names and remarks; what finds them again is enough. */
export class KeepIdsOfAnswers1767225940000 implements MigrationInterface {
  name = 'KeepIdsOfAnswers1767225940000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table planning.idempotency_key no force row level security;
      update planning.idempotency_key
      set answer = convert_to(
        jsonb_build_object('requestId', convert_from(answer, 'UTF8')::jsonb -> 'requestId')::text,
        'UTF8')
      where answer is not null and subject in (
        'planning.care-requests.submit', 'planning.care-requests.cancel', 'planning.queue.decide');
      alter table planning.idempotency_key force row level security;
    `);
  }

  async down(): Promise<void> {
    throw new Error(
      'Going back is not possible: what was kept is gone, and finds its answer again',
    );
  }
}
