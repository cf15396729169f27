import { describe, expect, it } from '@jest/globals';
import { headers } from '@nats-io/transport-node';
import { decodeProblem, HEADER } from '@ouderportaal/bus/runtime';
import {
  allContracts,
  listeners,
  type Role,
  Role as Roles,
  serviceOf,
} from '@ouderportaal/contracts';
import { Subscribers } from '@ouderportaal/database';
import {
  badTokens,
  badTokensForChanges,
  badTokensForReads,
  claimsFor,
  sign,
} from './support/bad-tokens.js';
import { everyService } from './support/every-service.js';

const BODY = '{}';

it('S8: every operation belongs to a service that is tried here', () => {
  const services = new Set(allContracts.map(serviceOf));
  expect(Object.keys(everyService)).toEqual(expect.arrayContaining([...services]));
  expect(Object.keys(listeners).sort()).toEqual(Object.keys(everyService).sort());
});

describe.each(Object.keys(everyService))('%s', (service) => {
  const running = everyService[service]!();
  const theirs = allContracts.filter((contract) => serviceOf(contract) === service);
  const operations = theirs.map((contract) => [contract.subject, contract] as const);

  /** Straight on the bus, past the gateway: how the service's answer begins. */
  const send = async (subject: string, token: string | undefined) => {
    const map = headers();
    if (token !== undefined) map.set(HEADER.actor, token);
    const options = { timeout: 5_000, headers: map };
    const reply = await running.connection().request(subject, BODY, options);
    return reply.headers?.has(HEADER.problem) ? decodeProblem(reply.data).code : 'answered';
  };

  it('S9: hears those, and only those, whom the broker lets it hear', () => {
    const declared = Object.keys(listeners).filter((name) => listeners[name]?.includes(service));
    expect(running.get(Subscribers).producers().sort()).toEqual(declared.sort());
  });

  if (operations.length === 0) return;

  it.each(operations)('S8: %s refuses whoever cannot prove who asks', async (_name, contract) => {
    const bad = {
      ...badTokens,
      ...(contract.effect === 'read' ? badTokensForReads : badTokensForChanges),
    };
    const answers: Record<string, string> = {};
    for (const [name, make] of Object.entries(bad)) {
      const token = await make(claimsFor(contract, BODY), running.signingKey());
      answers[name] = await send(contract.subject, token);
    }
    const expected = Object.keys(bad).map((name) => [name, 'actor-token-refused']);
    expect(answers).toEqual(Object.fromEntries(expected));
  });

  it.each(operations)('S8: %s takes a genuine token, a change once', async (_name, contract) => {
    const token = await sign(claimsFor(contract, BODY), running.signingKey());
    const answers = [await send(contract.subject, token), await send(contract.subject, token)];
    const wasTaken = answers.map((answer) => answer !== 'actor-token-refused');
    expect(wasTaken).toEqual([true, contract.effect === 'read']);
  });

  it.each(operations)('S8: %s refuses roles that may not do it', async (_name, contract) => {
    const others = Roles.options.filter((role: Role) => !contract.allow.includes(role));
    for (const role of others) {
      const token = await sign({ ...claimsFor(contract, BODY), role }, running.signingKey());
      expect([role, await send(contract.subject, token)]).toEqual([role, 'not-allowed']);
    }
  });
});
