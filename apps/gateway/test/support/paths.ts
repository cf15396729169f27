import { pathParameters, type Rpc } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import { z } from 'zod';

/** A contract's path with parameters that look right. */
export function pathOf(contract: Rpc): string {
  const path = contract.route?.path ?? '';
  const filled = pathParameters(path).reduce(
    (text, name) => text.replace(`:${name}`, name === 'organisation' ? 'zonnebloem' : newId()),
    path,
  );
  return `/api${filled}`;
}

/** The whole address of a GET, with what it must be told in its query. */
export function addressOf(contract: Rpc): string {
  const { properties = {}, required = [] } = z.toJSONSchema(contract.input, {
    io: 'input',
    unrepresentable: 'any',
  });
  const inPath = pathParameters(contract.route?.path ?? '');
  const query = required
    .filter((name) => !inPath.includes(name) && name in properties)
    .map((name) => [name, name.endsWith('Id') ? newId() : '2026-03-02']);
  return query.length > 0
    ? `${pathOf(contract)}?${new URLSearchParams(query).toString()}`
    : pathOf(contract);
}
