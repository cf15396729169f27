import { Injectable } from '@nestjs/common';
import type { identity } from '@ouderportaal/contracts';
import type { ReadTx } from '@ouderportaal/database';

/** An account with the person behind it. */
export interface AccountRow extends identity.PersonView {
  accountId: string;
  passwordHash: string | null;
}

/** Accounts with their person; employees who left are filtered out. */
const ACCOUNT = `
  select a.id as "accountId", a.password_hash as "passwordHash",
    coalesce(a.guardian_id, a.employee_id) as "personId", coalesce(e.role, 'parent') as role,
    coalesce(g.first_name || ' ' || g.last_name, e.first_name || ' ' || e.last_name)
      as "displayName",
    coalesce(g.language, o.language) as language, o.slug as organisation,
    o.name as "organisationName"
  from account a
  join organisation o on o.tenant_id = a.tenant_id
  left join guardian g on g.tenant_id = a.tenant_id and g.id = a.guardian_id
  left join employee e on e.tenant_id = a.tenant_id and e.id = a.employee_id
  where a.tenant_id = $1 and e.is_active is not false`;

@Injectable()
export class AccountsRepository {
  /** `username` in lower case. */
  findByUsername(tx: ReadTx, username: string): Promise<AccountRow | null> {
    return tx.queryOne<AccountRow>(`${ACCOUNT} and a.username = $2`, [tx.tenantId, username]);
  }

  /** By the guardian or employee. */
  findByUser(tx: ReadTx, personId: string): Promise<AccountRow | null> {
    return tx.queryOne<AccountRow>(`${ACCOUNT} and (a.guardian_id = $2 or a.employee_id = $2)`, [
      tx.tenantId,
      personId,
    ]);
  }
}
