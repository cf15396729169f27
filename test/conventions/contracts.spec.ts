import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { PATTERN_METADATA } from '@nestjs/microservices/constants.js';
import {
  allContracts,
  allEvents,
  pages,
  pathParameters,
  problems,
  type Rpc,
  SERVICE_NAMES,
  serviceOf,
} from '@ouderportaal/contracts';
import { z } from 'zod';
import { allServices } from '../support/all-services.js';
import { askedIn, parse, sourcesIn, textsIn } from './support/source.js';

/** Subjects of every `@Handles` method of every service, as Nest would find them. */
const handledSubjects = allServices
  .flatMap(({ module }) => {
    const theirs = typeof module === 'function' ? module : module.module;
    return (Reflect.getMetadata('controllers', theirs) as Type[] | undefined) ?? [];
  })
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

const askedByService = new Map<string, Set<string>>();

function askedInTestsOf(service: string): string[] {
  const found =
    askedByService.get(service) ??
    new Set(sourcesIn(`apps/${service}/test`, /./).flatMap((file) => [...askedIn(file)]));
  askedByService.set(service, found);
  return [...found];
}

/** Asked by the gateway in the name of who reads the page. */
const partsOfPages = new Set(
  Object.values(pages).flatMap(({ parts }) => Object.values<Rpc>(parts)),
);

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
    const [service, ...words] = subject.split('.');
    expect(SERVICE_NAMES).toContain(service);
    expect(words).toEqual([expect.stringMatching(/^[a-z-]+$/), expect.stringMatching(/^[a-z-]+$/)]);
  });

  it.each(each)(
    '%s says who may call it, and only the gateway what has no route',
    (_s, contract) => {
      expect(contract.allow.length).toBeGreaterThan(0);
      const isInternal = contract.route === null && !partsOfPages.has(contract);
      expect(contract.allow.includes('gateway')).toBe(isInternal);
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

  it.each(each.filter(([, { route }]) => route?.method === 'GET'))(
    '%s, a GET, gets a transaction that only reads',
    (_subject, { allow, effect }) => {
      // Of nobody's organisation: there is no transaction to open before the handler knows whose.
      expect(effect).toBe(allow.includes('anonymous') ? 'self-managed' : 'read');
    },
  );

  it.each(each)(
    '%s makes nobody at a screen wait for a minute: only imports do',
    (_s, contract) => {
      expect(contract.bulk).toBe(contract.allow.includes('operator'));
    },
  );

  it.each(each)('%s says in a few words what it is for', (_subject, { summary }) => {
    expect(summary).toMatch(/^[A-Z][^.]{3,79}$/);
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

  it.each(each)('%s is asked by a test of its service', (subject, contract) => {
    expect(askedInTestsOf(serviceOf(contract))).toContain(subject);
  });
});

describe('every event', () => {
  const verbs = new Set(allContracts.map(({ subject }) => subject.split('.')[2]));

  it.each(allEvents.map(({ subject }) => [subject]))(
    '%s tells of something that happened',
    (subject) => {
      const [, service, thing, verb] = /^([a-z]+)\.events\.([a-z-]+)-([a-z]+)$/.exec(subject) ?? [];
      expect(SERVICE_NAMES).toContain(service);
      expect(thing).not.toBe('');
      // Past participles: recorded, withdrawn, sent. `submit` is what one does, not what happened.
      expect(verb).toMatch(/[dnt]$/);
      expect([...verbs]).not.toContain(verb);
    },
  );
});

describe('every problem', () => {
  const source = /(?<!\.spec)\.ts$/;
  const producing = [
    ...sourcesIn('apps', source).filter(({ fileName }) => !/\/(test|openapi)/.test(fileName)),
    ...sourcesIn('libs', source).filter(
      ({ fileName }) => !/^libs\/(contracts|testing)/.test(fileName),
    ),
  ].map(textsIn);
  // Contracts name every code; of them only what is thrown counts, which a rule shared by services may do.
  const thrown = sourcesIn('libs', source)
    .filter(({ fileName }) => fileName.startsWith('libs/contracts'))
    .flatMap(({ text }) => [...text.matchAll(/throw new DomainError\(\s*'([a-z-]+)'/g)])
    .map(([, code]) => code);

  it.each(Object.entries(problems))('%s has words in both languages', (_code, problem) => {
    for (const text of [problem.title, problem.advice]) {
      expect(text.en).toMatch(/\S/);
      expect(text.nl).toMatch(/\S/);
    }
    expect(problem.advice.en).toMatch(/\.$/);
    expect(problem.advice.nl).toMatch(/\.$/);
  });

  it.each(Object.keys(problems))('%s comes from a line of a service or a library', (code) => {
    expect(thrown.includes(code) || producing.some((texts) => texts.has(code))).toBe(true);
  });

  it('stands in one file, which the table takes in', async () => {
    const files = sourcesIn('libs/contracts/src', /\.problems\.ts$/);
    const tables = await Promise.all(
      files.map(({ fileName }) => import(`../../${fileName}`) as Promise<Record<string, object>>),
    );
    const codes = tables.flatMap((table) => Object.values(table).flatMap(Object.keys));
    expect(codes.sort()).toEqual(Object.keys(problems).sort());
  });
});

describe('what these tests look for', () => {
  const asked = (text: string) => [...askedIn(parse(text))];

  it('is a question, by whatever name a test has for the contract', () => {
    expect(asked('await service.request(planning.queue.list, actor, {})')).toEqual([
      'planning.queue.list',
    ]);
    expect(asked('const { queue: contracts } = planning; request(contracts.list, a, {})')).toEqual([
      'planning.queue.list',
    ]);
    expect(asked('const its = identity.sessions; request(its.logIn)')).toEqual([
      'identity.sessions.log-in',
    ]);
  });

  it('is no mere mention', () => {
    expect(asked('const get = contracts.get; services.answer(planning.queue.list, x)')).toEqual([]);
    expect(asked('request(other.queue.list); // request(planning.queue.list)')).toEqual([]);
  });

  it('is a code that somebody says, not one that a contract declares', () => {
    const texts = textsIn(parse(`rpc('x', { problems: ['a'] }); throw new DomainError('b')`));
    expect([texts.has('a'), texts.has('b')]).toEqual([false, true]);
  });
});
