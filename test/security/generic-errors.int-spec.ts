import { beforeAll, describe, expect, it } from '@jest/globals';
import { headers } from '@nats-io/transport-node';
import { HEADER } from '@ouderportaal/bus/runtime';
import { allContracts, serviceOf } from '@ouderportaal/contracts';
import { claimsFor, sign } from './support/bad-tokens.js';
import { everyService } from './support/every-service.js';

const BODY = '{}';
/** Operations that get as far as the database with nothing to go by but who asks. */
const reaching = (service: string) =>
  allContracts
    .filter((contract) => serviceOf(contract) === service)
    .filter((contract) => contract.input.safeParse({}).success);
const withOperations = [...new Set(allContracts.map(serviceOf))];

describe.each(withOperations)('S32: when the database fails %s', (service) => {
  const running = everyService[service]!();
  const operations = reaching(service).map((contract) => [contract.subject, contract] as const);

  const ask = async (contract: (typeof allContracts)[number]): Promise<unknown> => {
    const map = headers();
    map.set(HEADER.actor, await sign(claimsFor(contract, BODY), running.signingKey()));
    const options = { timeout: 8_000, headers: map };
    const reply = await running.connection().request(contract.subject, BODY, options);
    return reply.json();
  };

  it('has operations that need it', () => {
    expect(operations.length).toBeGreaterThan(0);
  });

  describe('by refusing a statement', () => {
    beforeAll(async () => {
      await running.sql(`alter schema ${service} rename to gone`);
    });

    it.each(operations)('%s says that it failed, and nothing of why', async (_name, contract) => {
      expect(await ask(contract)).toEqual({ code: 'internal', parameters: {}, errors: [] });
    });
  });

  describe('by letting nobody in', () => {
    beforeAll(async () => {
      await running.sql(`do $$ begin
        execute format('revoke connect on database %I from ${service}_app', current_database());
      end $$`);
      await running.sql(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and usename = '${service}_app'`,
      );
    });

    it.each(operations)('%s asks to try again later, and says no more', async (_n, contract) => {
      const answer = { code: 'service-unavailable', parameters: {}, errors: [] };
      expect(await ask(contract)).toEqual(answer);
      expect(await ask(contract)).toEqual(answer);
    });
  });
});
