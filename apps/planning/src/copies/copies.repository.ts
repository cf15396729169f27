import { Injectable } from '@nestjs/common';
import type { EventData, identity } from '@ouderportaal/contracts';
import { recordCopies, type Tx } from '@ouderportaal/database';

type LocationCopy = Pick<
  EventData<typeof identity.events.locationRecorded>,
  'locationId' | 'code' | 'name'
>;
type GroupCopy = EventData<typeof identity.events.groupRecorded>;
type EmployeeCopy = EventData<typeof identity.events.employeeRecorded>;
type ChildCopy = EventData<typeof identity.events.childrenRecorded>['children'][number];

const LOCATIONS = {
  table: 'location',
  columns: { locationId: 'id uuid', code: 'code text', name: 'name text' },
} as const;
const GROUPS = {
  table: 'care_group',
  columns: {
    groupId: 'id uuid',
    locationId: 'location_id uuid',
    code: 'code text',
    name: 'name text',
    careType: 'care_type text',
  },
} as const;
const EMPLOYEES = {
  table: 'employee',
  columns: { employeeId: 'id uuid', role: 'role text', isActive: 'is_active boolean' },
} as const;
const CHILDREN = {
  table: 'child',
  columns: {
    childId: 'id uuid',
    number: 'number text',
    firstName: 'first_name text',
    lastName: 'last_name text',
  },
} as const;

/** Writes the copies of identity's facts. What is older than the copy that is there changes nothing. */
@Injectable()
export class CopiesRepository {
  async recordLocation(tx: Tx, location: LocationCopy, asOf: number) {
    await recordCopies(tx, LOCATIONS, [{ ...location, asOf }]);
  }

  async recordGroup(tx: Tx, group: GroupCopy, asOf: number) {
    await recordCopies(tx, GROUPS, [{ ...group, asOf }]);
  }

  async recordEmployee(tx: Tx, employee: EmployeeCopy, asOf: number) {
    const { employeeId, groupIds } = employee;
    const newer = await recordCopies(tx, EMPLOYEES, [{ ...employee, asOf }], { returning: 'id' });
    if (newer.length === 0) return;
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
    const newer = (await recordCopies(tx, CHILDREN, children, { returning: 'id' })) as {
      id: string;
    }[];
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
