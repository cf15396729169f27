import { childName, email, familyName, parentName, phone } from './names.js';
import type { Random } from './random.js';

export type DemoCare = 'day-care' | 'out-of-school';

interface DemoGuardian {
  family: string;
  debtorNumber: string;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  language: 'nl' | 'en';
}

export interface DemoChild {
  family: string;
  number: string;
  firstName: string;
  lastName: string;
  bornOn: string;
  care: DemoCare;
}

interface DemoGuardianship {
  child: string;
  guardian: string;
  access: 'full' | 'read-only' | 'none';
}

export interface DemoFamilies {
  families: string[];
  guardians: DemoGuardian[];
  children: DemoChild[];
  guardianships: DemoGuardianship[];
}

/** Families of which the parents live apart; the second household is a family of its own. */
const LIVE_APART = 0.06;
/** With these, 100 families have 160 children and 180 guardians, second households included. */
const CHILDREN = [0, 0.41, 0.47, 0.12];
const OWN_CHILDREN_IN_SECOND_HOUSEHOLD = 0.2;
const TWO_GUARDIANS = 0.91;
const TWINS = 0.06;
const NO_EMAIL = 0.06;
const ENGLISH = 0.06;
const OLDEST_DAY_CARE = '2023-01-01';
const OLDEST_OUT_OF_SCHOOL = '2015-01-01';

/** Invents families; numbers begin behind `start`. */
export function makeFamilies(random: Random, count: number, start = 0): DemoFamilies {
  return new FamilyMaker(random, start).make(count);
}

class FamilyMaker implements DemoFamilies {
  readonly families: string[] = [];
  readonly guardians: DemoGuardian[] = [];
  readonly children: DemoChild[] = [];
  readonly guardianships: DemoGuardianship[] = [];

  constructor(
    private readonly random: Random,
    private readonly start: number,
  ) {}

  make(count: number): DemoFamilies {
    while (this.families.length < count) {
      const liveApart = this.families.length + 2 <= count && this.random.chance(LIVE_APART);
      const family = this.addFamily();
      const lastName = familyName(this.random);
      this.addGuardians(family, lastName, liveApart);
      const children = this.addChildren(family, lastName, this.random.weighted(CHILDREN));
      if (liveApart) this.addSecondHousehold(children);
    }
    return this;
  }

  private addFamily(): string {
    const number = `G${String(this.start + this.families.length + 1).padStart(5, '0')}`;
    this.families.push(number);
    return number;
  }

  private addGuardians(family: string, lastName: string, liveApart: boolean): void {
    this.addGuardian(family, lastName, true);
    if (liveApart || !this.random.chance(TWO_GUARDIANS)) return;
    const ownName = this.random.chance(0.6) ? familyName(this.random) : lastName;
    this.addGuardian(family, ownName, !this.random.chance(NO_EMAIL));
  }

  private addGuardian(family: string, lastName: string, hasEmail: boolean): DemoGuardian {
    const { random } = this;
    const debtorNumber = String(100_001 + this.start * 3 + this.guardians.length);
    const firstName = parentName(random);
    const guardian: DemoGuardian = {
      family,
      debtorNumber,
      firstName,
      lastName,
      email: hasEmail ? email(random, firstName, lastName, debtorNumber) : '',
      phone: random.chance(0.8) ? phone(random) : '',
      language: random.chance(ENGLISH) ? 'en' : 'nl',
    };
    this.guardians.push(guardian);
    return guardian;
  }

  private addChildren(family: string, lastName: string, count: number): DemoChild[] {
    const added: DemoChild[] = [];
    const areTwins = count >= 2 && this.random.chance(TWINS);
    for (let at = 0; at < count; at++) {
      const care: DemoCare = this.random.chance(0.5) ? 'day-care' : 'out-of-school';
      const twin = areTwins && at === 1 ? added[0] : undefined;
      const child: DemoChild = {
        family,
        number: `K${String(this.start * 3 + this.children.length + 1).padStart(5, '0')}`,
        firstName: this.unusedName(added),
        lastName,
        bornOn: twin?.bornOn ?? this.birthday(care),
        care: twin?.care ?? care,
      };
      this.children.push(child);
      added.push(child);
    }
    return added;
  }

  private unusedName(siblings: readonly DemoChild[]): string {
    for (;;) {
      const name = childName(this.random);
      if (siblings.every((sibling) => sibling.firstName !== name)) return name;
    }
  }

  /** Day-care children are at most two when care starts in 2025, so that they stay a while. */
  private birthday(care: DemoCare): string {
    const [oldest, days] =
      care === 'day-care' ? [OLDEST_DAY_CARE, 640] : [OLDEST_OUT_OF_SCHOOL, 6 * 365];
    return Temporal.PlainDate.from(oldest)
      .add({ days: this.random.between(0, days) })
      .toString();
  }

  private addSecondHousehold(children: readonly DemoChild[]): void {
    const family = this.addFamily();
    const lastName = familyName(this.random);
    const guardian = this.addGuardian(family, lastName, true);
    const access = (['full', 'read-only', 'none'] as const)[
      this.random.weighted([0.8, 0.15, 0.05])
    ];
    for (const { number } of children) {
      this.guardianships.push({
        child: number,
        guardian: guardian.debtorNumber,
        access: access ?? 'full',
      });
    }
    if (this.random.chance(OWN_CHILDREN_IN_SECOND_HOUSEHOLD)) this.addChildren(family, lastName, 1);
  }
}
