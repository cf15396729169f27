import { Injectable } from '@nestjs/common';
import type { planning } from '@ouderportaal/contracts';
import type { ReadTx } from '@ouderportaal/database';
import type { Booking } from '../care-requests/booking.rules.js';
import { GroupDaysService } from '../occupancy/group-days.service.js';
import type { OccupancyInput } from '../occupancy/occupancy.rules.js';
import { ObstaclesRepository } from './obstacles.repository.js';
import { type BookingFacts, obstacleOf } from './obstacles.rules.js';
import { placesAfter, type PlacesOutcome } from './places.rules.js';

type Approvable = Pick<Booking, 'bookingId' | 'childId' | 'groupId' | 'on' | 'startsAt' | 'endsAt'>;

/** What stands in the way of approving bookings together, and what it does to the places. */
interface Approval {
  obstacles: Map<string, planning.Obstacle>;
  places: PlacesOutcome;
}

/** The facts of now about some waiting bookings: shown in the queue, and decided by. */
interface ApprovalFacts {
  occupancy: OccupancyInput;
  facts: ReadonlyMap<string, BookingFacts>;
}

/** Looks again at bookings that wait: the queue and the decision both ask here. */
@Injectable()
export class ApprovalService {
  constructor(
    private readonly groupDays: GroupDaysService,
    private readonly obstacles: ObstaclesRepository,
  ) {}

  /** In two statements, however many bookings; at least one. */
  async load(
    tx: ReadTx,
    groups: readonly planning.GroupName[],
    bookings: readonly Approvable[],
    policy: planning.PlanningPolicy,
  ): Promise<ApprovalFacts> {
    const [occupancy, facts] = await Promise.all([
      this.occupancyOf(tx, groups, bookings, policy),
      this.obstacles.load(
        tx,
        bookings.map(({ bookingId }) => bookingId),
      ),
    ]);
    return { occupancy, facts: byBooking(facts) };
  }

  /** For bookings that were read with their facts: in one statement; at least one booking. */
  async loadAround(
    tx: ReadTx,
    groups: readonly planning.GroupName[],
    bookings: readonly (Approvable & { facts: BookingFacts })[],
    policy: planning.PlanningPolicy,
  ): Promise<ApprovalFacts> {
    const occupancy = await this.occupancyOf(tx, groups, bookings, policy);
    return { occupancy, facts: byBooking(bookings.map(({ facts }) => facts)) };
  }

  private occupancyOf(
    tx: ReadTx,
    groups: readonly planning.GroupName[],
    bookings: readonly Approvable[],
    policy: planning.PlanningPolicy,
  ): Promise<OccupancyInput> {
    const isUsed = new Set(bookings.map(({ groupId }) => groupId));
    return this.groupDays.load(
      tx,
      groups.filter(({ groupId }) => isUsed.has(groupId)),
      bookings.map(({ on }) => on),
      policy,
    );
  }
}

function byBooking(facts: readonly BookingFacts[]): Map<string, BookingFacts> {
  return new Map(facts.map((each) => [each.bookingId, each]));
}

/** What approving these bookings together meets. */
export function approvalOf(
  { occupancy, facts }: ApprovalFacts,
  bookings: readonly Approvable[],
): Approval {
  const places = placesAfter(onlyOf(occupancy, bookings), bookings);
  const isFull = new Set(places.full.map(({ groupId, on }) => `${groupId} ${on}`));
  const obstacles = new Map<string, planning.Obstacle>();
  for (const booking of bookings) {
    const known = facts.get(booking.bookingId);
    const obstacle =
      (known ? obstacleOf(booking, known, occupancy.isClosed) : null) ??
      (isFull.has(`${booking.groupId} ${booking.on}`) ? 'no-place-left' : null);
    if (obstacle) obstacles.set(booking.bookingId, obstacle);
  }
  return { obstacles, places };
}

/** The days and groups of these bookings alone, so that a page of them is not counted as often as it is long. */
function onlyOf(input: OccupancyInput, bookings: readonly Approvable[]): OccupancyInput {
  const groupIds = new Set(bookings.map(({ groupId }) => groupId));
  const days = new Set(bookings.map(({ on }) => on));
  return {
    ...input,
    groups: input.groups.filter(({ groupId }) => groupIds.has(groupId)),
    days: [...days],
    patterns: input.patterns.filter(({ groupId }) => groupIds.has(groupId)),
    bookings: input.bookings.filter(({ groupId, on }) => groupIds.has(groupId) && days.has(on)),
  };
}
