import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { apiContracts, pathParameters, type Rpc, SERVICE_NAMES } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import pg from 'pg';
import { z } from 'zod';
import { Api, type Answer } from '../../dev/journey/api.js';
import { readAccess } from './access-matrix/collect.js';
import { PASSWORD } from './access-matrix/organisation.js';
import { type ActorKind, ACTORS } from './access-matrix/actors.js';
import type { Target } from './access-matrix/target.js';
import { type Things, World } from './access-matrix/world.js';
import { runningPortal } from './support/portal.js';

const routeOf = ({ route }: Rpc) => `${route?.method ?? ''} ${route?.path ?? ''}`;
const contracts = new Map(apiContracts.map((contract) => [routeOf(contract), contract]));
const kinds = Object.keys(ACTORS) as ActorKind[];
// Whether each has its row and its target, test/conventions/access.spec.ts says.
const routes = readAccess().flatMap(({ route, row, target }) =>
  row && target ? [{ route, row, target }] : [],
);
/** S22: how headers begin that every answer has, whoever asked for what. */
const PROTECTION = {
  'content-security-policy': "default-src 'none'",
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
  'x-request-id': '',
};
/** A file that mails and other pages show; whoever is refused gets what all others get. */
const PUBLIC_FILE = { 'cross-origin-resource-policy': 'cross-origin', 'cache-control': 'public' };
/** What goes on by itself, or follows every sign-in. */
const NOT_WATCHED =
  /\.(outbox\w*|inbox\w*|idempotency_key|dead_letter|migration|audit\w*|session|login_throttle|mail\w*|delivery_attempt)$/;

