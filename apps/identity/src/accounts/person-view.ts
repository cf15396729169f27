import type { identity } from '@ouderportaal/contracts';
import type { AccountRow } from './accounts.repository.js';

/** An account as its owner sees it. */
export function personView(account: AccountRow): identity.PersonView {
  const { personId, role, displayName, language, organisation, organisationName } = account;
  return { personId, role, displayName, language, organisation, organisationName };
}
