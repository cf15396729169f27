import { Injectable } from '@nestjs/common';
import type { Actor, planning } from '@ouderportaal/contracts';
import type { ReadTx } from '@ouderportaal/database';

/** A child as its guardian may see it. */
export interface GuardiansChild {
  childId: string;
  firstName: string;
  lastName: string;
  access: 'full' | 'read-only';
}

const groupNames = `
  select g.id as "groupId", g.name as "groupName", l.id as "locationId", l.name as "locationName"
  from care_group g
  join location l on l.tenant_id = g.tenant_id and l.id = g.location_id`;

/** Object-level access: children of a guardian, groups of an employee; read inside the transaction that does the work. */
@Injectable()
export class PeopleRepository {
  /** Which children each of these guardians may see now. */
  visibleTo(
    tx: ReadTx,
    guardianIds: readonly string[],
  ): Promise<{ guardianId: string; childId: string }[]> {
    return tx.query(
      `select guardian_id as "guardianId", child_id as "childId"
       from guardianship where guardian_id = any($1::uuid[]) and access <> 'none'`,
      [guardianIds],
    );
  }

  /** The groups an employee works for: a manager all, a former employee none. */
  groupsOf(tx: ReadTx, actor: Actor): Promise<planning.GroupName[]> {
    return tx.query(
      `${groupNames}
       where exists (
         select from employee e
         where e.id = $1 and e.is_active
           and (e.role = 'manager' or exists (
             select from employee_group eg
             where eg.tenant_id = e.tenant_id and eg.employee_id = e.id and eg.group_id = g.id))
       )
       order by l.name, g.name, g.id`,
      [actor.personId],
    );
  }
}
