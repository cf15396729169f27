import type { Invariant } from './invariant.js';

const OVERLAPS = 'int4range(d.starts_at, d.ends_at) && int4range';

/** Approved children of a group on a day, once per daypart that their times overlap. */
const APPROVED_CHILDREN = `
  select distinct b.tenant_id, b.group_id, b.care_on, d.id as daypart_id, b.child_id
  from planning.booking b
  join planning.daypart d on d.tenant_id = b.tenant_id and ${OVERLAPS}(b.starts_at, b.ends_at)
  where b.status = 'approved'`;

/** Children that the weekly pattern expects where a slot was counted. Closed days have no slots. */
const PLANNED_CHILDREN = `
  select distinct s.tenant_id, s.group_id, s.care_on, s.daypart_id, p.child_id
  from planning.slot s
  join planning.daypart d on d.tenant_id = s.tenant_id and d.id = s.daypart_id
  join planning.placement p on p.tenant_id = s.tenant_id and p.group_id = s.group_id
    and s.care_on >= p.starts_on and (p.ends_on is null or s.care_on <= p.ends_on)
  join planning.placement_day w on w.tenant_id = p.tenant_id and w.placement_id = p.id
    and w.weekday = extract(isodow from s.care_on)
    and (w.weeks = 'all' or (w.weeks = 'even') = (extract(week from s.care_on)::int % 2 = 0))
    and ${OVERLAPS}(w.starts_at, w.ends_at)`;

/**
 * Until when an import may have changed patterns, dayparts or capacities: what was counted before says
 * how it was then. An import's audit row is older than its commit, at most by the minute an import may take.
 */
const IMPORTED_UNTIL = `
  select tenant_id, max(occurred_at) + interval '2 minutes' as at from planning.audit
  where subject like 'planning.imports.%' group by tenant_id`;

/** Requests, bookings and places. */
export const planningInvariants: readonly Invariant[] = [
  {
    name: 'planning.no-place-twice',
    says: 'Planned and extra children together fit the places that there were.',
    sql: `select tenant_id, group_id, care_on, daypart_id, planned, extra, places
      from planning.slot where extra > 0 and planned + extra > places`,
  },
  {
    name: 'planning.places-are-approved-children',
    says: 'Every extra place belongs to an approved child, and every approved child is counted.',
    sql: `with approved as (
        select tenant_id, group_id, care_on, daypart_id, count(*) as children
        from (${APPROVED_CHILDREN}) as child group by tenant_id, group_id, care_on, daypart_id)
      select s.tenant_id, s.group_id, s.care_on, s.daypart_id, s.extra, s.planned, a.children
      from planning.slot s left join approved a using (tenant_id, group_id, care_on, daypart_id)
      where s.extra > coalesce(a.children, 0) or coalesce(a.children, 0) > s.extra + s.planned`,
  },
  {
    name: 'planning.places-are-counted-once',
    says: 'A slot is what counting again gives: each child once, as planned or as extra.',
    sql: `with approved as (${APPROVED_CHILDREN}), expected as (${PLANNED_CHILDREN}),
      counted as (
        select tenant_id, group_id, care_on, daypart_id,
          count(e.child_id) as planned,
          count(*) filter (where e.child_id is null) as extra
        from expected e full join approved a
          using (tenant_id, group_id, care_on, daypart_id, child_id)
        group by tenant_id, group_id, care_on, daypart_id
      )
      select s.tenant_id, s.group_id, s.care_on, s.daypart_id, s.planned, s.extra,
        c.planned as planned_now, c.extra as extra_now
      from planning.slot s
      left join counted c using (tenant_id, group_id, care_on, daypart_id)
      left join (${IMPORTED_UNTIL}) i using (tenant_id)
      where (i.at is null or s.counted_at > i.at)
        and (s.planned, s.extra) is distinct from (coalesce(c.planned, 0), coalesce(c.extra, 0))`,
  },
  {
    name: 'planning.one-place-at-a-time',
    says: 'A child has no two open or approved bookings at the same time.',
    sql: `select one.tenant_id, one.id, other.id as other_id
      from planning.booking one join planning.booking other
        on other.tenant_id = one.tenant_id and other.child_id = one.child_id
        and other.care_on = one.care_on and other.id > one.id
        and int4range(other.starts_at, other.ends_at) && int4range(one.starts_at, one.ends_at)
      where one.status in ('requested', 'approved') and other.status in ('requested', 'approved')`,
  },
  {
    name: 'planning.closed-when-all-decided',
    says: 'A request is closed exactly when none of its bookings waits.',
    sql: `select r.tenant_id, r.id, r.closed_at from planning.care_request r
      where (r.closed_at is not null) = exists (
        select from planning.booking b
        where b.tenant_id = r.tenant_id and b.request_id = r.id and b.status = 'requested')`,
  },
  {
    name: 'planning.told-when-closed',
    says: 'A family is about to be told only of requests that are closed.',
    sql: `select a.tenant_id, a.request_id from planning.decision_announcement a
      join planning.care_request r on r.tenant_id = a.tenant_id and r.id = a.request_id
      where r.closed_at is null`,
  },
  {
    name: 'planning.no-request-without-bookings',
    says: 'A request has at least one booking.',
    sql: `select r.tenant_id, r.id from planning.care_request r
      where not exists (select from planning.booking b
        where b.tenant_id = r.tenant_id and b.request_id = r.id)`,
  },
  {
    name: 'planning.decided-by-somebody',
    says: 'A decision has its moment and an employee of the organisation, a rejection its reason.',
    sql: `select b.tenant_id, b.id, b.status from planning.booking b
      left join planning.employee e on e.tenant_id = b.tenant_id and e.id = b.decided_by
      where case when b.status in ('approved', 'rejected')
        then b.decided_at is null or e.id is null or (b.status = 'rejected') <> (b.reason is not null)
        else num_nonnulls(b.decided_by, b.decided_at, b.reason) > 0 end`,
  },
];
