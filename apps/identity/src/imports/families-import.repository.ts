import { Injectable } from '@nestjs/common';
import type { identity } from '@ouderportaal/contracts';
import type { ReadTx, Tx } from '@ouderportaal/database';
import { AccountsImportRepository } from './accounts-import.repository.js';
import type {
  ChildFacts,
  FamiliesPlan,
  GuardianFacts,
  StoredFamilies,
} from './families-import.rules.js';
import type { Guardianship } from './guardianships-import.rules.js';

/**
 * Sets of rows go in as JSON of the rows as the contract has them, sets of numbers as arrays that are
 * joined: `= any(…)` would compare every row of the organisation with every number where the database
 * has no statistics yet, which is when most is imported.
 */
@Injectable()
export class FamiliesImportRepository {
  constructor(private readonly accounts: AccountsImportRepository) {}

  /** What is stored of everything that an import names. */
  async load(
    tx: ReadTx,
    loginName: identity.LoginName,
    families: readonly identity.FamilyRow[],
  ): Promise<StoredFamilies> {
    const numbers = families.map(({ number }) => number);
    const guardians = families.flatMap((family) => family.guardians);
    const debtors = guardians.map(({ debtorNumber }) => debtorNumber);
    const named = families.flatMap((family) =>
      (family.guardianships ?? []).map((row) => row.guardian),
    );
    return {
      loginName,
      families: await this.families(tx, numbers),
      guardians: await this.guardians(tx, numbers, [...debtors, ...named]),
      children: await this.children(
        tx,
        numbers,
        families.flatMap(({ children }) => children.map(({ number }) => number)),
      ),
      guardianships: await this.guardianships(tx, numbers),
      accounts: await this.accounts.load(tx, {
        employees: [],
        guardians: debtors,
        names: guardians.flatMap(({ debtorNumber, email }) => [
          debtorNumber.toLowerCase(),
          ...(email ? [email] : []),
        ]),
      }),
    };
  }

  async record(tx: Tx, plan: FamiliesPlan): Promise<void> {
    await this.addFamilies(tx, plan.families);
    await this.recordGuardians(tx, plan.guardians);
    await this.recordChildren(tx, plan.children);
  }

  /** After families, guardians and children are there. */
  async recordGuardianships(tx: Tx, { record, remove }: FamiliesPlan['guardianships']) {
    if (remove.length > 0) {
      await tx.execute(
        `delete from guardianship s
         using jsonb_to_recordset($2::jsonb) as row (child text, guardian text), child c, guardian g
         where c.tenant_id = $1 and c.number = row.child
           and g.tenant_id = $1 and g.debtor_number = row.guardian
           and s.tenant_id = $1 and s.child_id = c.id and s.guardian_id = g.id`,
        [tx.tenantId, JSON.stringify(remove)],
      );
    }
    if (record.length > 0) {
      await tx.execute(
        `insert into guardianship (tenant_id, child_id, guardian_id, access)
         select $1, c.id, g.id, row.access
         from jsonb_to_recordset($2::jsonb) as row (child text, guardian text, access text)
         join child c on c.tenant_id = $1 and c.number = row.child
         join guardian g on g.tenant_id = $1 and g.debtor_number = row.guardian
         on conflict (tenant_id, child_id, guardian_id) do update set access = excluded.access`,
        [tx.tenantId, JSON.stringify(record)],
      );
    }
  }

  private async addFamilies(tx: Tx, numbers: readonly string[]): Promise<void> {
    if (numbers.length === 0) return;
    await tx.execute(
      `insert into family (tenant_id, id, number)
       select $1, uuidv7(), number from unnest($2::text[]) as number`,
      [tx.tenantId, numbers],
    );
  }

