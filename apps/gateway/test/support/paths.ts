import { pathParameters, type Rpc } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';

/** A contract's path with parameters that look right. */
export function pathOf(contract: Rpc): string {
  const path = contract.route?.path ?? '';
  const filled = pathParameters(path).reduce(
    (text, name) => text.replace(`:${name}`, name === 'organisation' ? 'zonnebloem' : newId()),
    path,
  );
  return `/api${filled}`;
}