describe('the access matrix', () => {
  const world = new World(runningPortal());
  const unprotected = new Set<string>();
  let admin: pg.Client;

  beforeAll(async () => {
    admin = new pg.Client({ connectionString: runningPortal().adminUrl });
    await admin.connect();
    await world.build();
    // Not used before, so that no gateway remembers it.
    await admin.query(
      `update identity.session set expires_at = now() - interval '1 second'
       where token_hash = sha256(convert_to($1, 'utf8'))`,
      [world.tokenOf('expd')],
    );
  }, 60_000);

  afterAll(() => admin.end());

  const publicFiles = new Set(
    routes.filter(({ target }) => target.isPublicFile).map(({ route }) => route),
  );

  const send = async (api: Api, route: string, input: object): Promise<Answer> => {
    const answer = await request(api, route, input);
    const isFile = publicFiles.has(route) && answer.status < 400;
    const expected = isFile ? { ...PROTECTION, ...PUBLIC_FILE } : PROTECTION;
    for (const [name, value] of Object.entries(expected)) {
      if (answer.headers.get(name)?.startsWith(value)) continue;
      unprotected.add(`${route} ${answer.status}: ${name}`);
    }
    return answer;
  };

  const request = (api: Api, route: string, input: object): Promise<Answer> => {
    const [method = '', path = ''] = route.split(' ');
    const fields = new Map(Object.entries(input));
    const filled = pathParameters(path).reduce((text, name) => {
      const value = String(fields.get(name));
      fields.delete(name);
      return text.replace(`:${name}`, encodeURIComponent(value));
    }, path);
    const rest = Object.fromEntries(fields);
    const isKept = contracts.get(route)?.idempotent === true;
    const headers: Record<string, string> = isKept ? { 'idempotency-key': newId() } : {};
    if (method === 'POST' || method === 'PUT') return api.send(method, filled, rest, headers);
    const query = new URLSearchParams(rest).toString();
    return api.send(method, query ? `${filled}?${query}` : filled, undefined, headers);
  };

  /** Who asks: as a rule with one session, or with a new one where asking ends it. */
  const askerOf = (target: Target, kind: ActorKind): Promise<Api> | Api => {
    const cannotSignIn = kind === 'expd' || kind === 'endd' || kind === 'left';
    return target.ends && !cannotSignIn ? world.signIn(kind) : world.person(kind);
  };

  /** What an answer comes down to; `leak` when a refusal, or somebody's own, shows the family. */
  const classify = ({ status, body }: Answer, target: Target): string => {
    const text = JSON.stringify(body);
    const shown = target.shows?.(world) ?? world.canaries;
    const shows = (marks: string[]) => marks.some((mark) => text.includes(mark));
    if (status >= 400) return shows(world.canaries) ? `leak with ${status}` : String(status);
    if (shown.length === 0 || shows(shown)) return 'ok';
    return shows(world.canaries) ? 'leak' : 'none';
  };

  /** Every row of the two organisations that matters, as one value. */
  const stateOfRows = async (): Promise<string> => {
    const { rows: tables } = await admin.query<{ name: string }>(
      `select format('%s.%s', table_schema, table_name) as name from information_schema.columns
       where column_name = 'tenant_id' and table_schema = any($1)
       order by 1`,
      [SERVICE_NAMES],
    );
    const hashes = tables
      .filter(({ name }) => !NOT_WATCHED.test(name))
      .map(
        ({
          name,
        }) => `select '${name} ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as hash
         from ${name} t where tenant_id in
           (select tenant_id from identity.organisation_directory where slug = any($1))`,
      );
    const { rows } = await admin.query<{ hash: string }>(hashes.join(' union all '), [
      [world.slug, world.foreignSlug],
    ]);
    return rows.map(({ hash }) => hash).join('\n');
  };

  it('has every route that the portal serves, and no other', async () => {
    const { body } = await new Api(runningPortal().url).get<{ paths: Record<string, object> }>(
      '/openapi.json',
    );
    const served = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(
        (method) =>
          `${method.toUpperCase()} ${path.replace('/api', '').replace(/\{(\w+)\}/g, ':$1')}`,
      ),
    );
    expect(routes.map(({ route }) => route).sort()).toEqual(served.sort());
  });

  describe.each(routes)('$route', ({ route, row, target }) => {
    const refused = kinds.filter((kind) => row[kind] !== 'ok');
    const allowed = kinds.filter((kind) => row[kind] === 'ok');
    const expected = (asked: ActorKind[]) =>
      Object.fromEntries(asked.map((kind) => [kind, row[kind]]));

    if (refused.length > 0) {
      it('gives others nothing of the family and changes nothing', async () => {
        const input = await target.input(world);
        const before = await stateOfRows();
        const found: Record<string, string> = {};
        for (const kind of refused) {
          found[kind] = classify(await send(world.person(kind), route, input), target);
        }
        expect(found).toEqual(expected(refused));
        expect(await stateOfRows()).toBe(before);
      });
    }

    it('gives those who may what they ask for', async () => {
      const found: Record<string, string> = {};
      for (const kind of allowed) {
        const asker = await askerOf(target, kind);
        found[kind] = classify(await send(asker, route, await target.input(world)), target);
      }
      expect(found).toEqual(expected(allowed));
    });

    const contract = contracts.get(route);
    const ids = contract ? idFieldsOf(contract) : [];
    if (ids.length === 0) return;

    it(`takes no id of others (${ids.join(', ')})`, async () => {
      const { asker = 'own', outcome = '404', byField = {} } = target.strangers ?? {};
      const input = await target.input(world);
      const tried = new Set<string>();
      const before = await stateOfRows();
      for (const { field, ids: others, withId } of foreignIdsIn(input)) {
        tried.add(field);
        const answers = [];
        for (const id of others) {
          const answer = await send(world.person(asker), route, withId(id));
          answers.push({ id, found: classifyStranger(answer), code: codeOf(answer) });
        }
        // Somebody else's and nobody's get the same: the answer does not tell what exists.
        const nobodys = answers.at(-1);
        const alike = others.map((id) => ({ ...nobodys, id }));
        expect({ field, answers }).toEqual({ field, answers: alike });
        expect([outcome, byField[field]]).toContain(nobodys?.found);
      }
      expect([...tried].sort()).toEqual(ids);
      expect(await stateOfRows()).toBe(before);
    });
  });

  const classifyStranger = ({ status, body }: Answer): string => {
    const text = JSON.stringify(body);
    const leaks = [world.foreignMark, 'AndereOpmerking', 'C4', 'C5'].some((mark) =>
      text.includes(mark),
    );
    if (leaks) return `leak with ${status}`;
    return status < 400 && isEmpty(body) ? 'none' : String(status);
  };
  const codeOf = ({ body }: Answer): string => (body as { code?: string }).code ?? '';

  /** A list of ids is named after one of them: `bookingIds`. */
  const thingOf = (field: string) => field.replace(/Ids$/, 'Id') as keyof Things;

  /** Each id of an input with what to put in its place: ids of somebody else, and of nobody last. */
  const foreignIdsIn = (input: object) =>
    leavesOf(input).map(({ path, field, value }) => ({
      field,
      ids: [...world.strangers.map((things) => things[thingOf(field)]), newId()].filter(
        (id) => id !== value,
      ),
      withId: (id: string) => replaced(input, path, id) as object,
    }));

  it('S22: protects the reader of every answer to everybody', () => {
    expect([...unprotected]).toEqual([]);
  });

  it('keeps of every answer what finds it again, and nothing that people wrote or are called', async () => {
    const { rows } = await admin.query<{ subject: string; answer: string }>(
      SERVICE_NAMES.map(
        (service) => `select subject, convert_from(answer, 'utf8') as answer
            from ${service}.idempotency_key where tenant_id in
              (select tenant_id from identity.organisation_directory where slug = any($1))`,
      ).join(' union all '),
      [[world.slug, world.foreignSlug]],
    );
    const idempotent = apiContracts.filter((contract) => contract.idempotent);
    expect([...new Set(rows.map(({ subject }) => subject))].sort()).toEqual(
      idempotent.map(({ subject }) => subject).sort(),
    );
    const marks = ['Kanarie', 'kanarie-', ...world.canaries];
    expect(rows.filter(({ answer }) => marks.some((mark) => answer.includes(mark)))).toEqual([]);
  });

  it('S31: leaves no name, address, remark, password or token in any log', async () => {
    const { logDir, operatorToken } = runningPortal();
    const logs = await Promise.all(
      (await readdir(logDir)).map((file) => readFile(join(logDir, file), 'utf8')),
    );
    const everything = logs.join('\n');
    expect(everything).toContain('"outcome":"ok"');
    const secrets = ['Kanarie', 'kanarie-', PASSWORD, operatorToken, ...world.tokens];
    expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
  });
});

