import { Injectable } from '@nestjs/common';
import type { Actor, GroupName, Language } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';
import { Clock, type LocalDate } from '@ouderportaal/kernel';
import { ClosuresRepository } from '../closures/closures.repository.js';
import { closureCalendar, groupClosed } from '../closures/closures.rules.js';
import { OrganisationsRepository } from '../copies/organisations.repository.js';
import { type GuardiansChild, PeopleRepository } from '../copies/people.repository.js';
import { PlacementsRepository } from '../patterns/placements.repository.js';
import { PoliciesRepository } from '../policies/policies.repository.js';
import { BookedTimesRepository } from './booked-times.repository.js';
import type { JudgementContext } from './options.rules.js';
import { ProductsRepository } from './products.repository.js';

/** What is needed to judge a family's bookings, and what the answer names. */
export interface FamilyJudgement {
  context: JudgementContext;
  policyVersion: number;
  language: Language;
  /** Every child that the guardian may see, by first name. */
  children: GuardiansChild[];
  /** The groups in which these children have a place. */
  groups: GroupName[];
}

/** Loads in a constant number of statements what judges bookings on days from `from` to `until`. */
@Injectable()
export class JudgementService {
  constructor(
    private readonly organisations: OrganisationsRepository,
    private readonly policies: PoliciesRepository,
    private readonly people: PeopleRepository,
    private readonly placements: PlacementsRepository,
    private readonly closures: ClosuresRepository,
    private readonly products: ProductsRepository,
    private readonly booked: BookedTimesRepository,
    private readonly clock: Clock,
  ) {}

  async ofFamily(
    tx: Tx,
    actor: Actor,
    from: LocalDate,
    until: LocalDate,
  ): Promise<FamilyJudgement> {
    const { timeZone, language } = await this.organisations.get(tx);
    const { version, policy } = await this.policies.current(tx);
    const children = await this.people.childrenOf(tx, actor.userId);
    const childIds = children.map(({ childId }) => childId);
    const patterns = await this.placements.ofChildren(tx, childIds, from, until);
    const groupIds = [...new Set(patterns.map(({ groupId }) => groupId))];
    const groups = await this.people.groups(tx, groupIds);
    const closures = await this.closures.overlapping(tx, from, until);
    const calendar = closureCalendar({ ...closures, language }, policy, from, until);
    const context: JudgementContext = {
      policy,
      today: this.clock.today(timeZone),
      access: new Map(children.map(({ childId, access }) => [childId, access])),
      patterns,
      isClosed: groupClosed(calendar, groups),
      products: await this.products.offered(tx, groupIds, from, until),
      booked: await this.booked.ofChildren(tx, childIds, from, until),
    };
    return { context, policyVersion: version, language, children, groups };
  }
}
