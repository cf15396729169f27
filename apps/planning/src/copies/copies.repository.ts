import { Injectable } from '@nestjs/common';
import type { EventData, identity } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';

type LocationCopy = Pick<
  EventData<typeof identity.events.locationRecorded>,
  'locationId' | 'code' | 'name'
>;
type GroupCopy = EventData<typeof identity.events.groupRecorded>;
type EmployeeCopy = EventData<typeof identity.events.employeeRecorded>;
type ChildCopy = Omit<
  EventData<typeof identity.events.familyRecorded>['children'][number],
  'bornOn'
>;

/** Writes the copies of identity's facts. What is older than the copy that is there changes nothing. */
@Injectable()
export class CopiesRepository {
  async recordLocation(tx: Tx, { locationId, code, name }: LocationCopy, asOf: number) {
    await tx.execute(
      `insert into location (tenant_id, id, code, name, as_of) values ($1, $2, $3, $4, $5)
       on conflict (tenant_id, id) do update
         set code = excluded.code, name = excluded.name, as_of = excluded.as_of
         where location.as_of < excluded.as_of`,
      [tx.tenantId, locationId, code, name, asOf],
    );
  }

  async recordGroup(tx: Tx, group: GroupCopy, asOf: number) {
    const { groupId, locationId, code, name, careType } = group;
    await tx.execute(
      `insert into care_group (tenant_id, id, location_id, code, name, care_type, as_of)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (tenant_id, id) do update
         set location_id = excluded.location_id, code = excluded.code, name = excluded.name,
           care_type = excluded.care_type, as_of = excluded.as_of
         where care_group.as_of < excluded.as_of`,
      [tx.tenantId, groupId, locationId, code, name, careType, asOf],
    );
  }

  async recordEmployee(tx: Tx, employee: EmployeeCopy, asOf: number) {
    const { employeeId, role, groupIds, isActive } = employee;
    const isNewer = await tx.execute(
      `insert into employee (tenant_id, id, role, is_active, as_of) values ($1, $2, $3, $4, $5)
       on conflict (tenant_id, id) do update
         set role = excluded.role, is_active = excluded.is_active, as_of = excluded.as_of
         where employee.as_of < excluded.as_of`,
      [tx.tenantId, employeeId, role, isActive, asOf],
    );
    if (isNewer === 0) return;
    await tx.execute(
      'delete from employee_group where employee_id = $1 and group_id <> all($2::uuid[])',
      [employeeId, groupIds],
    );
    await tx.execute(
      `insert into employee_group (tenant_id, employee_id, group_id)
       select $1, $2, group_id from unnest($3::uuid[]) as wanted (group_id)
       on conflict do nothing`,
      [tx.tenantId, employeeId, groupIds],
    );
  }

  /** Each child's list of guardians replaces the one before it (R53, R239). */
  async recordChildren(tx: Tx, children: readonly (ChildCopy & { asOf: number })[]) {
    const newer = await tx.query<{ id: string }>(
      `insert into child (tenant_id, id, number, first_name, last_name, as_of)
       select $1, id, number, first_name, last_name, as_of
       from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[])
         as heard (id, number, first_name, last_name, as_of)
       on conflict (tenant_id, id) do update
         set number = excluded.number, first_name = excluded.first_name,
           last_name = excluded.last_name, as_of = excluded.as_of
         where child.as_of < excluded.as_of
       returning id`,
      [
        tx.tenantId,
        children.map(({ childId }) => childId),
        children.map(({ number }) => number),
        children.map(({ firstName }) => firstName),
        children.map(({ lastName }) => lastName),
        children.map(({ asOf }) => asOf),
      ],
    );
    const changed = new Set(newer.map(({ id }) => id));
    this.replaceGuardians(
      tx,
      children.filter(({ childId }) => changed.has(childId)),
    );
  }

  private replaceGuardians(tx: Tx, children: readonly ChildCopy[]) {
    const links = children.flatMap(({ childId, guardians }) =>
      guardians.map((guardian) => ({ childId, ...guardian })),
    );
    const [childIds, guardianIds] = [
      links.map(({ childId }) => childId),
      links.map(({ guardianId }) => guardianId),
    ];
    tx.deferToCommit(
      `delete from guardianship
       where child_id = any($1::uuid[]) and (child_id, guardian_id) not in (
         select child_id, guardian_id
         from unnest($2::uuid[], $3::uuid[]) as wanted (child_id, guardian_id))`,
      [children.map(({ childId }) => childId), childIds, guardianIds],
    );
    tx.deferToCommit(
      `insert into guardianship (tenant_id, child_id, guardian_id, access)
       select $1, child_id, guardian_id, access
       from unnest($2::uuid[], $3::uuid[], $4::text[]) as wanted (child_id, guardian_id, access)
       on conflict (tenant_id, child_id, guardian_id) do update set access = excluded.access
         where guardianship.access <> excluded.access`,
      [tx.tenantId, childIds, guardianIds, links.map(({ access }) => access)],
    );
  }
}
