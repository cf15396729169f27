import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type Migration, migrationsIn } from './migrations-in.js';
import { createInfrastructure } from './shared/1767225600000-create-infrastructure.js';
import { takeSnapshots } from './shared/1767225910000-take-snapshots.js';
import type { SharedStep } from './shared/shared-step.js';

/** Every step that made the tables of every service, oldest first. A change is a new step at the end. */
const steps: readonly SharedStep[] = [createInfrastructure, takeSnapshots];

export interface ServiceSchema {
  /** Name of the schema, and first half of the names of its roles. */
  name: string;
  /** The folder of its own steps, or the steps themselves, oldest first; left out, it has none. */
  migrations?: URL | readonly Migration[];
}

/** What makes the tables of a service: the steps that all have, then its own, oldest first. */
export async function stepsOf({ name, migrations = [] }: ServiceSchema): Promise<Migration[]> {
  const own = migrations instanceof URL ? await migrationsIn(migrations) : migrations;
  return [...steps.map((step) => migrationOf(step, name)), ...own];
}

function migrationOf(step: SharedStep, schema: string): Migration {
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
