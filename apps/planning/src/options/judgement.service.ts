import { Injectable } from '@nestjs/common';
import type { Actor, Language, planning } from '@ouderportaal/contracts';
import type { ReadTx } from '@ouderportaal/database';
import { Clock, type LocalDate } from '@ouderportaal/kernel';
import { closedDays } from '../closures/closed-days.js';
import type { GuardiansChild } from '../copies/people.repository.js';
import { FamiliesRepository, type FamilyBooking } from '../families/families.repository.js';
import { type BookedTime, type JudgementContext, windowOf } from './options.rules.js';
import { ProductsRepository } from './products.repository.js';

/** What is needed to judge a family's bookings, and what the answer names. */
interface FamilyJudgement {
  context: JudgementContext;
  policyVersion: number;
  language: Language;
  /** Every child that the guardian may see, by first name. */
  children: GuardiansChild[];
  /** The groups in which these children have a place. */
  groups: planning.GroupName[];
}

/** Loads in a constant number of statements what judges bookings on days from `from` to `until`. */
@Injectable()
export class JudgementService {
  constructor(
    private readonly families: FamiliesRepository,
    private readonly products: ProductsRepository,
    private readonly clock: Clock,
  ) {}

  async ofFamily(
    tx: ReadTx,
    actor: Actor,
    from: LocalDate,
    until: LocalDate,
  ): Promise<FamilyJudgement> {
    const [family, products] = await Promise.all([
      this.families.load(tx, actor.personId, from, until),
      this.products.offeredTo(tx, actor.personId, from, until),
    ]);
    const { organisation, policy, policyVersion, children, patterns } = family;
    const isPlacedIn = new Set(patterns.map(({ groupId }) => groupId));
    const groups = family.groups.filter(({ groupId }) => isPlacedIn.has(groupId));
    const { language } = organisation;
    const { isClosed } = await closedDays({
      recorded: family.closures,
      policy,
      from,
      until,
      groups,
    });
    const today = this.clock.today(organisation.timeZone);
    const context: JudgementContext = {
      policy,
      today,
      window: windowOf(policy, today),
      access: new Map(children.map(({ childId, access }) => [childId, access])),
      patterns,
      isClosed,
      products,
      booked: family.bookings.filter(takesUpTime),
    };
    return { context, policyVersion, language, children, groups };
  }
}

/** Rejected bookings do not overlap anything. */
function takesUpTime(booking: FamilyBooking): booking is FamilyBooking & BookedTime {
  return booking.status !== 'rejected';
}
