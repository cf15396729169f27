import { type Actor, identity, type ImportOutcome, planning } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import { actor, newTenant, operator, type ServiceUnderTest } from '@ouderportaal/testing';
import { AFTERNOON, capacitiesOf, MORNING, policy, product } from './rows.js';

/** What the builders need of the service under test. */
export type Planning = Pick<ServiceUnderTest, 'hear' | 'request' | 'sql'>;

export interface GivenGroup {
  groupId: string;
  code: string;
  locationId: string;
  locationCode: string;
}

export interface GivenOrganisation {
  tenantId: string;
  slug: string;
  operator: Actor;
  /** In the order in which they were asked for; the first one is `group`. */
  groups: GivenGroup[];
  group: GivenGroup;
  /** Ids of the products by their code: `whole-day`, `morning`, `afternoon`, or the test's own. */
  products: Record<string, string>;
  /** What planning was last told; `recordRules` starts from it. */
  rules: PlanningRules;
}

export interface PlanningRules {
  policy: planning.PlanningPolicy;
  dayparts: planning.DaypartRow[];
  capacities: planning.CapacityRow[];
  products: planning.ProductRow[];
  closures: planning.ClosureRow[];
}

export interface OrganisationOverrides extends Partial<Omit<PlanningRules, 'policy'>> {
  name?: string;
  language?: 'nl' | 'en';
  timeZone?: string;
  policy?: Partial<planning.PlanningPolicy>;
  /** Each with the code of its location; groups with the same one share it. */
  groups?: { code: string; location?: string }[];
  /** Places of every group in every daypart. */
  places?: number;
}

/** An organisation with one location and one group of 12 places, unless told otherwise. */
export async function givenOrganisation(
  service: Planning,
  overrides: OrganisationOverrides = {},
): Promise<GivenOrganisation> {
  const { tenantId, slug, groups } = await givenIdentity(service, overrides);
  const group = groups[0]!;
  const dayparts = overrides.dayparts ?? [MORNING, AFTERNOON];
  const codes = groups.map(({ code }) => code);
  const rules: PlanningRules = {
    policy: policy(overrides.policy),
    dayparts,
    capacities: overrides.capacities ?? capacitiesOf(codes, dayparts, overrides.places ?? 12),
    products: overrides.products ?? [
      product({ groups: codes }),
      product({ ...MORNING, code: 'morning', cents: 5500, points: 2, groups: codes }),
      product({ ...AFTERNOON, code: 'afternoon', cents: 5500, points: 2, groups: codes }),
    ],
    closures: overrides.closures ?? [],
  };
  const organisation = { tenantId, slug, groups, group, operator: operator(tenantId) };
  await recordRules(service, { ...organisation, rules, products: {} });
  return { ...organisation, rules, products: await productsOf(service, tenantId) };
}

/** What identity tells of an organisation, without anything of planning's own. */
export async function givenIdentity(
  { hear }: Planning,
  { name = 'De Eik', language = 'nl', timeZone, groups: wished }: OrganisationOverrides = {},
): Promise<{ tenantId: string; slug: string; groups: GivenGroup[] }> {
  const tenantId = newTenant();
  const slug = `eik-${tenantId.slice(-6)}`;
  await hear(identity.events.organisationRecorded, tenantId, {
    slug,
    name,
    language,
    timeZone: timeZone ?? 'Europe/Amsterdam',
    branding: { primaryColour: '#1a7f5a', textColour: '#ffffff' },
    portalUrl: 'http://localhost:3000',
  });
  const groups: GivenGroup[] = [];
  const locations = new Map<string, string>();
  for (const { code, location = 'L1' } of wished ?? [{ code: 'G1' }]) {
    const locationId = locations.get(location) ?? newId();
    if (!locations.has(location)) {
      locations.set(location, locationId);
      const data = { locationId, code: location, name: `Locatie ${location}` };
      await hear(identity.events.locationRecorded, tenantId, data);
    }
    const group = { groupId: newId(), code, locationId, locationCode: location };
    groups.push(group);
    await hear(identity.events.groupRecorded, tenantId, {
      groupId: group.groupId,
      locationId,
      code,
      name: `Groep ${code}`,
      careType: 'day-care',
    });
  }
  return { tenantId, slug, groups };
}

/** Sends the organisation's rules again, with some of them changed. */
export async function recordRules(
  { request }: Planning,
  organisation: GivenOrganisation,
  changed: Partial<Omit<PlanningRules, 'policy'>> & {
    policy?: Partial<planning.PlanningPolicy>;
  } = {},
): Promise<ImportOutcome> {
  const { rules } = organisation;
  organisation.rules = {
    ...rules,
    ...changed,
    policy: { ...rules.policy, ...changed.policy },
  };
  return request(planning.imports.organisation, organisation.operator, {
    organisation: organisation.slug,
    confirmRemovals: true,
    ...organisation.rules,
  });
}

/** Somebody who works for the organisation's first group, unless told otherwise. */
export async function givenEmployee(
  { hear }: Planning,
  { tenantId, group }: Pick<GivenOrganisation, 'tenantId' | 'group'>,
  overrides: { role?: 'staff' | 'manager'; groups?: GivenGroup[]; isActive?: boolean } = {},
): Promise<Actor> {
  const { role = 'staff', groups = [group], isActive = true } = overrides;
  const employeeId = newId();
  const groupIds = groups.map(({ groupId }) => groupId);
  await hear(identity.events.employeeRecorded, tenantId, { employeeId, role, groupIds, isActive });
  return actor(role, tenantId, employeeId);
}

async function productsOf({ sql }: Planning, tenantId: string): Promise<Record<string, string>> {
  const rows = await sql<{ code: string; id: string }>(
    'select code, id from planning.care_product where tenant_id = $1',
    [tenantId],
  );
  return Object.fromEntries(rows.map(({ code, id }) => [code, id]));
}