  private async recordGuardians(tx: Tx, rows: readonly GuardianFacts[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.execute(
      `insert into guardian (tenant_id, id, family_id, debtor_number, first_name, last_name, phone,
         language)
       select $1, uuidv7(), f.id, row."debtorNumber", row."firstName", row."lastName", row.phone,
         row.language
       from jsonb_to_recordset($2::jsonb) as row (family text, "debtorNumber" text,
         "firstName" text, "lastName" text, phone text, language text)
       join family f on f.tenant_id = $1 and f.number = row.family
       on conflict (tenant_id, debtor_number) do update set first_name = excluded.first_name,
         last_name = excluded.last_name, phone = excluded.phone, language = excluded.language`,
      [tx.tenantId, JSON.stringify(rows)],
    );
  }

  private async recordChildren(tx: Tx, rows: readonly ChildFacts[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.execute(
      `insert into child (tenant_id, id, family_id, number, first_name, last_name, born_on)
       select $1, uuidv7(), f.id, row.number, row."firstName", row."lastName", row."bornOn"
       from jsonb_to_recordset($2::jsonb) as row (family text, number text, "firstName" text,
         "lastName" text, "bornOn" date)
       join family f on f.tenant_id = $1 and f.number = row.family
       on conflict (tenant_id, number) do update set first_name = excluded.first_name,
         last_name = excluded.last_name, born_on = excluded.born_on`,
      [tx.tenantId, JSON.stringify(rows)],
    );
  }

  private async families(tx: ReadTx, numbers: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ number: string }>(
      `select f.number from unnest($2::text[]) as wanted (number)
       join family f on f.tenant_id = $1 and f.number = wanted.number`,
      [tx.tenantId, numbers],
    );
    return rows.map(({ number }) => number);
  }

  private guardians(
    tx: ReadTx,
    families: readonly string[],
    debtors: readonly string[],
  ): Promise<GuardianFacts[]> {
    return tx.query<GuardianFacts>(
      `select f.number as family, g.debtor_number as "debtorNumber", g.first_name as "firstName",
         g.last_name as "lastName", a.email, g.phone, g.language
       from (
         select g.id from unnest($2::text[]) as wanted (number)
           join family f on f.tenant_id = $1 and f.number = wanted.number
           join guardian g on g.tenant_id = $1 and g.family_id = f.id
         union
         select g.id from unnest($3::text[]) as wanted (number)
           join guardian g on g.tenant_id = $1 and g.debtor_number = wanted.number
       ) named
       join guardian g on g.tenant_id = $1 and g.id = named.id
       join family f on f.tenant_id = $1 and f.id = g.family_id
       left join account a on a.tenant_id = $1 and a.guardian_id = g.id`,
      [tx.tenantId, families, debtors],
    );
  }

  private children(
    tx: ReadTx,
    families: readonly string[],
    numbers: readonly string[],
  ): Promise<ChildFacts[]> {
    return tx.query<ChildFacts>(
      `select f.number as family, c.number, c.first_name as "firstName",
         c.last_name as "lastName", c.born_on as "bornOn"
       from (
         select c.id from unnest($2::text[]) as wanted (number)
           join family f on f.tenant_id = $1 and f.number = wanted.number
           join child c on c.tenant_id = $1 and c.family_id = f.id
         union
         select c.id from unnest($3::text[]) as wanted (number)
           join child c on c.tenant_id = $1 and c.number = wanted.number
       ) named
       join child c on c.tenant_id = $1 and c.id = named.id
       join family f on f.tenant_id = $1 and f.id = c.family_id`,
      [tx.tenantId, families, numbers],
    );
  }

  private guardianships(tx: ReadTx, families: readonly string[]): Promise<Guardianship[]> {
    return tx.query<Guardianship>(
      `select c.number as child, g.debtor_number as guardian, s.access
       from unnest($2::text[]) as wanted (number)
       join family f on f.tenant_id = $1 and f.number = wanted.number
       join child c on c.tenant_id = f.tenant_id and c.family_id = f.id
       join guardianship s on s.tenant_id = c.tenant_id and s.child_id = c.id
       join guardian g on g.tenant_id = s.tenant_id and g.id = s.guardian_id
       order by c.number, g.debtor_number`,
      [tx.tenantId, families],
    );
  }
}
