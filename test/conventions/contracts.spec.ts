import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import { PATTERN_METADATA } from '@nestjs/microservices/constants.js';
import {
  allContracts,
  allEvents,
  pathParameters,
  problems,
  type Rpc,
} from '@ouderportaal/contracts';
import { z } from 'zod';
import { BillingModule } from '../../apps/billing/src/billing.module.js';
import { IdentityModule } from '../../apps/identity/src/identity.module.js';
import { MediaModule } from '../../apps/media/src/media.module.js';
import { MessagingModule } from '../../apps/messaging/src/messaging.module.js';
import { PlanningModule } from '../../apps/planning/src/planning.module.js';

const ROOT = join(import.meta.dirname, '../..');

function sources(folder: string, ending: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file) && !file.includes('node_modules'))
    .map((file) => readFileSync(join(ROOT, folder, file), 'utf8'));
}

/** `planning.care-requests.submit` as code writes it: `requests.submit` or `contracts.submit`. */
function mentions(text: string, subject: string): boolean {
  const [, feature = '', verb = ''] = subject.split('.');
  return new RegExp(`\\b(${camelCase(feature)}|contracts|imports)\\.${camelCase(verb)}\\b`).test(
    text,
  );
}

function camelCase(words: string): string {
  return words.replace(/-(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

/** Subjects of every `@Handles` method of every service, as Nest would find them. */
const handledSubjects = [
  IdentityModule,
  PlanningModule,
  MediaModule,
  MessagingModule.with({
    NODE_ENV: 'test',
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'no-reply@example.org',
  }),
  BillingModule,
]
  .flatMap((module) =>
    typeof module === 'function'
      ? ((Reflect.getMetadata('controllers', module) as Type[] | undefined) ?? [])
      : (module.controllers ?? []),
  )
  .flatMap(({ prototype }: Type<object>) =>
    Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const method = (prototype as Record<string, object>)[name];
      return (Reflect.getMetadata(PATTERN_METADATA, method ?? {}) as string[] | undefined) ?? [];
    }),
  );

/** The schema of an operation's input; a named one is followed to where it is written out. */
function inputSchemaOf(contract: Rpc) {
  const schema = z.toJSONSchema(contract.input, { io: 'input', unrepresentable: 'any' });
  const name = schema.$ref?.replace('#/$defs/', '');
  return name ? (schema.$defs?.[name] ?? schema) : schema;
}

const LENIENT = { io: 'input', unrepresentable: 'any' } as const;

/** Every list that a schema lets in, however deep. */
function listsIn(schema: unknown): { maxItems: number | undefined }[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const inside = Object.values(schema).flatMap(listsIn);
  const { type, maxItems } = schema as { type?: unknown; maxItems?: number };
  return type === 'array' ? [{ maxItems }, ...inside] : inside;
}

describe('every operation', () => {
  const each = allContracts.map((contract) => [contract.subject, contract] as const);

  it('has a subject of its own', () => {
    const subjects = allContracts.map(({ subject }) => subject);
    expect(new Set(subjects).size).toBe(subjects.length);
  });

  it('has a route of its own, or none', () => {
    const routes = allContracts.flatMap(({ route }) =>
      route ? [`${route.method} ${route.path.replace(/:\w+/g, ':')}`] : [],
    );
    expect(new Set(routes).size).toBe(routes.length);
  });

  it.each(each)('%s is named service.feature.verb', (subject) => {
    expect(subject).toMatch(/^(identity|planning|media|messaging|billing)\.[a-z-]+\.[a-z-]+$/);
  });

  it.each(each)(
    '%s says who may call it, and only the gateway what has no route',
    (_s, contract) => {
      expect(contract.allow.length).toBeGreaterThan(0);
      expect(contract.allow.includes('gateway')).toBe(contract.route === null);
    },
  );

  it.each(each)('%s refuses unknown fields and takes its path’s parameters', (_s, contract) => {
    const schema = inputSchemaOf(contract);
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
    const fields = Object.keys(schema.properties ?? {});
    expect(fields).toEqual(expect.arrayContaining(pathParameters(contract.route?.path ?? '')));
  });

  it.each(each)(
    'S28: %s gives a page of a hundred at most, and takes no endless list',
    (_s, contract) => {
      const input = inputSchemaOf(contract);
      const isPaged = JSON.stringify(z.toJSONSchema(contract.output, LENIENT)).includes(
        'nextCursor',
      );
      const { limit } = (input.properties ?? {}) as Record<string, { maximum?: number }>;
      expect(limit?.maximum).toBe(isPaged ? 100 : undefined);
      for (const list of listsIn(z.toJSONSchema(contract.input, LENIENT))) {
        expect(list.maxItems).toBeLessThanOrEqual(20_000);
      }
    },
  );

  it.each(each)('%s only reads when it is a GET', (_subject, contract) => {
    if (contract.route?.method === 'GET') expect(contract.effect).not.toBe('write');
    else expect(contract.summary).not.toBe('');
  });

  it.each(each)(
    '%s keeps its answer by Idempotency-Key when it changes something',
    (s, contract) => {
      const changes = contract.route !== null && contract.effect !== 'read';
      const isGet = contract.route?.method === 'GET';
      // Another sign-in is another session: to keep the token of the first would be to store it.
      const isSignIn = s === 'identity.sessions.log-in';
      expect(contract.idempotent).toBe(changes && !isGet && !isSignIn);
    },
  );

  it.each(each)('%s has exactly one handler', (subject) => {
    expect(handledSubjects.filter((handled) => handled === subject)).toHaveLength(1);
  });

  it.each(each)('%s is named by a test', (subject) => {
    const tests = [...sources('apps', /test[\\/].*\.ts$/), ...sources('test/journeys', /\.ts$/)];
    expect(tests.some((text) => mentions(text, subject))).toBe(true);
  });
});

describe('every event', () => {
  it.each(allEvents.map(({ subject }) => [subject]))(
    '%s tells of something that happened',
    (subject) => {
      expect(subject).toMatch(/^[a-z]+\.events\.[a-z-]+-(recorded|submitted|decided|withdrawn)$/);
    },
  );
});

describe('every problem', () => {
  const code = [...sources('apps', /\.ts$/), ...sources('libs', /(?<!\.problems)\.ts$/)];

  it.each(Object.entries(problems))(
    '%s has words in both languages, and is used',
    (name, problem) => {
      for (const text of [problem.title, problem.advice]) {
        expect(text.en).toMatch(/\S/);
        expect(text.nl).toMatch(/\S/);
      }
      expect(problem.advice.en).toMatch(/\.$/);
      expect(code.some((text) => text.includes(`'${name}'`))).toBe(true);
    },
  );
});
