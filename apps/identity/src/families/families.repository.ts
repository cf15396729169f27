import { Injectable } from '@nestjs/common';
import type { identity } from '@ouderportaal/contracts';
import { lookUp, type ReadTx } from '@ouderportaal/database';
import { byChildName } from '@ouderportaal/kernel';
import type { FamilyRecord } from './family-facts.js';

type GuardianRow = FamilyRecord['guardians'][number] & { familyId: string };
type ChildRow = Omit<FamilyRecord['children'][number], 'guardians'> & { familyId: string };

interface LinkRow {
  childId: string;
  guardianId: string;
  access: identity.GuardianAccess;
}

@Injectable()
export class FamiliesRepository {
  /** The children whom a guardian may at least look at, in the order of `byChildName` (R53, R239). */
  async childrenOf(tx: ReadTx, guardianId: string): Promise<identity.ChildView[]> {
    const children = await tx.query<identity.ChildView>(
      `select c.id as "childId", c.number, c.first_name as "firstName", c.last_name as "lastName",
         c.born_on as "bornOn", s.access
       from guardianship s
       join child c on c.tenant_id = s.tenant_id and c.id = s.child_id
       where s.tenant_id = $1 and s.guardian_id = $2 and s.access <> 'none'`,
      [tx.tenantId, guardianId],
    );
    return children.sort(byChildName);
  }

  /** Whole families by their numbers, in that order. */
  async records(tx: ReadTx, numbers: readonly string[]): Promise<FamilyRecord[]> {
    const parameters = [tx.tenantId, numbers];
    const families = await tx.query<{ familyId: string }>(
      `select f.id as "familyId" from unnest($2::text[]) with ordinality as wanted (number, n)
       cross join ${lookUp('family', 'number = wanted.number')} f
       order by wanted.n`,
      parameters,
    );
    const guardians = await tx.query<GuardianRow>(
      `select f.id as "familyId", g.id as "guardianId", g.debtor_number as "debtorNumber",
         g.first_name as "firstName", g.last_name as "lastName", a.email, g.language
       from unnest($2::text[]) as wanted (number)
       cross join ${lookUp('family', 'number = wanted.number')} f
       cross join ${lookUp('guardian', 'family_id = f.id')} g
       left join ${lookUp('account', 'guardian_id = g.id')} a on true
       order by g.debtor_number`,
      parameters,
    );
    const children = await tx.query<ChildRow>(
      `select f.id as "familyId", c.id as "childId", c.number, c.first_name as "firstName",
         c.last_name as "lastName"
       from unnest($2::text[]) as wanted (number)
       cross join ${lookUp('family', 'number = wanted.number')} f
       cross join ${lookUp('child', 'family_id = f.id')} c
       order by c.number`,
      parameters,
    );
    const links = await tx.query<LinkRow>(
      `select s.child_id as "childId", s.guardian_id as "guardianId", s.access
       from unnest($2::text[]) as wanted (number)
       cross join ${lookUp('family', 'number = wanted.number')} f
       cross join ${lookUp('child', 'family_id = f.id')} c
       cross join ${lookUp('guardianship', 'child_id = c.id')} s
       order by s.guardian_id`,
      parameters,
    );
    return assemble(families, guardians, children, links);
  }

  /** The next whole families after one, in the order of their ids. */
  async recordsAfter(tx: ReadTx, after: string | null, limit: number): Promise<FamilyRecord[]> {
    const families = await tx.query<{ number: string }>(
      `select number from family
       where tenant_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
      [tx.tenantId, after, limit],
    );
    return this.records(
      tx,
      families.map(({ number }) => number),
    );
  }
}

function assemble(
  families: readonly { familyId: string }[],
  guardians: readonly GuardianRow[],
  children: readonly ChildRow[],
  links: readonly LinkRow[],
): FamilyRecord[] {
  const guardiansOf = Map.groupBy(guardians, ({ familyId }) => familyId);
  const childrenOf = Map.groupBy(children, ({ familyId }) => familyId);
  const linksOf = Map.groupBy(links, ({ childId }) => childId);
  return families.map(({ familyId }) => ({
    familyId,
    guardians: (guardiansOf.get(familyId) ?? []).map(({ familyId: _, ...guardian }) => guardian),
    children: (childrenOf.get(familyId) ?? []).map(({ familyId: _, ...child }) => ({
      ...child,
      guardians: (linksOf.get(child.childId) ?? []).map(({ guardianId, access }) => ({
        guardianId,
        access,
      })),
    })),
  }));
}
