import { newId } from '@ouderportaal/kernel';
import { until } from '@ouderportaal/testing';
import type { Api } from '../../../dev/journey/api.js';

/**
 * Lets a part of an organisation in, as the operator; `path` as `/families`, or empty. Planning hears of
 * the people a moment later: until then it says that it does not know them.
 */
export async function recordPart(
  operator: Api,
  path: string,
  { organisation, ...body }: { organisation: string; [field: string]: unknown },
): Promise<void> {
  const headers = { 'idempotency-key': newId() };
  await until(`${organisation}${path} to be recorded`, async () => {
    const at = `/operator/organisations/${organisation}${path}`;
    const answer = await operator.send<{ code?: string }>('PUT', at, body, headers);
    if (answer.status === 200) return true;
    if (answer.body.code === 'import-not-known-yet') return false;
    throw new Error(JSON.stringify(answer.body));
  });
}
