import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createInfrastructure } from './shared/1767225600000-create-infrastructure.js';
import type { ServiceSchema } from './migrate.js';
import { takeSnapshots } from './shared/1767225910000-take-snapshots.js';
import type { SharedStep } from './shared/shared-step.js';

/** Every step that made the tables of every service, oldest first. A change is a new step at the end. */
const steps: readonly SharedStep[] = [createInfrastructure, takeSnapshots];

/** The schema of a service: the steps that all have, then its own, oldest first. */
export function schemaOf(name: string, own: ServiceSchema['migrations'] = []): ServiceSchema {
  return { name, migrations: [...steps.map((step) => migrationOf(step, name)), ...own] };
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
