import { Injectable } from '@nestjs/common';
import type { identity } from '@ouderportaal/contracts';
import { foundAt, lookUp, type ReadTx, type Tx } from '@ouderportaal/database';
import type { z } from 'zod';
import { OrganisationsRepository } from '../organisations/organisations.repository.js';
import { AccountsImportRepository } from './accounts-import.repository.js';
import type {
  EmployeeFacts,
  LocationFacts,
  OrganisationInput,
  StoredOrganisation,
} from './organisation-import.rules.js';

/** Sets of rows go in and out as JSON of the rows as the contract has them. */
@Injectable()
export class OrganisationImportRepository {
  constructor(
    private readonly organisations: OrganisationsRepository,
    private readonly accounts: AccountsImportRepository,
  ) {}

  /** What is stored of everything that an import names. */
  async load(tx: ReadTx, input: OrganisationInput): Promise<StoredOrganisation> {
    const { locations, groups, employees } = input;
    return {
      profile: await this.organisations.find(tx),
      locations: await this.locations(tx, [
        ...locations.map(({ code }) => code),
        ...groups.map(({ location }) => location),
      ]),
      groups: await this.groups(tx, [
        ...groups.map(({ code }) => code),
        ...employees.flatMap((employee) => employee.groups ?? []),
      ]),
      employees: await this.employees(
        tx,
        employees.map(({ number }) => number),
      ),
      accounts: await this.accounts.load(tx, {
        employees: employees.map(({ number }) => number),
        guardians: [],
        names: employees.map(({ email }) => email),
      }),
    };
  }

  recordLocations(
    tx: Tx,
    rows: readonly LocationFacts[],
  ): Promise<z.infer<typeof identity.events.locationRecorded.data>[]> {
    return tx.query(
      `insert into location (tenant_id, id, code, name, lrk_number, street, house_number, postcode,
         town, phone)
       select $1, uuidv7(), code, name, "lrkNumber", street, "houseNumber", postcode, town, phone
       from jsonb_to_recordset($2::jsonb) as row (code text, name text, "lrkNumber" text,
         street text, "houseNumber" text, postcode text, town text, phone text)
       on conflict (tenant_id, code) do update set name = excluded.name,
         lrk_number = excluded.lrk_number, street = excluded.street,
         house_number = excluded.house_number, postcode = excluded.postcode, town = excluded.town,
         phone = excluded.phone
       returning id as "locationId", code, name`,
      [tx.tenantId, JSON.stringify(rows)],
    );
  }

  recordGroups(
    tx: Tx,
    rows: readonly identity.GroupRow[],
  ): Promise<z.infer<typeof identity.events.groupRecorded.data>[]> {
    return tx.query(
      `insert into care_group (tenant_id, id, location_id, code, name, care_type)
       select $1, uuidv7(), l.id, row.code, row.name, row."careType"
       from jsonb_to_recordset($2::jsonb)
         as row (code text, location text, name text, "careType" text)
       cross join ${lookUp('location', 'code = row.location')} l
       on conflict (tenant_id, code) do update set location_id = excluded.location_id,
         name = excluded.name, care_type = excluded.care_type
       returning id as "groupId", location_id as "locationId", code, name,
         care_type as "careType"`,
      [tx.tenantId, JSON.stringify(rows)],
    );
  }

  /** Records employees and replaces the groups they work for. */
  async recordEmployees(
    tx: Tx,
    rows: readonly EmployeeFacts[],
  ): Promise<z.infer<typeof identity.events.employeeRecorded.data>[]> {
    const parameters = [tx.tenantId, JSON.stringify(rows)];
    await tx.execute(
      `insert into employee (tenant_id, id, number, first_name, last_name, role, is_active)
       select $1, uuidv7(), number, "firstName", "lastName", role, "isActive"
       from jsonb_to_recordset($2::jsonb) as row (number text, "firstName" text, "lastName" text,
         role text, "isActive" boolean)
       on conflict (tenant_id, number) do update set first_name = excluded.first_name,
         last_name = excluded.last_name, role = excluded.role, is_active = excluded.is_active`,
      parameters,
    );
    await tx.execute(
      `delete from employee_group where ${foundAt(`
         select eg.ctid
         from jsonb_to_recordset($2::jsonb) as row (number text, groups jsonb)
         cross join ${lookUp('employee', 'number = row.number')} e
         cross join ${lookUp('employee_group', 'employee_id = e.id')} eg
         cross join ${lookUp('care_group', 'id = eg.group_id')} g
         where not row.groups ? g.code`)}`,
      parameters,
    );
    await tx.execute(
      `insert into employee_group (tenant_id, employee_id, group_id)
       select $1, e.id, g.id
       from jsonb_to_recordset($2::jsonb) as row (number text, groups jsonb)
       cross join ${lookUp('employee', 'number = row.number')} e
       cross join jsonb_array_elements_text(row.groups) as wanted (code)
       cross join ${lookUp('care_group', 'code = wanted.code')} g
       on conflict do nothing`,
      parameters,
    );
    return tx.query(
      `select e.id as "employeeId", e.role, e.is_active as "isActive",
         array(select eg.group_id from employee_group eg
           where eg.tenant_id = e.tenant_id and eg.employee_id = e.id
           order by eg.group_id) as "groupIds"
       from unnest($2::text[]) with ordinality as wanted (number, n)
       cross join ${lookUp('employee', 'number = wanted.number')} e
       order by wanted.n`,
      [tx.tenantId, rows.map(({ number }) => number)],
    );
  }

  private locations(tx: ReadTx, codes: readonly string[]): Promise<LocationFacts[]> {
    return tx.query<LocationFacts>(
      `select l.code, name, lrk_number as "lrkNumber", street, house_number as "houseNumber",
         postcode, town, phone
       from (select distinct code from unnest($2::text[]) as code) wanted
       cross join ${lookUp('location', 'code = wanted.code')} l`,
      [tx.tenantId, codes],
    );
  }

  private groups(tx: ReadTx, codes: readonly string[]): Promise<identity.GroupRow[]> {
    return tx.query<identity.GroupRow>(
      `select g.code, l.code as location, g.name, g.care_type as "careType"
       from (select distinct code from unnest($2::text[]) as code) wanted
       cross join ${lookUp('care_group', 'code = wanted.code')} g
       cross join ${lookUp('location', 'id = g.location_id')} l`,
      [tx.tenantId, codes],
    );
  }

  private employees(tx: ReadTx, numbers: readonly string[]): Promise<EmployeeFacts[]> {
    return tx.query<EmployeeFacts>(
      `select e.number, e.first_name as "firstName", e.last_name as "lastName", a.email, e.role,
         e.is_active as "isActive",
         array(select g.code from employee_group eg
           join care_group g on g.tenant_id = eg.tenant_id and g.id = eg.group_id
           where eg.tenant_id = e.tenant_id and eg.employee_id = e.id) as groups
       from (select distinct number from unnest($2::text[]) as number) wanted
       cross join ${lookUp('employee', 'number = wanted.number')} e
       cross join ${lookUp('account', 'employee_id = e.id')} a`,
      [tx.tenantId, numbers],
    );
  }
}
