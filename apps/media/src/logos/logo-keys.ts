import { PUBLISHED } from '../bucket.js';

/** Named after its content: another logo never changes what a reader is in the middle of. */
export function logoKey(tenantId: string, version: string): string {
  return `${PUBLISHED}${tenantId}/logo/${version}`;
}