/** Names of the fields of an input that hold an id, wherever they are. */
function idFieldsOf(contract: Rpc): string[] {
  const idPattern = '[0-9a-f]{8}-[0-9a-f]{4}';
  const found = new Set<string>();
  const walk = (schema: unknown, name: string) => {
    if (typeof schema !== 'object' || schema === null) return;
    const { pattern, properties = {} } = schema as { pattern?: string; properties?: object };
    // A cursor is a place in a list, nobody's thing.
    if (pattern?.includes(idPattern) && name !== 'cursor') found.add(name);
    for (const [key, value] of Object.entries(properties)) walk(value, key);
    for (const [key, value] of Object.entries(schema)) {
      if (key !== 'properties') walk(value, name);
    }
  };
  walk(z.toJSONSchema(contract.input, { io: 'input', unrepresentable: 'any' }), '');
  return [...found].sort();
}

interface Leaf {
  path: (string | number)[];
  field: string;
  value: string;
}

function leavesOf(value: unknown, path: (string | number)[] = []): Leaf[] {
  if (typeof value === 'string' && /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(value)) {
    // An id in a list of ids is named by the list.
    return [{ path, field: String(path.findLast((step) => !/^\d+$/.test(String(step)))), value }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

function replaced(value: unknown, [step, ...rest]: (string | number)[], id: string): unknown {
  if (step === undefined) return id;
  if (Array.isArray(value)) {
    return value.map((item, i) =>
      String(i) === step ? replaced(item, rest, id) : (item as unknown),
    );
  }
  const fields = value as Record<string, unknown>;
  return { ...fields, [step]: replaced(fields[step], rest, id) };
}

function isEmpty(body: unknown): boolean {
  const items = (body as { items?: unknown[] }).items ?? body;
  return Array.isArray(items) && items.length === 0;
}
