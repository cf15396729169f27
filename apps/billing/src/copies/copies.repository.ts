import { Injectable } from '@nestjs/common';
import type { Language } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';

export interface OrganisationCopy {
  language: Language;
  timeZone: string;
}

interface PayerCopy {
  payerId: string;
  householdId: string;
  debtorNumber: string;
  firstName: string;
  lastName: string;
  asOf: number;
}

export interface ChildCopy {
  childId: string;
  householdId: string;
  firstName: string;
  lastName: string;
  asOf: number;
}

/** Writes the copies of identity's facts. What is older than the copy that is there changes nothing. */
@Injectable()
export class CopiesRepository {
  recordOrganisation(tx: Tx, { language, timeZone }: OrganisationCopy, asOf: number): void {
    tx.deferToCommit(
      `insert into organisation (tenant_id, language, time_zone, as_of) values ($1, $2, $3, $4)
       on conflict (tenant_id) do update
         set language = excluded.language, time_zone = excluded.time_zone, as_of = excluded.as_of
         where organisation.as_of < excluded.as_of`,
      [tx.tenantId, language, timeZone, asOf],
    );
  }

  recordPayers(tx: Tx, payers: readonly PayerCopy[]): void {
    tx.deferToCommit(
      `insert into payer (tenant_id, id, household_id, debtor_number, first_name, last_name, as_of)
       select $1, "payerId", "householdId", "debtorNumber", "firstName", "lastName", "asOf"
       from jsonb_to_recordset($2::jsonb) as heard ("payerId" uuid, "householdId" uuid,
         "debtorNumber" text, "firstName" text, "lastName" text, "asOf" bigint)
       on conflict (tenant_id, id) do update
         set household_id = excluded.household_id, debtor_number = excluded.debtor_number,
           first_name = excluded.first_name, last_name = excluded.last_name, as_of = excluded.as_of
         where payer.as_of < excluded.as_of`,
      [tx.tenantId, JSON.stringify(payers)],
    );
  }

  recordChildren(tx: Tx, children: readonly ChildCopy[]): void {
    tx.deferToCommit(
      `insert into child (tenant_id, id, household_id, first_name, last_name, as_of)
       select $1, "childId", "householdId", "firstName", "lastName", "asOf"
       from jsonb_to_recordset($2::jsonb) as heard ("childId" uuid, "householdId" uuid,
         "firstName" text, "lastName" text, "asOf" bigint)
       on conflict (tenant_id, id) do update
         set household_id = excluded.household_id, first_name = excluded.first_name,
           last_name = excluded.last_name, as_of = excluded.as_of
         where child.as_of < excluded.as_of`,
      [tx.tenantId, JSON.stringify(children)],
    );
  }
}
