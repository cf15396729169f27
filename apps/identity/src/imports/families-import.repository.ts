import { Injectable } from '@nestjs/common';
import type { identity } from '@ouderportaal/contracts';
import { foundAt, lookUp, type ReadTx, type Tx } from '@ouderportaal/database';
import { AccountsImportRepository } from './accounts-import.repository.js';
import type {
  ChildFacts,
  FamiliesPlan,
  GuardianFacts,
  StoredFamilies,
} from './families-import.rules.js';
import type { Guardianship } from './guardianships-import.rules.js';

/** Sets of rows go in as JSON of the rows as the contract has them, sets of numbers as arrays. */
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
        `delete from guardianship where ${foundAt(`
           select s.ctid
           from jsonb_to_recordset($2::jsonb) as row (child text, guardian text)
           cross join ${lookUp('child', 'number = row.child')} c
           cross join ${lookUp('guardian', 'debtor_number = row.guardian')} g
           cross join ${lookUp('guardianship', 'child_id = c.id and guardian_id = g.id')} s`)}`,
        [tx.tenantId, JSON.stringify(remove)],
      );
    }
    if (record.length > 0) {
      await tx.execute(
        `insert into guardianship (tenant_id, child_id, guardian_id, access)
         select $1, c.id, g.id, row.access
         from jsonb_to_recordset($2::jsonb) as row (child text, guardian text, access text)
         cross join ${lookUp('child', 'number = row.child')} c
         cross join ${lookUp('guardian', 'debtor_number = row.guardian')} g
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
       cross join ${lookUp('family', 'number = row.family')} f
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
       cross join ${lookUp('family', 'number = row.family')} f
       on conflict (tenant_id, number) do update set first_name = excluded.first_name,
         last_name = excluded.last_name, born_on = excluded.born_on`,
      [tx.tenantId, JSON.stringify(rows)],
    );
  }

  private async families(tx: ReadTx, numbers: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ number: string }>(
      `select f.number from unnest($2::text[]) as wanted (number)
       cross join ${lookUp('family', 'number = wanted.number')} f`,
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
           cross join ${lookUp('family', 'number = wanted.number')} f
           cross join ${lookUp('guardian', 'family_id = f.id')} g
         union
         select g.id from unnest($3::text[]) as wanted (number)
           cross join ${lookUp('guardian', 'debtor_number = wanted.number')} g
       ) named
       cross join ${lookUp('guardian', 'id = named.id')} g
       cross join ${lookUp('family', 'id = g.family_id')} f
       left join ${lookUp('account', 'guardian_id = g.id')} a on true`,
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
           cross join ${lookUp('family', 'number = wanted.number')} f
           cross join ${lookUp('child', 'family_id = f.id')} c
         union
         select c.id from unnest($3::text[]) as wanted (number)
           cross join ${lookUp('child', 'number = wanted.number')} c
       ) named
       cross join ${lookUp('child', 'id = named.id')} c
       cross join ${lookUp('family', 'id = c.family_id')} f`,
      [tx.tenantId, families, numbers],
    );
  }

  private guardianships(tx: ReadTx, families: readonly string[]): Promise<Guardianship[]> {
    return tx.query<Guardianship>(
      `select c.number as child, g.debtor_number as guardian, s.access
       from unnest($2::text[]) as wanted (number)
       cross join ${lookUp('family', 'number = wanted.number')} f
       cross join ${lookUp('child', 'family_id = f.id')} c
       cross join ${lookUp('guardianship', 'child_id = c.id')} s
       cross join ${lookUp('guardian', 'id = s.guardian_id')} g
       order by c.number, g.debtor_number`,
      [tx.tenantId, families],
    );
  }
}
