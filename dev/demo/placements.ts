import type { DemoCare, DemoChild } from './families.js';
import type { Random } from './random.js';

export interface DemoGroup {
  code: string;
  location: string;
  care: DemoCare;
}

export interface DemoPlacement {
  number: string;
  child: string;
  group: string;
  startsOn: string;
  endsOn: string;
  /** Monday to Friday, each as placements.csv wants it. */
  days: string[];
}

/** Times of a whole day of care, Monday to Friday. */
type CareTimes = Readonly<Record<DemoCare, readonly [string, string, string, string, string]>>;

export const CHILDREN_PER_GROUP = 12;
const FIRST_DAY = '2025-01-06';
const MOVED_AFTER = '2025-08-31';
/** One to five days a week, 2.5 on average. */
const DAYS_A_WEEK = [0.16, 0.41, 0.28, 0.11, 0.04];
const IN_ANOTHER_LOCATION = 0.1;
const EVEN_OR_ODD = 0.1;
const MOVED = 0.04;

const USUAL_TIMES: CareTimes = {
  'day-care': ['07:30-18:30', '07:30-18:30', '07:30-18:30', '07:30-18:30', '07:30-18:30'],
  'out-of-school': ['14:30-18:30', '14:30-18:30', '12:00-18:30', '14:30-18:30', '12:00-18:30'],
};

/** Gives every child a place: siblings mostly at one location, never more children than a group holds. */
export function makePlacements(
  random: Random,
  children: readonly DemoChild[],
  groups: readonly DemoGroup[],
  times: CareTimes = USUAL_TIMES,
): DemoPlacement[] {
  return new Placing(random, groups, times).make(children);
}

class Placing {
  private readonly taken = new Map<string, number>();
  private readonly placements: DemoPlacement[] = [];
  private readonly locations: string[];
  private readonly groupsOf = new Map<string, DemoGroup[]>();
  /** Groups before it are full. */
  private readonly firstWithRoom: Record<DemoCare, number> = { 'day-care': 0, 'out-of-school': 0 };

  constructor(
    private readonly random: Random,
    groups: readonly DemoGroup[],
    private readonly times: CareTimes,
  ) {
    this.locations = [...new Set(groups.map(({ location }) => location))];
    for (const group of groups) {
      for (const key of [group.care, `${group.location} ${group.care}`]) {
        const list = this.groupsOf.get(key) ?? [];
        this.groupsOf.set(key, list);
        list.push(group);
      }
    }
  }

  make(children: readonly DemoChild[]): DemoPlacement[] {
    let family = '';
    let home = '';
    for (const child of children) {
      if (child.family !== family) home = this.random.pick(this.locations);
      family = child.family;
      const elsewhere = this.random.chance(IN_ANOTHER_LOCATION);
      this.place(child, elsewhere ? this.random.pick(this.locations) : home);
    }
    return this.placements;
  }

  private place(child: DemoChild, location: string): void {
    const group = this.groupFor(child.care, location);
    this.taken.set(group.code, (this.taken.get(group.code) ?? 0) + 1);
    const siblings = (this.groupsOf.get(`${group.location} ${group.care}`) ?? []).filter(
      ({ code }) => code !== group.code,
    );
    const before =
      siblings.length > 0 && this.random.chance(MOVED) ? this.random.pick(siblings) : undefined;
    if (before === undefined) {
      this.add(child, group, FIRST_DAY, '');
      return;
    }
    this.add(child, before, FIRST_DAY, MOVED_AFTER);
    this.add(child, group, Temporal.PlainDate.from(MOVED_AFTER).add({ days: 1 }).toString(), '');
  }

  private groupFor(care: DemoCare, location: string): DemoGroup {
    const hasRoom = ({ code }: DemoGroup) => (this.taken.get(code) ?? 0) < CHILDREN_PER_GROUP;
    const near = (this.groupsOf.get(`${location} ${care}`) ?? []).filter(hasRoom);
    if (near.length > 0) return this.random.pick(near);
    const all = this.groupsOf.get(care) ?? [];
    for (; ; this.firstWithRoom[care]++) {
      const group = all[this.firstWithRoom[care]];
      if (group === undefined) throw new Error(`Too few groups for ${care}`);
      if (hasRoom(group)) return group;
    }
  }

  private add(child: DemoChild, group: DemoGroup, startsOn: string, endsOn: string): void {
    this.placements.push({
      number: `P${String(this.placements.length + 1).padStart(5, '0')}`,
      child: child.number,
      group: group.code,
      startsOn,
      endsOn,
      days: this.pattern(group.care),
    });
  }

  private pattern(care: DemoCare): string[] {
    const { random } = this;
    const chosen = random.some([0, 1, 2, 3, 4], random.weighted(DAYS_A_WEEK) + 1);
    const alternating = random.chance(EVEN_OR_ODD) ? random.pick(chosen) : undefined;
    const weeks = random.pick([' even', ' odd'] as const);
    return this.times[care].map((time, day) => {
      if (!chosen.includes(day)) return '';
      return day === alternating ? time + weeks : time;
    });
  }
}
