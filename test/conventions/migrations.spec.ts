import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SERVICE_NAMES } from '@ouderportaal/contracts';
import { stepsOf } from '@ouderportaal/database/runtime';
import { allSchemas } from '../../apps/migrate/src/schemas.js';
import { allServices } from '../support/all-services.js';

const FILE = 'test/conventions/released-migrations.json';
const released = JSON.parse(readFileSync(FILE, 'utf8')) as Readonly<Record<string, string>>;

/** What a step does to the database; how its lines are broken is no part of that. */
async function fingerprintOf(step: MigrationInterface): Promise<string> {
  const statements: string[] = [];
  const runner = {
    query: async (sql: string) => void statements.push(sql.replace(/\s+/g, ' ').trim()),
  };
  await step.up(runner as unknown as QueryRunner);
  return createHash('sha256').update(statements.join(';\n')).digest('hex').slice(0, 32);
}

/** Null where nothing is wrong; otherwise what to do, for who reads the failure. */
async function whatIsWrong(
  service: string,
  step: MigrationInterface,
  pins: Readonly<Record<string, string>> = released,
): Promise<string | null> {
  const key = `${service}.${step.name ?? ''}`;
  const fingerprint = await fingerprintOf(step);
  const pinned = pins[key];
  if (pinned === fingerprint) return null;
  return pinned === undefined
    ? `${key} is new. Pin it: add "${key}": "${fingerprint}" to ${FILE}.`
    : `${key} was edited, but installations have run it and will not run it again: undo that and add a step.`;
}

/** Every step of every service, those that all have included. */
async function allSteps() {
  const found = allSchemas.map(async (schema) =>
    (await stepsOf(schema)).map((Step) => ({ service: schema.name, step: new Step() })),
  );
  return (await Promise.all(found)).flat();
}

describe('a step that was merged', () => {
  it('is never edited', async () => {
    const steps = await allSteps();
    const wrong = await Promise.all(steps.map(({ service, step }) => whatIsWrong(service, step)));
    expect(wrong.filter((what) => what !== null)).toEqual([]);
    expect(steps.length).toBeGreaterThan(20);
  });

  it('is never taken away', async () => {
    const names = (await allSteps()).map(({ service, step }) => `${service}.${step.name}`);
    expect(Object.keys(released).filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(allSchemas.map((schema) => [schema.name, schema] as const))(
    'says in its name when it was made, and no two of %s say the same',
    async (_name, schema) => {
      const made = (await stepsOf(schema)).map((Step) => new Step().name?.match(/\d{13}$/)?.[0]);
      expect(made).not.toContain(undefined);
      expect(new Set(made).size).toBe(made.length);
    },
  );
});

describe('what is migrated', () => {
  it('is what each service is described with, and every service is', () => {
    const folderOf = ({ name, migrations }: (typeof allSchemas)[number]) =>
      [name, String(migrations)] as const;
    expect(allSchemas.map(folderOf)).toEqual(allServices.map(folderOf));
    expect(allServices.map(({ name }) => name)).toEqual([...SERVICE_NAMES]);
  });
});

describe('what these tests look for', () => {
  const stepOf = (sql: string): MigrationInterface => ({
    name: 'AddNote1767312000000',
    up: async (runner) => {
      await runner.query(sql);
    },
    down: async () => {},
  });
  const pinned = async (sql: string) => ({
    'planning.AddNote1767312000000': await fingerprintOf(stepOf(sql)),
  });

  it('is another word, not another line', async () => {
    const pins = await pinned('create table note (id uuid)');

    expect(
      await whatIsWrong('planning', stepOf('create table note\n  (id uuid)'), pins),
    ).toBeNull();
    expect(await whatIsWrong('planning', stepOf('create table note (id text)'), pins)).toMatch(
      /^planning.AddNote1767312000000 was edited, .* add a step/,
    );
  });

  it('is a step that nobody pinned', async () => {
    expect(await whatIsWrong('billing', stepOf('select 1'), {})).toMatch(/is new. Pin it/);
  });
});
