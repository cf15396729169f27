import { Injectable } from '@nestjs/common';
import type { Language } from '@ouderportaal/contracts';
import { recordCopies, type Tx } from '@ouderportaal/database';

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

const ORGANISATION = {
  table: 'organisation',
  key: [],
  columns: { language: 'language text', timeZone: 'time_zone text' },
} as const;
const PAYERS = {
  table: 'payer',
  columns: {
    payerId: 'id uuid',
    householdId: 'household_id uuid',
    debtorNumber: 'debtor_number text',
    firstName: 'first_name text',
    lastName: 'last_name text',
  },
} as const;
const CHILDREN = {
  table: 'child',
  columns: {
    childId: 'id uuid',
    householdId: 'household_id uuid',
    firstName: 'first_name text',
    lastName: 'last_name text',
  },
} as const;

/** Writes the copies of identity's facts. What is older than the copy that is there changes nothing. */
@Injectable()
export class CopiesRepository {
  async recordOrganisation(tx: Tx, organisation: OrganisationCopy, asOf: number): Promise<void> {
    await recordCopies(tx, ORGANISATION, [{ ...organisation, asOf }]);
  }

  async recordPayers(tx: Tx, payers: readonly PayerCopy[]): Promise<void> {
    await recordCopies(tx, PAYERS, payers);
  }

  async recordChildren(tx: Tx, children: readonly ChildCopy[]): Promise<void> {
    await recordCopies(tx, CHILDREN, children);
  }
}
