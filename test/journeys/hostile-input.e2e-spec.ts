import { beforeAll, describe, expect, it } from '@jest/globals';
import { allContracts, type Rpc } from '@ouderportaal/contracts';
import {
  hostileBodyText,
  hostileInputOf,
  hostileQuery,
  hostileSegment,
} from '@ouderportaal/testing';
import fc from 'fast-check';
import { DemoPeople } from '../../dev/journey/people.js';
import { Api } from '../../dev/journey/api.js';
import { runningPortal } from './support/portal.js';

const ORGANISATION = 'de-zevensprong';
const RUNS = 12;

/** Operations that end sessions would end the test's own. */
const LEAVES_ALONE = new Set(['identity.sessions.log-out', 'identity.sessions.log-out-everywhere']);

interface Shot {
  path: string;
  body?: string;
}

describe('whatever anybody sends', () => {
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    const { url, operatorToken } = runningPortal();
    const people = await DemoPeople.of(url);
    for (const role of ['parent', 'staff', 'manager'] as const) {
      const [username = ''] = people.usernames(ORGANISATION, role);
      const { body } = await new Api(url).post<{ token: string }>('/sessions', {
        organisation: ORGANISATION,
        username,
        password: people.password,
      });
      tokens[role] = body.token;
    }
    tokens['operator'] = operatorToken;
  });

  const shots = (contract: Rpc): fc.Arbitrary<Shot> => {
    const { method = 'GET', path = '' } = contract.route ?? {};
    const names = path
      .split('/')
      .map((part) => (part.startsWith(':') ? hostileSegment : fc.constant(part)));
    const filled = fc.tuple(...names).map((parts) => parts.join('/'));
    if (method === 'GET' || method === 'DELETE') {
      return fc
        .tuple(filled, hostileQuery(['cursor', 'from', 'until', 'status', 'on', 'groupId']))
        .map(([at, query]) => ({ path: query ? `${at}?${query}` : at }));
    }
    const shaped = hostileInputOf(contract).map((input) => JSON.stringify(input));
    return fc
      .tuple(filled, fc.oneof(shaped, hostileBodyText))
      .map(([at, body]) => ({ path: at, body }));
  };

  const fire = async (contract: Rpc, { path, body }: Shot) => {
    const role = contract.allow.find((one) => one in tokens) ?? '';
    const response = await fetch(`${runningPortal().url}/api${path}`, {
      method: contract.route?.method,
      headers: {
        ...(tokens[role] ? { authorization: `Bearer ${tokens[role]}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body,
      signal: AbortSignal.timeout(10_000),
    });
    return { status: response.status, type: response.headers.get('content-type') ?? '' };
  };

  const open = allContracts.filter(
    ({ route, subject }) => route !== null && !LEAVES_ALONE.has(subject),
  );

  it.each(open.map((contract) => [contract.subject, contract] as const))(
    '%s answers with a result or a problem, never with a failure',
    async (_subject, contract) => {
      await fc.assert(
        fc.asyncProperty(shots(contract), async (shot) => {
          const { status, type } = await fire(contract, shot);
          expect({ shot, status, isFailure: status >= 500 }).toMatchObject({ isFailure: false });
          if (status >= 400) expect(type).toContain('application/problem+json');
        }),
        { numRuns: RUNS },
      );
    },
    60_000,
  );
});
