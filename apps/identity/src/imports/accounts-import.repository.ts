import { Injectable } from '@nestjs/common';
import type { identity } from '@ouderportaal/contracts';
import { lookUp, type ReadTx, type Tx } from '@ouderportaal/database';
import type { AccountOwner, AccountWrite, StoredAccount } from './accounts-import.rules.js';

/** An account to record, with the hash of its first password where it gets one. */
export interface HashedAccount extends Omit<AccountWrite, 'password'> {
  passwordHash: string | null;
}

interface Asked {
  employees: readonly string[];
  guardians: readonly string[];
  /** Usernames and e-mail addresses of the rows. */
  names: readonly string[];
}

/** How an account is tied to a guardian or to an employee. */
const PERSON = {
  guardian: { column: 'guardian_id', table: 'guardian', number: 'debtor_number' },
  employee: { column: 'employee_id', table: 'employee', number: 'number' },
} as const;

/** Rows of an import with the person each is of. */
const peopleOf = ({ table, number }: (typeof PERSON)[AccountOwner['kind']]) => `
  select p.id, row.username, row.email, row."passwordHash" as password_hash
  from jsonb_to_recordset($2::jsonb)
    as row (number text, username text, email text, "passwordHash" text)
  cross join ${lookUp(table, `${number} = row.number`)} p`;

@Injectable()
export class AccountsImportRepository {
  /** The accounts of these people, and every account that has one of these names. */
  load(tx: ReadTx, { employees, guardians, names }: Asked): Promise<StoredAccount[]> {
    return tx.query<StoredAccount>(
      `select case when a.guardian_id is null then 'employee' else 'guardian' end as kind,
         coalesce(g.debtor_number, e.number) as number, a.username, a.email,
         a.password_hash is not null as "hasPassword"
       from (
         select a.id from unnest($2::text[]) as wanted (number)
           cross join ${lookUp('guardian', 'debtor_number = wanted.number')} g
           cross join ${lookUp('account', 'guardian_id = g.id')} a
         union
         select a.id from unnest($3::text[]) as wanted (number)
           cross join ${lookUp('employee', 'number = wanted.number')} e
           cross join ${lookUp('account', 'employee_id = e.id')} a
         union
         select a.id from unnest($4::text[]) as wanted (name)
           cross join ${lookUp('account', 'email = wanted.name')} a
         union
         select a.id from unnest($4::text[]) as wanted (name)
           cross join ${lookUp('account', 'username = wanted.name')} a
       ) named
       cross join ${lookUp('account', 'id = named.id')} a
       left join ${lookUp('guardian', 'id = a.guardian_id')} g on true
       left join ${lookUp('employee', 'id = a.employee_id')} e on true`,
      [tx.tenantId, guardians, employees, names],
    );
  }

  /**
   * Records accounts of one kind of people, in one statement: a name or address may go from one to
   * another, as these are compared when the statement ends. An account keeps the password it has.
   */
  async record(
    tx: Tx,
    kind: AccountOwner['kind'],
    accounts: readonly HashedAccount[],
  ): Promise<void> {
    if (accounts.length === 0) return;
    const person = PERSON[kind];
    await tx.execute(
      `insert into account (tenant_id, id, ${person.column}, username, email, password_hash)
       select $1, uuidv7(), row.id, row.username, row.email, row.password_hash
       from (${peopleOf(person)}) row
       on conflict (tenant_id, ${person.column}) do update set username = excluded.username,
         email = excluded.email,
         password_hash = coalesce(account.password_hash, excluded.password_hash)`,
      [tx.tenantId, JSON.stringify(accounts)],
    );
  }

  /** Every guardian signs in by another name from now on (R234); passwords stay. */
  async renameGuardians(tx: Tx, loginName: identity.LoginName): Promise<void> {
    const parameters = [tx.tenantId, loginName];
    await tx.execute(
      `update account a
       set username = case $2 when 'e-mail' then a.email else lower(g.debtor_number) end
       from guardian g
       where a.tenant_id = $1 and g.tenant_id = $1 and g.id = a.guardian_id`,
      parameters,
    );
    await tx.execute(
      `insert into account (tenant_id, id, guardian_id, username)
       select g.tenant_id, uuidv7(), g.id, lower(g.debtor_number)
       from guardian g
       where $2 = 'debtor-number' and g.tenant_id = $1 and not exists (
         select from account a where a.tenant_id = $1 and a.guardian_id = g.id)`,
      parameters,
    );
  }

  /** Ends the sessions of these employees, and of everybody who has nothing to sign in with any more. */
  async endSessions(tx: Tx, employees: readonly string[], now: Date): Promise<string[]> {
    const ended = await tx.query<{ id: string }>(
      `update session s set ended_at = $3
       where s.tenant_id = $1 and s.ended_at is null and s.account_id = any(array(
         select a.id from employee e
           join account a on a.tenant_id = e.tenant_id and a.employee_id = e.id
           where e.tenant_id = $1 and e.number = any($2)
         union all select id from account where tenant_id = $1 and username is null
       ))
       returning s.id`,
      [tx.tenantId, employees, now],
    );
    return ended.map(({ id }) => id);
  }
}
