import { Injectable } from '@nestjs/common';
import type { identity } from '@ouderportaal/contracts';
import type { ReadTx } from '@ouderportaal/database';
import type { z } from 'zod';

type Data<E extends { data: z.ZodType }> = z.infer<E['data']>;

/** Where an organisation works and who works there, as other services are told, in the order of their ids. */
@Injectable()
export class PlacesRepository {
  locationsAfter(
    tx: ReadTx,
    after: string | null,
    limit: number,
  ): Promise<Data<typeof identity.events.locationRecorded>[]> {
    return tx.query(
      `select id as "locationId", code, name from location
       where tenant_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
      [tx.tenantId, after, limit],
    );
  }

  groupsAfter(
    tx: ReadTx,
    after: string | null,
    limit: number,
  ): Promise<Data<typeof identity.events.groupRecorded>[]> {
    return tx.query(
      `select id as "groupId", location_id as "locationId", code, name, care_type as "careType"
       from care_group
       where tenant_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
      [tx.tenantId, after, limit],
    );
  }

  employeesAfter(
    tx: ReadTx,
    after: string | null,
    limit: number,
  ): Promise<Data<typeof identity.events.employeeRecorded>[]> {
    return tx.query(
      `select e.id as "employeeId", e.role, e.is_active as "isActive",
         array(select eg.group_id from employee_group eg
           where eg.tenant_id = e.tenant_id and eg.employee_id = e.id
           order by eg.group_id) as "groupIds"
       from employee e
       where e.tenant_id = $1 and ($2::uuid is null or e.id > $2) order by e.id limit $3`,
      [tx.tenantId, after, limit],
    );
  }
}
