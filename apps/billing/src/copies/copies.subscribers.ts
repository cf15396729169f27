import { Injectable } from '@nestjs/common';
import { identity } from '@ouderportaal/contracts';
import { newestBy, Subscribers } from '@ouderportaal/database';
import { CopiesRepository } from './copies.repository.js';

/** Keeps billing's copy of what invoices name. */
@Injectable()
export class CopiesSubscribers {
  constructor(subscribers: Subscribers, copies: CopiesRepository) {
    const { organisationRecorded, householdRecorded } = identity.events;
    subscribers.on(organisationRecorded, (tx, { data, position }) =>
      copies.recordOrganisation(tx, data, position),
    );
    subscribers.onMany(householdRecorded, async (tx, received) => {
      const payers = received.flatMap(({ position, data: { householdId, payers } }) =>
        payers.map((payer) => ({ ...payer, householdId, asOf: position })),
      );
      const children = received.flatMap(({ position, data: { householdId, children } }) =>
        children.map((child) => ({ ...child, householdId, asOf: position })),
      );
      await Promise.all([
        copies.recordPayers(
          tx,
          newestBy(payers, ({ payerId }) => payerId),
        ),
        copies.recordChildren(
          tx,
          newestBy(children, ({ childId }) => childId),
        ),
      ]);
    });
  }
}
