import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createInfrastructure } from './shared/1767225600000-create-infrastructure.js';
import type { SharedStep } from './shared/shared-step.js';

/** Every step that made the tables of every service, oldest first. A change is a new step at the end. */
const steps: readonly SharedStep[] = [createInfrastructure];

/** The steps that a schema shares with all others; its own come after the first of them. */
export function infrastructure(schema: string): (new () => MigrationInterface)[] {
  return steps.map((step) => migrationOf(step, schema));
}

function migrationOf(step: SharedStep, schema: string): new () => MigrationInterface {
  return class implements MigrationInterface {
    name = step.name;

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(step.sql(schema));
    }

    async down(): Promise<void> {
      throw new Error('Every service works with these tables: restore a backup instead');
    }
  };
}
